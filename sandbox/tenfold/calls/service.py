"""What people do with calls: they begin, answer, record, pass on and end them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from sandbox.tenfold.caller import Caller
from sandbox.tenfold.calls.call import INSERT_DELAY, Call, CallState, Direction, record, unrecord, whole_millisecond
from sandbox.tenfold.calls.phone_system import Capability, require
from sandbox.tenfold.calls.progress import begin, end_at, move
from sandbox.tenfold.calls.store import CallStore
from sandbox.tenfold.crm.store import RecordStore
from sandbox.tenfold.errors import CallNotActive, CallNotFound, NoExtension, NoPhoneSystem
from sandbox.tenfold.organizations.store import OrganizationStore
from sandbox.tenfold.permissions import denied
from sandbox.tenfold.users.user import User
from sandbox.world import World


def visible_call(world: World, rows: Connection, caller: Caller, call_id: str) -> Call:
    """Raises CallNotFound, or Forbidden."""
    found = CallStore(rows).find(call_id)
    if found is None:
        raise CallNotFound(call=call_id)
    if found.organization_id != caller.organization_id or not CallStore(rows).is_visible(found, caller):
        raise denied(world, CallNotFound(call=call_id))
    return found


def originate(world: World, rows: Connection, user: User, phone_number: str, root: str) -> Call:
    """From the user's first extension. Raises NoPhoneSystem, NoExtension."""
    new_id = world.chance.uuid()
    call = _new(world, rows, user, phone_number, id=new_id, line_id=new_id, direction=Direction.OUTBOUND, state=CallState.QUEUED, root=root)
    return _begin_matched(world, rows, call)


def ring_in(world: World, rows: Connection, user: User, phone_number: str, root: str, *, name: str | None, held: bool) -> Call:
    """Somebody calls the user, whose phone rings at once (proposed). `name` is what it shows. Raises NoPhoneSystem, NoExtension."""
    new_id = world.chance.octets(12).hex()
    call = _new(world, rows, user, phone_number, id=new_id, line_id=new_id, direction=Direction.INBOUND, state=CallState.RINGING, root=root)
    return _begin_matched(world, rows, replace(call, caller_id_name=name, held=held))


def hang_up(world: World, rows: Connection, call: Call) -> Call:
    """As a client may. Raises CallNotActive, NotSupported, NoPhoneSystem."""
    _require(rows, call, Capability.HANG_UP)
    return move(world, rows, call, CallState.ENDED)


def start_recording(world: World, rows: Connection, call: Call) -> Call:
    """No event tells of it (proposed). Raises CallNotActive, NotSupported, NoPhoneSystem."""
    _require(rows, call, Capability.RECORDING)
    return _saved(rows, record(call, name=f"{world.chance.octets(12).hex()}.wav"))


def stop_recording(world: World, rows: Connection, call: Call) -> Call:
    """No event tells of it (proposed). Raises CallNotActive, NotSupported, NoPhoneSystem."""
    _require(rows, call, Capability.RECORDING)
    return _saved(rows, unrecord(call))


def answer(world: World, rows: Connection, call: Call) -> Call:
    """Somebody takes it. Raises CallNotActive."""
    if call.state is CallState.QUEUED:
        call = move(world, rows, call, CallState.RINGING)
    return move(world, rows, call, CallState.TALKING)


def talk(world: World, rows: Connection, call: Call, seconds: float) -> Call:
    """For so long, and then somebody hangs up, even if it or the world's calls are held. Raises CallNotActive."""
    talking = call if call.state is CallState.TALKING else answer(world, rows, call)
    if not seconds:
        return move(world, rows, talking, CallState.ENDED)
    return end_at(world, rows, talking, world.clock.now() + timedelta(seconds=seconds))


def transfer(world: World, rows: Connection, call: Call, to: User) -> Call:
    """The call of the one who passes it on ends, and another rings at `to` (proposed). Raises CallNotActive, NoExtension."""
    if call.state is not CallState.TALKING:
        raise CallNotActive(call=call.id, state=call.state)
    move(world, rows, call, CallState.ENDED)
    passed_on = _new(
        world,
        rows,
        to,
        call.phone_number,
        id=world.chance.octets(12).hex(),
        line_id=call.line_id,
        direction=call.direction,
        state=CallState.RINGING,
        root=call.root,
        is_transfer=True,
        caller_id_name=call.caller_id_name,
        crm_record_id=call.crm_record_id,
        held=call.held,
    )
    return begin(world, rows, passed_on, CallStore(rows).records_matched(call))


def _new(world: World, rows: Connection, user: User, phone_number: str, **values: Any) -> Call:
    if OrganizationStore(rows).get(user.organization_id).phone_system is None:
        raise NoPhoneSystem
    if not user.extensions:
        raise NoExtension(user=user.id)
    now = whole_millisecond(world.clock.now())
    return Call(
        organization_id=user.organization_id,
        user_id=user.id,
        extension=user.extensions[0],
        phone_number=phone_number,
        started_at=now,
        created_at=now + INSERT_DELAY,
        pbx_id=new_pbx_id(world),
        **values,
    )


def new_pbx_id(world: World) -> str:
    """13 digits, as in the vendor's samples."""
    return f"15{int.from_bytes(world.chance.octets(8)) % 10**11:011}"


def _begin_matched(world: World, rows: Connection, call: Call) -> Call:
    """A single match is the record that the call is logged to (inferred), and whom the phone shows (proposed)."""
    found = CallStore(rows).records_of(call.organization_id, call.phone_number)
    if len(found) == 1:
        call = replace(call, crm_record_id=found[0], caller_id_name=call.caller_id_name or _caller_id(rows, call, found[0]))
    return begin(world, rows, call, found)


def _caller_id(rows: Connection, call: Call, record_id: str) -> str | None:
    return RecordStore(rows).get(call.organization_id, record_id).name if call.direction is Direction.INBOUND else None


def note(rows: Connection, call: Call, notes: Mapping[str, Any]) -> None:
    """`notes` are texts of the call by name, or None."""
    CallStore(rows).save(replace(call, **notes))


def match(rows: Connection, call: Call, record_id: str, module: str) -> None:
    """From now on it is that record's alone (proposed). Raises RecordNotFound."""
    record = RecordStore(rows).get(call.organization_id, record_id, module)
    CallStore(rows).match(call, [record.id])
    CallStore(rows).save(replace(call, crm_record_id=record.id))


def line(rows: Connection, call: Call) -> list[Call]:
    """It and those that it was passed on from and to, in turn."""
    return CallStore(rows).line(call.line_id)


def _require(rows: Connection, call: Call, capability: Capability) -> None:
    require(OrganizationStore(rows).get(call.organization_id).phone_system, capability)


def _saved(rows: Connection, call: Call) -> Call:
    CallStore(rows).save(call)
    return call

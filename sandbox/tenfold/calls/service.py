"""What clients do with calls: they begin, record, note, match and end them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from sandbox.tenfold.caller import Caller
from sandbox.tenfold.calls.call import Call, CallState, Direction, record, unrecord
from sandbox.tenfold.calls.new_call import begin_matched, new_call
from sandbox.tenfold.calls.phone_system import Capability, require
from sandbox.tenfold.calls.progress import move
from sandbox.tenfold.calls.store import CallStore
from sandbox.tenfold.crm.store import RecordStore
from sandbox.tenfold.errors import CallNotFound
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
    call = new_call(
        world, rows, user, phone_number, id=new_id, line_id=new_id, direction=Direction.OUTBOUND, state=CallState.QUEUED, root=root
    )
    return begin_matched(world, rows, call)


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

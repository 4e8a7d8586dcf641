"""What the other end of the line does, and whoever takes the call: they ring, answer, talk and pass it on."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from sandbox.tenfold.calls.call import Call, CallState, Direction
from sandbox.tenfold.calls.new_call import begin_matched, new_call
from sandbox.tenfold.calls.progress import begin, end_at, move
from sandbox.tenfold.calls.store import CallStore
from sandbox.tenfold.errors import CallNotActive
from sandbox.tenfold.users.user import User
from sandbox.world import World


def ring_in(world: World, rows: Connection, user: User, phone_number: str, root: str, *, name: str | None, held: bool) -> Call:
    """Somebody calls the user, whose phone rings at once (proposed). `name` is what it shows. Raises NoPhoneSystem, NoExtension."""
    new_id = world.chance.octets(12).hex()
    call = new_call(
        world, rows, user, phone_number, id=new_id, line_id=new_id, direction=Direction.INBOUND, state=CallState.RINGING, root=root
    )
    return begin_matched(world, rows, replace(call, caller_id_name=name, held=held))


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
    """The call of the one who passes it on ends, and another rings at `to` (proposed).

    Raises CallNotActive, NoPhoneSystem, NoExtension.
    """
    if call.state is not CallState.TALKING:
        raise CallNotActive(call=call.id, state=call.state)
    move(world, rows, call, CallState.ENDED)
    passed_on = new_call(
        world,
        rows,
        to,
        call.phone_number,
        id=world.chance.octets(12).hex(),
        line_id=call.line_id,
        direction=call.direction,
        state=CallState.RINGING,
        root=call.root,
        leg=call.leg + 1,
        caller_id_name=call.caller_id_name,
        crm_record_id=call.crm_record_id,
        held=call.held,
    )
    return begin(world, rows, passed_on, CallStore(rows).records_matched([call.id])[call.id])

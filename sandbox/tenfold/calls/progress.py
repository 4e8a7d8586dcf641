"""What a call comes to: by itself on the world's clock, or because somebody said so. Each change of state sends an event."""

from dataclasses import replace
from datetime import datetime
from random import Random

from sqlalchemy import Connection

from sandbox.schedule.runner import schedule_once
from sandbox.schedule.task import Task
from sandbox.tenfold.calls.call import Call, CallState, advance
from sandbox.tenfold.calls.pace import planned, whole_millisecond
from sandbox.tenfold.calls.store import CallStore, pace_store
from sandbox.tenfold.calls.wire import call_v1
from sandbox.tenfold.webhooks.announce import announce
from sandbox.world import World

KIND = "tenfold.call"


def work(world: World, rows: Connection, task: Task) -> datetime | None:
    """The kind `tenfold.call`: the next state. If somebody has changed the call meanwhile, it may not be time for it yet."""
    call, now = CallStore(rows).find(task.payload["call"]), world.clock.now()
    if call is None or call.next_state is None or call.next_at is None or pace_store(rows).get().hold:
        return None
    if call.next_at > now:
        return call.next_at
    move(world, rows, call, call.next_state)
    return None


def begin(world: World, rows: Connection, call: Call, record_ids: list[str]) -> Call:
    """A new call in its first state."""
    call = plan(world, rows, call)
    CallStore(rows).add(call, record_ids)
    tell(world, rows, call)
    return call


def move(world: World, rows: Connection, call: Call, to: CallState) -> Call:
    """Raises CallNotActive for a state that does not follow on the present one."""
    call = plan(world, rows, advance(call, to, at=world.clock.now()))
    CallStore(rows).save(call)
    tell(world, rows, call)
    return call


def end_at(world: World, rows: Connection, call: Call, at: datetime) -> Call:
    """It comes to its end then, by the clock."""
    call = replace(call, next_state=CallState.ENDED, next_at=whole_millisecond(at))
    CallStore(rows).save(call)
    _schedule(world, rows, call)
    return call


def plan(world: World, rows: Connection, call: Call) -> Call:
    """With what comes next, which is put on the schedule. Nothing was written of the call."""
    pace = pace_store(rows).get()
    dice = Random(int.from_bytes(world.chance.octets(8))) if call.is_live and not call.held else Random(0)  # noqa: S311
    call = planned(call, pace, dice, at=world.clock.now())
    if not pace.hold:
        _schedule(world, rows, call)
    return call


def _schedule(world: World, rows: Connection, call: Call) -> None:
    if call.next_at:
        schedule_once(world, rows, KIND, call.next_at, call=call.id)


def release(world: World, rows: Connection) -> None:
    """Puts every call that has something to come to on the schedule, unless the world's are held."""
    if not pace_store(rows).get().hold:
        for call in CallStore(rows).live():
            _schedule(world, rows, call)


def tell(world: World, rows: Connection, call: Call) -> None:
    """TE-01. Events of one call reach an endpoint in order (proposed)."""
    announce(
        world, rows, organization=call.organization_id, call=call_v1(call, world.switches.final_call_status, call.root or ""), cause=call.id
    )

"""What a call comes to: by itself on the world's clock, or because somebody said so. Each change of state sends an event."""

from dataclasses import replace
from datetime import datetime
from random import Random

from sqlalchemy import Connection

from sandbox.schedule.runner import schedule_once
from sandbox.schedule.store import ScheduleStore
from sandbox.schedule.task import Task
from sandbox.tenfold.calls.call import Call, CallState, advance, whole_millisecond
from sandbox.tenfold.calls.pace import planned
from sandbox.tenfold.calls.store import CallStore, pace_store
from sandbox.tenfold.calls.wire import call_v1
from sandbox.tenfold.webhooks.announce import announce
from sandbox.world import World

KIND, ENDING = "tenfold.call", "tenfold.call.end"
"""What a call comes to by itself, and the end that somebody has ordered. A call that has either on the schedule has it there once."""


def work(world: World, rows: Connection, task: Task) -> None:
    """The kind `tenfold.call`: the next state, unless the world's calls are held."""
    if not pace_store(rows).get().hold:
        _go_on(world, rows, task)


def end(world: World, rows: Connection, task: Task) -> None:
    """The kind `tenfold.call.end`: held or not."""
    _go_on(world, rows, task)


def _go_on(world: World, rows: Connection, task: Task) -> None:
    """Whoever has changed the call since the work was begun has put its next state on the schedule, but not if the clock was set back."""
    call = CallStore(rows).find(task.payload["call"])
    if call is None or call.next_state is None or call.next_at is None:
        return
    if call.next_at > world.clock.now():
        _schedule(world, rows, task.kind, call)
    else:
        move(world, rows, call, call.next_state)


def begin(world: World, rows: Connection, call: Call, record_ids: list[str]) -> Call:
    """A new call in its first state."""
    call = plan(world, rows, call)
    CallStore(rows).add(call, record_ids)
    tell(world, rows, call)
    return call


def move(world: World, rows: Connection, call: Call, to: CallState) -> Call:
    """Raises CallNotActive for a state that does not follow on the present one."""
    _unschedule(rows, call)
    call = plan(world, rows, advance(call, to, at=world.clock.now()))
    CallStore(rows).save(call)
    tell(world, rows, call)
    return call


def end_at(world: World, rows: Connection, call: Call, at: datetime) -> Call:
    """It comes to its end then, by the clock."""
    call = replace(call, next_state=CallState.ENDED, next_at=whole_millisecond(at))
    CallStore(rows).save(call)
    _unschedule(rows, call)
    _schedule(world, rows, ENDING, call)
    return call


def plan(world: World, rows: Connection, call: Call) -> Call:
    """With what comes next, which is put on the schedule. Nothing was written of the call."""
    pace = pace_store(rows).get()
    dice = Random(int.from_bytes(world.chance.octets(8))) if call.is_live and not call.held else Random(0)  # noqa: S311
    call = planned(call, pace, dice, at=world.clock.now())
    if not pace.hold:
        _schedule(world, rows, KIND, call)
    return call


def _schedule(world: World, rows: Connection, kind: str, call: Call) -> None:
    if call.next_at:
        schedule_once(world, rows, kind, call.next_at, call=call.id)


def _unschedule(rows: Connection, call: Call) -> None:
    for kind in (KIND, ENDING):
        ScheduleStore(rows).cancel(kind, call=call.id)


def hold_or_release(world: World, rows: Connection) -> None:
    """As the pace of the world's calls now has it. An end that somebody has ordered comes either way."""
    hold, calls = pace_store(rows).get().hold, CallStore(rows).live()
    ordered = {task.payload["call"] for task in ScheduleStore(rows).all() if task.kind == ENDING}
    for call in calls:
        if hold:
            ScheduleStore(rows).cancel(KIND, call=call.id)
        elif call.id not in ordered:
            _schedule(world, rows, KIND, call)


def tell(world: World, rows: Connection, call: Call) -> None:
    """TE-01. Events of one call reach an endpoint in order (proposed)."""
    announce(world, rows, organization=call.organization_id, call=call_v1(call, world.switches.final_call_status, call.root), cause=call.id)

"""The clock of the request's world: read, set, frozen and advanced."""

from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.clock import REAL, Clock, iso_text, refuse_absurd
from sandbox.control import fields
from sandbox.control.durations import read_duration
from sandbox.errors import InvalidField, WorldReset
from sandbox.http.rendering import json_response
from sandbox.schedule.runner import runner_of
from sandbox.schedule.task import Task, Vanished
from sandbox.world import world_of


def show(request: Request) -> Response:
    return json_response(clock_facts(world_of(request).clock))


def put(request: Request) -> Response:
    """Sets the clock, backwards too; work that falls due by it is done soon after. `at` is now unless it is given."""
    given = fields.fields_of(request, {"mode": fields.one_of("real", "running", "frozen"), "at": fields.moment}, required=["mode"])
    clock, at = world_of(request).clock, given.get("at")
    if given["mode"] == "real":
        _follow_real_time(clock, at)
    elif given["mode"] == "frozen":
        clock.freeze(at)
    elif at:
        clock.set(at)
    else:
        clock.run()
    return json_response(clock_facts(clock))


async def advance(request: Request) -> Response:
    """Moves the clock forward and does all that falls due on the way, in order; then answers."""
    readers: fields.Readers = {"seconds": float, "by": fields.filled, "to": fields.moment}
    given = fields.fields_of(request, readers)
    world = world_of(request)
    try:
        ran = await runner_of(request).advance(world, _target(given, world.clock.now()))
    except Vanished:
        raise WorldReset(world=world.name) from None
    return json_response(clock_facts(world.clock) | {"ran": [task_facts(task) for task in ran]})


def clock_facts(clock: Clock) -> dict[str, Any]:
    """`now` to the second, as both vendors spell moments. `offset_seconds` is how far a running clock is from real time."""
    state = clock.state
    mode = "frozen" if state.frozen else "real" if state.offset == REAL else "offset"
    return {"now": iso_text(clock.now()), "mode": mode, "offset_seconds": round(state.offset.total_seconds(), 3)}


def task_facts(task: Task) -> dict[str, Any]:
    return {"id": task.id, "kind": task.kind, "due": iso_text(task.due_at), "payload": task.payload}


def _follow_real_time(clock: Clock, at: datetime | None) -> None:
    if at:
        raise InvalidField(field="at", rule="does not go with the mode real")
    clock.follow_real_time()


def _target(given: dict[str, Any], now: datetime) -> datetime:
    if len(given) != 1:
        raise InvalidField(field="body", rule="must have one of seconds, by, to")
    ((name, value),) = given.items()
    try:
        return _moment_after(now, value)
    except ValueError as error:
        raise InvalidField(field=name, rule=str(error)) from None


def _moment_after(now: datetime, value: float | str | datetime) -> datetime:
    """Raises ValueError with the rule."""
    try:
        to = value if isinstance(value, datetime) else now + (read_duration(value) if isinstance(value, str) else timedelta(seconds=value))
    except OverflowError:
        raise ValueError("is too far away") from None
    if to < now:
        raise ValueError("must not go back: the clock only advances; PUT /_sandbox/clock sets it")
    return refuse_absurd(to)

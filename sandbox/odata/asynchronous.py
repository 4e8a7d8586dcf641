"""`Prefer: respond-async`: a call is answered later, and its answer is fetched once at a monitor (odata-wire.md, 13.2).

The engine also calls a URL that the client names (`callback;url="..."`). We do not: this program connects only to registered webhook
addresses. So the preference is passed over and not acknowledged, as the standard has it for preferences that are not honoured (proposed).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from sandbox.odata import errors
from sandbox.odata.call import Answer, Call, failure_answer
from sandbox.odata.monitors import Monitor, MonitorStore
from sandbox.schedule.runner import schedule
from sandbox.schedule.task import ATTEMPTS, Task
from sandbox.world import World

KIND = "odata.async"
DELAY = timedelta(seconds=1)
"""So that a client sees the pending answer too (proposed)."""

KEPT = timedelta(days=1)
"""How long an answer waits to be fetched (proposed)."""


def accept(world: World, call: Call, tenant: str, person: str) -> errors.Accepted:
    """Keeps the call, to be answered in the person's name."""
    monitor = Monitor(id=world.chance.uuid(), tenant=tenant, person=person, call=call)
    with world.database.begin() as rows:
        MonitorStore(rows).add(monitor)
        schedule(world, rows, KIND, world.clock.now() + DELAY, monitor=monitor.id)
    return errors.Accepted(location=monitor.location)


def work(world: World, rows: Connection, task: Task, settle: Callable[[Monitor], Answer]) -> datetime | None:
    """Due twice: to answer the call, and when the answer has lain long enough."""
    monitors = MonitorStore(rows)
    monitor = monitors.get(task.payload["monitor"])
    if monitor is None:
        return None
    if monitor.answer is not None:
        monitors.drop(monitor.id)
        return None
    monitors.finish(monitor.id, _attempt(task, monitor, settle))
    return world.clock.now() + KEPT


def _attempt(task: Task, monitor: Monitor, settle: Callable[[Monitor], Answer]) -> Answer:
    """What fails again and again is answered as a failure, or the client would wait for ever."""
    try:
        return settle(monitor)
    except Exception:
        if task.attempts < ATTEMPTS:
            raise
        return failure_answer()


def fetch(rows: Connection, monitor_id: str) -> Answer:
    """The answer, once. It comes with 200 and its own status in `AsyncResult`. Raises Accepted while it is pending, MonitorNotFound."""
    monitors = MonitorStore(rows)
    monitor = monitors.get(monitor_id)
    if monitor is None:
        raise errors.MonitorNotFound
    if monitor.answer is None:
        raise errors.Accepted(location=monitor.location)
    monitors.drop(monitor.id)
    return replace(monitor.answer, status=200, headers={**monitor.answer.headers, "AsyncResult": str(monitor.answer.status)})

"""Does due work: as its time comes on each world's clock, and at once when a clock is moved over it."""

import asyncio
import contextlib
import inspect
import sys
import traceback
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Connection
from starlette.requests import Request

from sandbox.schedule.store import ScheduleStore
from sandbox.schedule.task import ATTEMPTS, LEASE, Job, Kinds, Step, Task, retry_after
from sandbox.world import World

LONGEST_SLEEP = timedelta(minutes=1)


class Runner:
    """One per process. `worlds` is asked for its members at every round, so that new worlds are served too."""

    def __init__(self, worlds: Iterable[World], kinds: Kinds) -> None:
        self._worlds, self._kinds = worlds, kinds
        self._changed = asyncio.Event()
        self._running: set[tuple[str, int]] = set()

    def wake(self) -> None:
        """Something was scheduled or a clock was moved."""
        self._changed.set()

    async def run(self) -> None:
        while True:
            self._changed.clear()
            for world in list(self._worlds):
                await self.run_due(world)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), self._pause().total_seconds())

    async def run_due(self, world: World) -> list[Task]:
        """Does all that is due now, in order; what that makes due at once is done too."""
        done = []
        while task := self._claim(world):
            await self._do(world, task)
            done.append(task)
        return done

    async def advance(self, world: World, to: datetime) -> list[Task]:
        """Moves the clock to `to`, stopping at each due moment on the way, so that work sees the time at which it was due."""
        done = await self.run_due(world)
        while (due := self._next_due(world)) and due <= to:
            world.clock.jump(max(due, world.clock.now()))
            ran = await self.run_due(world)
            if not ran:
                break  # it is held by a job that is under way
            done += ran
        world.clock.jump(max(to, world.clock.now()))
        return done + await self.run_due(world)

    def _claim(self, world: World) -> Task | None:
        with world.database.begin() as rows:
            task = ScheduleStore(rows).claim(world.clock.now())
            if task and (world.name, task.id) in self._running:
                ScheduleStore(rows).renew(task, world.clock.now())  # the clock has overtaken the lease of our own job
                return None
            return task

    async def _do(self, world: World, task: Task) -> None:
        self._running.add((world.name, task.id))
        try:
            handle = self._kinds[task.kind]
            if inspect.iscoroutinefunction(handle):
                await self._job(world, task, cast(Job, handle))
            else:
                with world.database.begin() as rows:
                    self._settle(ScheduleStore(rows), task, cast(Step, handle)(world, rows, task))
        except Exception:
            traceback.print_exc(file=sys.stderr)
            self._stumble(world, task)
        finally:
            self._running.discard((world.name, task.id))

    async def _job(self, world: World, task: Task, handle: Job) -> None:
        renewing = asyncio.create_task(self._renew(world, task))
        try:
            again = await handle(world, task)
        finally:
            renewing.cancel()
        with world.database.begin() as rows:
            self._settle(ScheduleStore(rows), task, again)

    async def _renew(self, world: World, task: Task) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            with world.database.begin() as rows:
                ScheduleStore(rows).renew(task, world.clock.now())

    @staticmethod
    def _settle(tasks: ScheduleStore, task: Task, again: datetime | None) -> None:
        if again is None:
            tasks.finish(task)
        else:
            tasks.repeat(task, again)

    @staticmethod
    def _stumble(world: World, task: Task) -> None:
        with world.database.begin() as rows:
            if task.attempts < ATTEMPTS:
                ScheduleStore(rows).retry(task, world.clock.now() + retry_after(task.attempts))
            else:
                ScheduleStore(rows).fail(task, repr(sys.exc_info()[1]))

    def _next_due(self, world: World) -> datetime | None:
        with world.database.read() as rows:
            return ScheduleStore(rows).next_due()

    def _pause(self) -> timedelta:
        """Until the next work of any world whose clock runs; a frozen clock brings nothing nearer."""
        waits = [LONGEST_SLEEP]
        for world in self._worlds:
            due = self._next_due(world) if not world.clock.state.frozen else None
            if due:
                waits.append(max(timedelta(milliseconds=1), due - world.clock.now()))
        return min(waits)


def schedule(world: World, rows: Connection, kind: str, due_at: datetime, **payload: object) -> int:
    """Writes due work in the caller's transaction and tells the runner."""
    task_id = ScheduleStore(rows).add(kind, due_at, **payload)
    world.wake()
    return task_id


def runner_of(request: Request) -> Runner:
    runner: Runner = request.scope["sandbox.runner"]
    return runner

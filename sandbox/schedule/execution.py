"""Does a piece of due work: a step in one transaction with its end, a job under a lease that is renewed."""

import asyncio
import inspect
import sys
import traceback
from datetime import datetime
from typing import cast

from sandbox.schedule.store import ScheduleStore
from sandbox.schedule.task import ATTEMPTS, LEASE, Job, Kinds, Step, Task, Vanished, retry_after
from sandbox.world import World


class Execution:
    """One per process."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._running: set[tuple[str, int]] = set()

    def waits(self, task: Task) -> bool:
        """Whether it is a job, which waits for something."""
        return inspect.iscoroutinefunction(self._kinds.get(task.kind))

    def is_under_way(self, world: World, task: Task) -> bool:
        return (world.name, task.id) in self._running

    async def do(self, world: World, task: Task) -> None:
        self._running.add((world.name, task.id))
        try:
            handle = self._kinds[task.kind]
            if inspect.iscoroutinefunction(handle):
                await self._job(world, task, cast(Job, handle))
            else:
                with world.database.begin() as rows:
                    self._settle(ScheduleStore(rows), task, cast(Step, handle)(world, rows, task))
        except Vanished:
            pass
        except Exception:
            if not world.database.is_open:  # it was dropped while the work waited for something
                raise
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

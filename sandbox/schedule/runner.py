"""Does due work: as its time comes on each world's clock, and at once when a clock is moved over it."""

import asyncio
import contextlib
import sys
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from sandbox.schedule.execution import Execution
from sandbox.schedule.store import ScheduleStore
from sandbox.schedule.task import Kinds, Task, Vanished
from sandbox.world import World

NOTHING, LONGEST_SLEEP = timedelta(), timedelta(minutes=1)


@dataclass(frozen=True)
class Serving:
    """A world whose due work is being done; `news` tells that there may be more of it."""

    task: asyncio.Task[None]
    news: asyncio.Event


@dataclass(eq=False)
class Advance:
    """A clock on its way, and all that was done in its world meanwhile."""

    world: World
    ran: list[Task] = field(default_factory=list)


class Runner:
    """One per process, over the worlds there are at the start and those that `wake` it later."""

    def __init__(self, worlds: Iterable[World], kinds: Kinds) -> None:
        self._worlds, self._execution = worlds, Execution(kinds)
        self._changed: set[World] = set()
        self._bell = asyncio.Event()
        self._due: dict[World, datetime] = {}
        self._serving: dict[World, Serving] = {}
        self._advances: set[Advance] = set()

    def wake(self, world: World, due: datetime | None = None) -> None:
        """In this world something was scheduled, a clock was moved, or all has become different.

        What falls `due` no sooner than what is known to come next is found with it.
        """
        if due and world in self._due and self._due[world] <= due:
            return
        self._changed.add(world)
        self._bell.set()

    def forget(self, world: World) -> None:
        """The world was dropped, or is about to become another: what is under way in it is broken off."""
        self._advances = {advance for advance in self._advances if advance.world is not world}
        self._leave(world)

    def _leave(self, world: World) -> None:
        self._changed.discard(world)
        self._due.pop(world, None)
        serving = self._serving.pop(world, None)
        if serving and serving.task is not asyncio.current_task():
            serving.task.cancel()

    async def run(self) -> None:
        """Looks only at worlds that were changed or have something due, so a server with many idle ones is an idle server.

        Each is served for itself: a long job keeps no other world waiting. Once it has been cancelled nothing is under way any more.
        """
        self._changed.update(self._worlds)
        try:
            while True:
                self._bell.clear()
                self._serve_all()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._bell.wait(), min(map(self._wait, self._due), default=LONGEST_SLEEP).total_seconds())
        finally:
            under_way = [serving.task for serving in self._serving.values()]
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    def _serve_all(self) -> None:
        """A world that is being served already is told that there is more to do."""
        worlds = self._changed | {world for world in self._due if self._wait(world) <= NOTHING}
        self._changed.clear()
        for world in worlds:
            self._due.pop(world, None)
            if world in self._serving:
                self._serving[world].news.set()
            else:
                news = asyncio.Event()
                self._serving[world] = Serving(asyncio.create_task(self._serve(world, news)), news)

    async def _serve(self, world: World, news: asyncio.Event) -> None:
        """One world's trouble is its own: a database that was dropped meanwhile, say, must not stop the others."""
        try:
            await self.run_due(world, news)
        except Exception:
            self._leave(world)
            traceback.print_exc(file=sys.stderr)
        serving = self._serving.get(world)
        if serving and serving.task is asyncio.current_task():
            del self._serving[world]
            if news.is_set():  # it came as we were leaving
                self.wake(world)

    def _look_ahead(self, world: World) -> None:
        due = self._next_due(world)
        if due is None:
            self._due.pop(world, None)
        elif self._due.get(world) != due:
            self._due[world] = due
            self._bell.set()

    def _wait(self, world: World) -> timedelta:
        """Until the world's next work; a frozen clock brings nothing nearer."""
        if world.clock.state.frozen:
            return LONGEST_SLEEP
        return min(LONGEST_SLEEP, self._due[world] - world.clock.now())

    async def run_due(self, world: World, news: asyncio.Event | None = None) -> None:
        """Does all that is due now, what that makes due at once too, and what falls due while `news` tells of it.

        Work is begun in order. A step is over before the next is begun; jobs wait for something, and so they do it side by side.
        """
        jobs: set[asyncio.Task[None]] = set()
        told: asyncio.Task[Any] | None = None
        try:
            while True:
                if news:
                    news.clear()
                while task := self._claim(world):
                    self._note(world, task)
                    if self._execution.waits(task):
                        jobs.add(asyncio.create_task(self._execution.do(world, task)))
                    else:
                        await self._execution.do(world, task)
                    await asyncio.sleep(0)  # there may be thousands, and others must have their turn
                if news:
                    self._look_ahead(world)
                if not jobs:
                    return
                told = told if told and not told.done() else asyncio.create_task(news.wait()) if news else None
                ended, _ = await asyncio.wait({*jobs, *([told] if told else [])}, return_when=asyncio.FIRST_COMPLETED)
                for job in ended & jobs:
                    jobs.remove(job)
                    job.result()
        finally:
            for left in (*jobs, *([told] if told else [])):
                left.cancel()

    def _note(self, world: World, task: Task) -> None:
        """Due work is done by whoever comes first, `run` or `advance`; those who advance the clock want to know of all of it."""
        for advance in self._advances:
            if advance.world is world:
                advance.ran.append(task)

    async def advance(self, world: World, to: datetime) -> list[Task]:
        """Moves the clock to `to`, stopping at each due moment on the way, so that work sees the time at which it was due.

        Raises Vanished if the world becomes another on the way: the clock of that one is left alone.
        """
        advance = Advance(world)
        self._advances.add(advance)
        try:
            await self._all_due(advance)
            while (due := self._next_due(world)) and due <= to:
                world.clock.jump(max(due, world.clock.now()))
                before = len(advance.ran)
                await self._all_due(advance)
                if len(advance.ran) == before and self._next_due(world) == due:
                    break  # it is held by a job that is under way
            world.clock.jump(max(to, world.clock.now()))
            await self._all_due(advance)
        finally:
            self._advances.discard(advance)
        return advance.ran

    async def _all_due(self, advance: Advance) -> None:
        """`run_due`, and whatever `run` has under way in this world: what was due before must not be found undone later."""
        await self.run_due(advance.world)
        while serving := self._serving.get(advance.world):
            await asyncio.wait([serving.task])
            await self.run_due(advance.world)
        if advance not in self._advances:
            raise Vanished

    def _claim(self, world: World) -> Task | None:
        with world.database.begin() as rows:
            tasks, now = ScheduleStore(rows), world.clock.now()
            while (task := tasks.claim(now)) and self._execution.is_under_way(world, task):
                tasks.renew(task, now)  # the clock has overtaken the lease of our own job
            return task

    def _next_due(self, world: World) -> datetime | None:
        with world.database.read() as rows:
            return ScheduleStore(rows).next_due()


def schedule(world: World, rows: Connection, kind: str, due_at: datetime, **payload: object) -> int:
    """Writes due work in the caller's transaction and tells the runner."""
    task_id = ScheduleStore(rows).add(kind, due_at, **payload)
    world.wake(due_at)
    return task_id


def schedule_once(world: World, rows: Connection, kind: str, due_at: datetime, **payload: object) -> None:
    """As `schedule`, but for what is on the schedule already."""
    ScheduleStore(rows).add_once(kind, due_at, **payload)
    world.wake(due_at)


def runner_of(request: Request) -> Runner:
    runner: Runner = request.scope["sandbox.runner"]
    return runner

"""Due work on a world's clock. What the vendors do with it is tested there; here are kinds whose every step can be seen."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select
from starlette.types import Message

from sandbox.app import Sandbox, create_app
from sandbox.fourfour.tables.workspaces import users
from sandbox.schedule.runner import schedule
from sandbox.schedule.store import ScheduleStore
from sandbox.schedule.task import ATTEMPTS, LEASE, Kinds, Task, retry_after
from sandbox.settings import Settings
from sandbox.world import DEFAULT, World
from tests.in_process import ask

NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Diary:
    """What ran, and what time it was then."""

    entries: list[tuple[str, datetime]] = field(default_factory=list)
    fail: int = 0
    app: Sandbox | None = None

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.entries]

    def note(self, world: World, rows: Connection, task: Task) -> datetime | None:
        """Writes a user named after the task, so that its effect can be counted."""
        mark = f"{world.name}-{len(self.entries)}"
        rows.execute(insert(users).values(id=mark, name=task.payload["name"], email=mark))
        self.entries.append((task.payload["name"], world.clock.now()))
        if self.fail:
            self.fail -= 1
            raise RuntimeError("as the test wishes")
        if task.payload.get("again"):
            return world.clock.now() + HOUR
        if task.payload.get("follow"):
            schedule(world, rows, "note", world.clock.now() + HOUR, name="followed")
        return None

    async def outlive(self, world: World, task: Task) -> datetime | None:
        """Its world is dropped while it waits for something."""
        assert self.app
        self.app.worlds.drop(world.name)
        await asyncio.sleep(0)
        return None

    async def begin_anew(self, world: World, task: Task) -> datetime | None:
        """Its world is reset while it waits for something."""
        assert self.app
        self.app.worlds.reset(world)
        await asyncio.sleep(0)
        return None

    async def await_another(self, world: World, task: Task) -> datetime | None:
        """Ends when something else has run meanwhile."""
        self.entries.append((task.payload["name"], world.clock.now()))
        async with asyncio.timeout(10):
            while self.names[-1] == task.payload["name"]:
                await asyncio.sleep(0.005)
        self.entries.append((f"{task.payload['name']} ended", world.clock.now()))
        return None

    async def wait(self, world: World, task: Task) -> datetime | None:
        await asyncio.sleep(0)
        self.entries.append((task.payload["name"], world.clock.now()))
        return None


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def app(diary: Diary, tmp_path: Path) -> Iterator[Sandbox]:
    kinds: Kinds = {
        "note": diary.note,
        "wait": diary.wait,
        "outlive": diary.outlive,
        "begin_anew": diary.begin_anew,
        "await": diary.await_another,
    }
    app = diary.app = create_app(Settings(data=tmp_path, scenario="empty", frozen=NOON), kinds=kinds)
    yield app
    app.worlds.close()


@pytest.fixture
def world(app: Sandbox) -> World:
    return app.worlds.get(DEFAULT)


def plan(world: World, after: timedelta, name: str, kind: str = "note", **payload: object) -> None:
    with world.database.begin() as rows:
        schedule(world, rows, kind, world.clock.now() + after, name=name, **payload)


def pending(world: World) -> list[Task]:
    with world.database.read() as rows:
        return ScheduleStore(rows).all()


def written(world: World) -> list[str]:
    with world.database.read() as rows:
        return [row.name for row in rows.execute(select(users.c.name).where(users.c.email.not_like("%@%")))]


def test_work_runs_when_its_time_comes_and_not_before(app: Sandbox, world: World, diary: Diary) -> None:
    plan(world, HOUR, "tea")

    asyncio.run(app.runner.advance(world, NOON + HOUR - timedelta(seconds=1)))
    assert diary.names == []
    asyncio.run(app.runner.advance(world, NOON + HOUR))
    assert diary.entries == [("tea", NOON + HOUR)]
    assert pending(world) == []


def test_advancing_runs_what_falls_due_in_order_and_at_its_own_time(app: Sandbox, world: World, diary: Diary) -> None:
    plan(world, 3 * HOUR, "third")
    plan(world, HOUR, "first", follow=True)
    plan(world, 3 * HOUR, "third too", kind="wait")

    ran = asyncio.run(app.runner.advance(world, NOON + 5 * HOUR))

    expected = [("first", NOON + HOUR), ("followed", NOON + 2 * HOUR), ("third", NOON + 3 * HOUR), ("third too", NOON + 3 * HOUR)]
    assert diary.entries == expected
    assert [task.payload["name"] for task in ran] == diary.names
    assert world.clock.now() == NOON + 5 * HOUR


def test_a_world_that_is_dropped_under_its_work_is_unknown(app: Sandbox, world: World, capfd: pytest.CaptureFixture[str]) -> None:
    plan(app.worlds.clone(world, "doomed"), HOUR, "late", kind="outlive")

    answer = ask(app, "POST", "/w/doomed/_sandbox/clock/advance", json={"by": "2h"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_world")
    assert capfd.readouterr().err == ""  # nothing of ours went wrong


def test_a_world_that_is_reset_under_its_work_has_the_clock_of_its_planting(app: Sandbox, world: World) -> None:
    plan(world, HOUR, "anew", kind="begin_anew")

    answer = ask(app, "POST", "/_sandbox/clock/advance", json={"by": "2h"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "world_reset")
    assert world.clock.now() == NOON
    assert ask(app, "POST", "/_sandbox/clock/advance", json={"by": "2h"}).json()["ran"] == []


def test_others_have_their_turn_between_two_steps_and_all_that_ran_is_told(app: Sandbox, world: World, diary: Diary) -> None:
    for number in range(20):
        plan(world, timedelta(minutes=number), str(number))
    seen = set[int]()

    async def advance() -> list[Task]:
        running = asyncio.create_task(app.runner.run())  # takes part in it
        advancing = asyncio.create_task(app.runner.advance(world, NOON + HOUR))
        while not advancing.done():
            seen.add(len(diary.entries))
            await asyncio.sleep(0)
        running.cancel()
        return advancing.result()

    assert [task.payload["name"] for task in asyncio.run(advance())] == diary.names == list(map(str, range(20)))
    assert seen == set(range(21))


def test_a_server_that_ends_begins_no_more_work(app: Sandbox, world: World, diary: Diary, capfd: pytest.CaptureFixture[str]) -> None:
    for number in range(20):
        plan(world, timedelta(), str(number))

    async def live() -> None:
        said: asyncio.Queue[Message] = asyncio.Queue()
        living = asyncio.create_task(app({"type": "lifespan"}, said.get, _nobody))
        await said.put({"type": "lifespan.startup"})
        while not diary.names:
            await asyncio.sleep(0)
        await said.put({"type": "lifespan.shutdown"})
        await living

    asyncio.run(live())

    assert 0 < len(diary.names) < 20
    assert capfd.readouterr().err == ""


async def _nobody(message: Message) -> None:
    """Listens to the server."""


def test_work_that_comes_again_runs_every_time(app: Sandbox, world: World, diary: Diary) -> None:
    plan(world, HOUR, "chime", again=True)

    asyncio.run(app.runner.advance(world, NOON + 3 * HOUR))

    assert [at for _, at in diary.entries] == [NOON + HOUR, NOON + 2 * HOUR, NOON + 3 * HOUR]
    assert [task.due_at for task in pending(world)] == [NOON + 4 * HOUR]


def test_a_failure_leaves_nothing_behind_and_is_tried_again(app: Sandbox, world: World, diary: Diary) -> None:
    diary.fail = 2
    plan(world, HOUR, "brittle")

    asyncio.run(app.runner.advance(world, NOON + 2 * HOUR))

    waits = [after - before for (_, before), (_, after) in zip(diary.entries, diary.entries[1:], strict=False)]
    assert waits == [retry_after(1), retry_after(2)]
    assert written(world) == ["brittle"]  # three attempts, one effect
    assert pending(world) == []


def test_work_that_always_fails_is_given_up_and_kept(app: Sandbox, world: World, diary: Diary) -> None:
    diary.fail = 100
    plan(world, HOUR, "hopeless")

    asyncio.run(app.runner.advance(world, NOON + 24 * HOUR))

    assert len(diary.entries) == ATTEMPTS
    assert [task.payload["name"] for task in pending(world)] == ["hopeless"]
    assert written(world) == []


def test_a_kind_that_nobody_knows_does_not_stop_the_others(app: Sandbox, world: World, diary: Diary) -> None:
    plan(world, HOUR, "mystery", kind="unheard of")
    plan(world, HOUR, "known")

    asyncio.run(app.runner.advance(world, NOON + HOUR))

    assert diary.names == ["known"]


def test_a_claim_holds_until_its_lease_ends_unless_it_is_renewed(world: World) -> None:
    plan(world, timedelta(), "mine")
    with world.database.begin() as rows:
        tasks = ScheduleStore(rows)
        first = tasks.claim(NOON)
        assert first is not None
        assert tasks.claim(NOON) is None
        assert tasks.next_due() == NOON + LEASE
        tasks.renew(first, NOON + LEASE / 2)
        assert tasks.claim(NOON + LEASE) is None
        second = tasks.claim(NOON + 2 * LEASE)
        assert second is not None
        assert (second.id, second.attempts) == (first.id, 2)


def test_a_running_clock_brings_work_about_by_itself(app: Sandbox, world: World, diary: Diary) -> None:
    async def until_it_ran() -> None:
        running = asyncio.create_task(app.runner.run())
        await asyncio.sleep(0)
        world.clock.set(NOON)
        plan(world, timedelta(milliseconds=20), "soon")
        async with asyncio.timeout(10):
            while not diary.names:
                await asyncio.sleep(0.005)
        running.cancel()

    asyncio.run(until_it_ran())

    assert diary.names == ["soon"]


def test_what_is_planned_behind_or_before_the_next_work_has_its_turn(app: Sandbox, world: World, diary: Diary) -> None:
    async def until_all_ran() -> None:
        running = asyncio.create_task(app.runner.run())
        world.clock.set(NOON)
        plan(world, timedelta(milliseconds=60), "next")
        await asyncio.sleep(0.01)  # the runner knows what comes next
        plan(world, timedelta(milliseconds=80), "behind")
        plan(world, timedelta(milliseconds=5), "before")
        async with asyncio.timeout(10):
            while len(diary.names) < 3:
                await asyncio.sleep(0.005)
        running.cancel()

    asyncio.run(until_all_ran())

    assert diary.names == ["before", "next", "behind"]


def test_a_job_that_waits_keeps_no_other_work_of_its_world_waiting(app: Sandbox, world: World, diary: Diary) -> None:
    async def until_both_ran() -> None:
        running = asyncio.create_task(app.runner.run())
        plan(world, timedelta(), "slow", "await")
        while not diary.names:
            await asyncio.sleep(0.005)
        plan(world, timedelta(), "quick")
        async with asyncio.timeout(10):
            while len(diary.names) < 3:
                await asyncio.sleep(0.005)
        running.cancel()

    asyncio.run(until_both_ran())

    assert diary.names == ["slow", "quick", "slow ended"]


def test_jobs_that_are_due_together_are_done_side_by_side(app: Sandbox, world: World, diary: Diary) -> None:
    plan(world, HOUR, "slow", "await")
    plan(world, HOUR, "quick", "wait")

    done = asyncio.run(app.runner.advance(world, NOON + HOUR))

    assert [task.payload["name"] for task in done] == ["slow", "quick"]
    assert diary.names == ["slow", "quick", "slow ended"]


def test_worlds_keep_their_own_time(app: Sandbox, world: World, diary: Diary) -> None:
    plan(world, HOUR, "here")
    other = app.worlds.clone(world, "other")

    asyncio.run(app.runner.advance(other, NOON + HOUR))

    assert diary.entries == [("here", NOON + HOUR)]
    assert world.clock.now() == NOON
    assert [task.payload["name"] for task in pending(world)] == ["here"]
    assert pending(other) == []


CRASH = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sandbox.app import create_app
from sandbox.schedule.runner import schedule
from sandbox.schedule.store import ScheduleStore
from sandbox.settings import Settings
world = create_app(Settings(data=Path(sys.argv[1]), scenario="empty", frozen=datetime.fromisoformat(sys.argv[2]))).worlds.get("default")
with world.database.begin() as rows:
    schedule(world, rows, "note", world.clock.now(), name="survivor")
with world.database.begin() as rows:
    assert ScheduleStore(rows).claim(world.clock.now())
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_server_held_comes_due_again_at_the_restart(tmp_path: Path, diary: Diary) -> None:
    killed = subprocess.run([sys.executable, "-c", CRASH, str(tmp_path), NOON.isoformat()], check=False)
    assert killed.returncode == -signal.SIGKILL

    app = create_app(Settings(data=tmp_path, scenario="empty", frozen=NOON), kinds={"note": diary.note})
    try:
        asyncio.run(app.runner.run_due(app.worlds.get(DEFAULT)))
    finally:
        app.worlds.close()
    assert diary.names == ["survivor"]


@given(st.integers(1, ATTEMPTS))
def test_pauses_grow(attempts: int) -> None:
    assert retry_after(attempts + 1) == 2 * retry_after(attempts)

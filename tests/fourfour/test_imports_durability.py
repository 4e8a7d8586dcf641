"""What was accepted is kept: servers are killed at any moment, and started again."""

import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from tests.conftest import FROZEN, started
from tests.facts import fact
from tests.fourfour.importer import PATIENCE, TOKEN, Importer

KILLS = 20
ROWS, IDS = 5_000, 4_000
NOTE = "x" * 30


def body(number: int) -> str:
    """Four thousand ids of its own, the first thousand of them twice; the last row is of an id that all files share."""
    rows = (f'k{number}-{row % IDS},Name {row},"note\n{row} {NOTE}"\n' for row in range(ROWS - 1))
    return f"id,name,note\n{''.join(rows)}shared,File {number},\n"


class Witness:
    """Asks after every job again and again, through all restarts, and holds what it was told against what it is told later."""

    def __init__(self) -> None:
        self.jobs: list[str] = []
        self._told: dict[str, dict[str, Any]] = {}

    def ask(self, importer: Importer, job: str) -> bool:
        """Whether the job has ended."""
        told, before = importer.job(job), self._told.get(job)
        if before:
            assert told["processed"] >= before["processed"]
            assert told["started_at"] == (before["started_at"] or told["started_at"])
            assert before["status"] != "completed" or told == before
        self._told[job] = told
        return bool(told["status"] == "completed")

    def wait(self, importer: Importer) -> list[dict[str, Any]]:
        """What is told of the jobs when all have ended."""
        until = time.monotonic() + PATIENCE
        for job in self.jobs:
            while not self.ask(importer, job):
                assert time.monotonic() < until, self._told
                time.sleep(0.05)
        return [importer.job(job) for job in self.jobs]


@fact("FF-IM-11")
def test_kills_at_any_moment_lose_and_repeat_nothing(tmp_path: Path) -> None:
    """Every round brings a file and a kill; the clock stands still for the first half of them and runs for the second."""
    dice, witness = random.Random(20), Witness()
    flags = ("--data", str(tmp_path), "--scenario", "demo", "--seed", "1", "--frozen", FROZEN)
    for number in range(KILLS):
        with started(*flags) as (process, url), httpx.Client(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}) as http:
            if number == KILLS // 2:
                httpx.put(f"{url}/_sandbox/clock", json={"mode": "running"}).raise_for_status()
            importer = Importer(http)
            witness.jobs.append(importer.send("account", body(number)))
            until = time.monotonic() + dice.uniform(0, 0.3)
            while time.monotonic() < until:
                witness.ask(importer, dice.choice(witness.jobs))
            process.send_signal(signal.SIGKILL)
            process.wait()

    with started(*flags) as (_, url), httpx.Client(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}) as http:
        importer = Importer(http)
        told = witness.wait(importer)
        assert importer.record("account", "k0-0") == f'id,name,note\nk0-0,Name {IDS},"note\n{IDS} {NOTE}"\n'
        assert importer.record("account", "shared") == f"id,name,note\nshared,File {KILLS - 1},\n"  # no earlier file came back

    assert [(job["status"], job["processed"], job["error"], job["error_line"]) for job in told] == [("completed", ROWS, None, None)] * KILLS
    assert stored(tmp_path) == {"shared": f"File {KILLS - 1}"} | {
        f"k{number}-{row % IDS}": f"Name {row}" for number in range(KILLS) for row in range(ROWS - 1)
    }
    assert not list((tmp_path / "worlds").glob("*.file*"))


def stored(folder: Path) -> dict[str, str]:
    """The imported accounts, as they lie on the disk; each is remembered as imported, once."""
    with closing(sqlite3.connect(folder / "worlds" / "default.sqlite")) as rows:
        accounts = dict(rows.execute("SELECT id, name FROM fourfour_accounts WHERE id LIKE 'k%-%' OR id = 'shared'"))
        remembered = [row[0] for row in rows.execute("SELECT id FROM fourfour_accounts WHERE import_sent IS NOT NULL")]
    assert sorted(remembered) == sorted(accounts)
    return accounts


@fact("FF-IM-11")
def test_a_job_whose_file_is_gone_fails_after_some_attempts_and_lets_the_next_one_pass(tmp_path: Path) -> None:
    """An administrator may have tidied up; a client that polls must not poll for ever."""
    flags = ("--data", str(tmp_path), "--scenario", "demo", "--seed", "1", "--frozen", FROZEN)
    with started(*flags) as (_, url), httpx.Client(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}) as http:
        importer = Importer(http)
        httpx.patch(f"{url}/_sandbox/jobs", json={"hold": True}).raise_for_status()
        lost = importer.send("account", "id,name\na,Lost\n")
        (file,) = (tmp_path / "worlds").glob("*.file")
        file.unlink()
        next_one = importer.send("account", "id,name\na,Kept\n")
        httpx.patch(f"{url}/_sandbox/jobs", json={"hold": False}).raise_for_status()

        httpx.post(f"{url}/_sandbox/clock/advance", json={"by": "1h"}).raise_for_status()

        told = importer.wait(lost)
        assert (told["status"], told["processed"], told["error"]) == ("failed", 0, "The import could not be worked on.")
        assert (told["error_line"], told["completed_at"] > told["created_at"]) == (None, True)
        assert importer.wait(next_one)["status"] == "completed"
        assert importer.record("account", "a") == "id,name\na,Kept\n"

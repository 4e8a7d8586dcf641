"""What was accepted is kept: servers are killed at any moment, and started again."""

import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import httpx

from tests.conftest import FROZEN, started
from tests.facts import fact
from tests.fourfour.importer import PATIENCE, TOKEN, Importer

KILLS = 8
ROWS = 12_000
NOTE = "x" * 30


def body(kind: int) -> str:
    """Ten thousand ids, the first two thousand of them twice; each file has its own."""
    rows = (f'k{kind}-{number % 10_000},Name {number},"note\n{number} {NOTE}"\n' for number in range(ROWS))
    return "id,name,note\n" + "".join(rows)


def finished(importer: Importer, jobs: list[str]) -> int:
    return sum(importer.job(job)["status"] == "completed" for job in jobs)


@fact("FF-IM-11")
def test_kills_at_any_moment_lose_and_repeat_nothing(tmp_path: Path) -> None:
    dice, jobs = random.Random(), list[str]()
    flags = ("--data", str(tmp_path), "--scenario", "demo", "--seed", "1", "--frozen", FROZEN)
    for number in range(KILLS):
        with started(*flags) as (process, url), httpx.Client(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}) as http:
            importer, before = Importer(http), len(jobs)
            if number < 5:
                jobs.append(importer.send("account", body(before)))
            until = time.monotonic() + dice.uniform(0, 0.35)
            while time.monotonic() < until:
                importer.job(jobs[0])
            process.send_signal(signal.SIGKILL)
            process.wait()

    with started(*flags) as (_, url), httpx.Client(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}) as http:
        importer = Importer(http)
        until = time.monotonic() + PATIENCE
        while finished(importer, jobs) < len(jobs) and time.monotonic() < until:
            time.sleep(0.05)
        told = [importer.job(job) for job in jobs]
        assert [(job["status"], job["processed"], job["error"]) for job in told] == [("completed", ROWS, None)] * len(jobs)
        sample = importer.record("account", "k0-1999")
        assert sample == f'id,name,note\nk0-1999,Name 11999,"note\n11999 {NOTE}"\n'

    with closing(sqlite3.connect(tmp_path / "worlds" / "default.sqlite")) as rows:
        stored = dict(rows.execute("SELECT id, name FROM fourfour_accounts WHERE id LIKE 'k%-%'"))
        remembered = rows.execute("SELECT count(*) FROM fourfour_imported").fetchone()[0]
    last = {number % 10_000: number for number in range(ROWS)}
    assert stored == {f"k{kind}-{key}": f"Name {number}" for kind in range(len(jobs)) for key, number in last.items()}
    assert remembered == len(stored)
    assert not list((tmp_path / "worlds").glob("*.file*"))


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

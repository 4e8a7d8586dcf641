"""The server's own processes, seen from outside."""

import contextlib
import os
import signal
import time
from pathlib import Path

import httpx

from tests.conftest import started
from tests.fourfour.importer import TOKEN, Importer


def children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def is_there(process: int) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_a_worker_stays_for_more_work_is_replaced_when_killed_and_ends_with_the_server(tmp_path: Path) -> None:
    with started("--data", str(tmp_path), "--scenario", "empty") as (process, url):
        token = {"Authorization": f"Bearer {TOKEN}"}
        with httpx.Client(base_url=url, headers=token) as http:
            crm = Importer(http)
            assert children(process.pid) == []

            crm.put("account", "id\na\n")
            (worker,) = children(process.pid)
            crm.put("account", "id\nb\n")
            assert children(process.pid) == [worker]

            os.kill(worker, signal.SIGKILL)
            assert crm.put("account", "id\nc\n")["status"] == "completed"
            (another,) = [child for child in children(process.pid) if is_there(child)]
            assert another != worker

            process.kill()
            until = time.monotonic() + 10
            while is_there(another) and time.monotonic() < until:
                time.sleep(0.01)
            assert not is_there(another)

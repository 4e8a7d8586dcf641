"""An import over HTTP, from the upload to the job's end, against `csv.reader` and `executemany` into the same table."""

import csv
import http.client
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import servers
from bench.measures import Result
from bench.servers import Server
from bench.site import Site

NAMES = ["id", "first_name", "last_name", "email", "phone", "title", "account_id"]
NAMES += ["department", "lead_source", "owner_id", "region", "created", "updated"]
UPSERT = (
    f"INSERT INTO fourfour_contacts (workspace_id,{','.join(NAMES)}) VALUES (?{',?' * len(NAMES)}) "
    f"ON CONFLICT (workspace_id, id) DO UPDATE SET {','.join(f'{name}=excluded.{name}' for name in NAMES[1:])}"
)
POLL = 0.01


@dataclass(frozen=True)
class Import:
    """Seconds as a multiple of the bare seconds; the remark says by how much the server's memory grew."""

    name: str
    rows: int
    at_most: float

    @property
    def figure(self) -> str:
        return f"≤ {self.at_most:.2f}"

    def run(self, site: Site) -> Result:
        path = site.empty() / "contacts.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([NAMES, *_contacts(self.rows)])
        data = site.copy_of_demo()
        theirs = _bare(data / "worlds" / "default.sqlite", path)
        with servers.sandbox(site.copy_of_demo()) as server:
            server.wait()
            mine, growth = _imported(server, path, site.environment["FOURFOUR_IMPORT_TOKEN"], self.rows)
        remark = f"{mine:.2f} s against {theirs:.2f} s; memory grew by {growth / 2**20:.0f} MiB"
        return Result(mine / theirs, f"{mine / theirs:.2f}", mine / theirs <= self.at_most, remark)


def _contacts(count: int) -> Iterator[list[str]]:
    for n in range(count):
        person = [f"c-{n:07}", f"First{n % 977}", f"Last{n % 1013}", f"p{n}@example.test", f"+1555{n:07}", "Manager, Sales"]
        dates = ["2025-01-02T03:04:05Z", f"2025-02-{n % 28 + 1:02}T03:04:05Z"]
        yield [*person, f"a-{n % 5000}", "R&D", "Web", f"o-{n % 50}", "EMEA", *dates]


def _bare(database: Path, path: Path) -> float:
    with closing(sqlite3.connect(database, isolation_level=None)) as rows, path.open(newline="", encoding="utf-8") as file:
        started = time.perf_counter()
        reader = csv.reader(file)
        next(reader)
        rows.execute("BEGIN")
        rows.executemany(UPSERT, (["bench", *row] for row in reader))
        rows.execute("COMMIT")
        return time.perf_counter() - started


def _imported(server: Server, path: Path, token: str, rows: int) -> tuple[float, int]:
    """Seconds, and bytes by which the server's memory grew."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as line, path.open("rb") as file:
        _say(line, "GET", "/import/job/none", token)
        before = most = server.memory()
        started = time.perf_counter()
        job = _say(line, "PUT", "/import/crm/contact", token, file)["job"]
        while (told := _say(line, "GET", f"/import/job/{job}", token))["status"] in ("pending", "processing"):
            most = max(most, server.memory())
            time.sleep(POLL)
        assert (told["status"], told["processed"]) == ("completed", rows), told
        return time.perf_counter() - started, most - before


def _say(line: http.client.HTTPConnection, method: str, path: str, token: str, body: Any = None) -> Any:
    line.request(method, path, body, {"Authorization": f"Bearer {token}"})
    return json.loads(line.getresponse().read())

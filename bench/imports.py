"""An import over HTTP, from the upload to the job's end, against `csv.reader` and `executemany` into the same table."""

import csv
import http.client
import json
import os
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import servers
from bench.load import Line, drive
from bench.measures import Conversation, Result
from bench.servers import Server
from bench.site import Site

NAMES = ["id", "first_name", "last_name", "email", "phone", "title", "account_id"]
NAMES += ["department", "lead_source", "owner_id", "region", "created", "updated"]
UPSERT = (
    f"INSERT INTO fourfour_contacts (workspace_id,{','.join(NAMES)}) VALUES (?{',?' * len(NAMES)}) "
    f"ON CONFLICT (workspace_id, id) DO UPDATE SET {','.join(f'{name}=excluded.{name}' for name in NAMES[1:])}"
)
POLL = 0.01
UPLOADS = 7
READERS = 8


@dataclass(frozen=True)
class Import:
    """Seconds as a multiple of the bare seconds; the remark says by how much the server's memory grew.

    Another import went before, because the first one of a server starts a process that the following ones find.
    """

    name: str
    rows: int
    at_most: float

    @property
    def figure(self) -> str:
        return f"≤ {self.at_most:.2f}"

    def run(self, site: Site) -> Result:
        path = _file(site, self.rows)
        theirs = _bare(site.copy_of_demo() / "worlds" / "default.sqlite", path, site.environment["FOURFOUR_TENANT_ID"])
        with _importer(site) as (server, line):
            _import(line, _file(site, 1))
            before = most = server.memory()
            started = time.perf_counter()
            job = _send(line, path)
            while _is_open(line, job, self.rows):
                most = max(most, server.memory())
                time.sleep(POLL)
            mine = time.perf_counter() - started
        remark = f"{mine:.2f} s against {theirs:.2f} s; memory grew by {(most - before) / 2**20:.0f} MiB"
        return Result(mine / theirs, f"{mine / theirs:.2f}", mine / theirs <= self.at_most, remark)


@dataclass(frozen=True)
class Upload:
    """Until the 202, as a multiple of what it takes to write the bytes to the disk: the median over pairs."""

    name: str
    rows: int
    at_most: float

    @property
    def figure(self) -> str:
        return f"≤ {self.at_most:.2f}"

    def run(self, site: Site) -> Result:
        path = _file(site, self.rows)
        with _importer(site) as (_, line):
            _say(line, "PATCH", "/_sandbox/jobs", b'{"hold": true}')
            pairs = [(_timed(lambda: _send(line, path)), _timed(lambda: _write(site, path))) for _ in range(UPLOADS)]
        ratio = statistics.median(mine / other for mine, other in pairs)
        mine, other = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
        remark = f"{mine:.0f} ms against {other:.0f} ms for {path.stat().st_size / 1e6:.1f} MB"
        return Result(ratio, f"{ratio:.2f}", ratio <= self.at_most, remark)


@dataclass(frozen=True)
class ReadsMeanwhile:
    """Lookups in a second during an import, as a part of those while nothing else happens."""

    name: str
    reads: Callable[[Site], Conversation]
    rows: int
    at_least: float

    @property
    def figure(self) -> str:
        return f"≥ {self.at_least:.2f}"

    def run(self, site: Site) -> Result:
        path, (_, script) = _file(site, self.rows), self.reads(site)
        with _importer(site) as (server, line):
            readers = [Line(server.port, script()) for _ in range(READERS)]
            _rate(readers, seconds=0.5)
            idle = _rate(readers, seconds=2.0)
            job = _send(line, path)
            busy = _rate(readers, seconds=4.0)
            assert _is_open(line, job, self.rows), "the import ended before the reads did"
        return Result(busy / idle, f"{busy / idle:.2f}", busy / idle >= self.at_least, f"{busy:,.0f}/s against {idle:,.0f}/s")


def _rate(readers: list[Line], *, seconds: float) -> float:
    until, count, started = time.perf_counter() + seconds, 0, time.perf_counter()
    while time.perf_counter() < until:
        drive(readers, 500)
        count += 500
    return count / (time.perf_counter() - started)


def _file(site: Site, rows: int) -> Path:
    path = site.empty() / "contacts.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([NAMES, *_contacts(rows)])
    return path


def _contacts(count: int) -> Iterator[list[str]]:
    for n in range(count):
        person = [f"c-{n:07}", f"First{n % 977}", f"Last{n % 1013}", f"p{n}@example.test", f"+1555{n:07}", "Manager, Sales"]
        dates = ["2025-01-02T03:04:05Z", f"2025-02-{n % 28 + 1:02}T03:04:05Z"]
        yield [*person, f"a-{n % 5000}", "R&D", "Web", f"o-{n % 50}", "EMEA", *dates]


def _bare(database: Path, path: Path, workspace: str) -> float:
    with closing(sqlite3.connect(database, isolation_level=None)) as rows, path.open(newline="", encoding="utf-8") as file:
        started = time.perf_counter()
        reader = csv.reader(file)
        next(reader)
        rows.execute("BEGIN")
        rows.executemany(UPSERT, ([workspace, *row] for row in reader))
        rows.execute("COMMIT")
        return time.perf_counter() - started


def _write(site: Site, path: Path) -> None:
    data = path.read_bytes()
    with (site.empty() / "copy.csv").open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


@contextmanager
def _importer(site: Site) -> Iterator[tuple[Server, "Connection"]]:
    with servers.sandbox(site.copy_of_demo()) as server:
        server.wait()
        with closing(Connection(server.port, site.environment["FOURFOUR_IMPORT_TOKEN"])) as line:
            yield server, line


class Connection(http.client.HTTPConnection):
    def __init__(self, port: int, token: str) -> None:
        super().__init__("127.0.0.1", port, timeout=60, blocksize=1 << 18)
        self.headers = {"Authorization": f"Bearer {token}"}


def _import(line: Connection, path: Path) -> None:
    job = _send(line, path)
    while _is_open(line, job, None):
        time.sleep(POLL)


def _send(line: Connection, path: Path) -> str:
    with path.open("rb") as file:
        return str(_say(line, "PUT", "/import/crm/contact", file)["job"])


def _is_open(line: Connection, job: str, rows: int | None) -> bool:
    told = _say(line, "GET", f"/import/job/{job}")
    assert told["error"] is None, told
    assert told["status"] != "completed" or rows in (None, told["processed"]), told
    return bool(told["status"] != "completed")


def _say(line: Connection, method: str, path: str, body: Any = None) -> Any:
    line.request(method, path, body, line.headers)
    return json.loads(line.getresponse().read())

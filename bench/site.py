"""What the measurements share: a planted demo, the same with many contacts, and a server of each kind over them."""

import http.client
import json
import shutil
import sqlite3
import tempfile
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from bench import servers, transcribed
from bench.servers import Server

CONTACTS = 20_000
MANY_CONTACTS = 100_000

# One contact an hour from 2024 to spring 2026, each a copy of one of the demo's, so that a page weighs what a page of the demo does.
GROW = """
    WITH RECURSIVE hour(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM hour WHERE n < :contacts)
    INSERT INTO fourfour_contacts
        (workspace_id, id, first_name, last_name, email, phone, title, account_id, department, lead_source, owner_id, region, created,
        updated)
    SELECT workspace_id, 'bench-' || n, first_name, last_name, email, phone, title, account_id, department, lead_source, owner_id, region,
        created, strftime('%Y-%m-%dT%H:%M:%S+00:00', '2024-01-01', n || ' hours')
    FROM hour, (SELECT * FROM fourfour_contacts WHERE workspace_id = :workspace ORDER BY id LIMIT 1)
"""

CALLS = 100_000

# The demo's calls of one organization, with what they are matched to, again and again from further back: each page is as mixed as its own.
GROW_CALLS = (
    """
    CREATE TEMP TABLE copies AS
    WITH RECURSIVE turn(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM turn WHERE n < :turns)
    SELECT tenfold_calls.*, n, substr(id, 1, 18) || printf('%06x', n) AS new_id, n * 90 * 86400000 AS earlier
    FROM tenfold_calls, turn WHERE organization_id = :organization
    """,
    """
    INSERT INTO tenfold_call_matches SELECT new_id, record_id, matched.organization_id
    FROM tenfold_call_matches AS matched JOIN copies ON copies.id = call_id
    """,
    """
    UPDATE copies SET id = new_id, line_id = new_id, started_at = started_at - earlier, answered_at = answered_at - earlier,
        ended_at = ended_at - earlier, created_at = created_at - earlier
    """,
    *(f"ALTER TABLE copies DROP COLUMN {name}" for name in ("n", "new_id", "earlier")),
    "INSERT INTO tenfold_calls SELECT * FROM copies",
)


class Site:
    """Everything is made when it is first asked for, and gone at the end of the `with`."""

    def __enter__(self) -> "Site":
        self._open = ExitStack()
        self._folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="sandbox-bench-")))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def empty(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self._folder))

    def copy_of_demo(self) -> Path:
        return Path(shutil.copytree(self._demo, self.empty(), dirs_exist_ok=True))

    def run(self, server: Server) -> Server:
        self._open.enter_context(server).wait()
        return server

    @cached_property
    def _demo(self) -> Path:
        folder = self.empty()
        with servers.sandbox(folder) as planting:
            planting.wait()
        return folder

    @cached_property
    def environment(self) -> dict[str, str]:
        """What `sandbox env` prints: the demo's fixed credentials."""
        environment: dict[str, str] = ask(self.small_sandbox, "GET", "/_sandbox/env")
        return environment

    @cached_property
    def database(self) -> Path:
        """The demo with many contacts."""
        return self._grown(CONTACTS)

    def _grown(self, contacts: int) -> Path:
        path = self.copy_of_demo() / "worlds" / "default.sqlite"
        with closing(sqlite3.connect(path)) as rows:
            rows.execute(GROW, {"contacts": contacts, "workspace": self.environment["FOURFOUR_TENANT_ID"]})
            rows.commit()
        return path

    @cached_property
    def _large(self) -> Path:
        return self._grown(MANY_CONTACTS)

    def copy_of_large(self) -> Path:
        return Path(shutil.copyfile(self._large, self.empty() / "default.sqlite"))

    @cached_property
    def calls_database(self) -> Path:
        """The demo with many calls."""
        path, organization = self.copy_of_demo() / "worlds" / "default.sqlite", self.environment["TENFOLD_ORGANIZATION_ID"]
        with closing(sqlite3.connect(path)) as rows:
            (own,) = rows.execute("SELECT count(*) FROM tenfold_calls WHERE organization_id = ?", [organization]).fetchone()
            for statement in GROW_CALLS:
                names = {"turns": -(-CALLS // own), "organization": organization} if ":" in statement else {}
                rows.execute(statement, names)
            rows.commit()
        return path

    @cached_property
    def calls_sandbox(self) -> Server:
        return self.run(servers.sandbox(self.calls_database.parents[1]))

    @cached_property
    def raw_calls(self) -> Server:
        return self.run(servers.raw_calls(self.calls_database, self.environment["TENFOLD_ORGANIZATION_ID"]))

    @cached_property
    def large_sandbox(self) -> Server:
        self.copy_of_large()  # before the server's own journal stands beside the file
        return self.run(servers.sandbox(self._large.parents[1]))

    @cached_property
    def sandbox(self) -> Server:
        return self.run(servers.sandbox(self.database.parents[1]))

    @cached_property
    def small_sandbox(self) -> Server:
        """Over the demo as it is."""
        return self.run(servers.sandbox(self.copy_of_demo()))

    @cached_property
    def calling_sandbox(self) -> Server:
        """Over the demo with many transcribed calls."""
        path = self.copy_of_demo() / "worlds" / "default.sqlite"
        transcribed.grow(path, self.environment["TENFOLD_ORGANIZATION_ID"])
        return self.run(servers.sandbox(path.parents[1]))

    @cached_property
    def hello(self) -> Server:
        return self.run(servers.hello())

    @cached_property
    def echo(self) -> Server:
        return self.run(servers.echo())

    @cached_property
    def raw(self) -> Server:
        return self.run(servers.raw(self.database, self.environment["FOURFOUR_TENANT_ID"]))


def ask(server: Server, method: str, path: str, body: Any = None, token: str = "") -> Any:
    """The JSON of one answer, or the address that it redirects to."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        connection.request(method, path, None if body is None else json.dumps(body), {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        said = answer.read()
        if answer.status >= 400:
            raise LookupError(f"{method} {path} got {answer.status} {said[:200]!r}")
        return answer.headers["Location"] or json.loads(said)


def tenfold_token(server: Server, site: Site) -> str:
    """An admin's."""
    known = site.environment
    names = {"username": "TENFOLD_USERNAME", "password": "TENFOLD_PASSWORD", "client_id": "TENFOLD_CLIENT_ID"}
    asked = {name: known[where] for name, where in (names | {"client_secret": "TENFOLD_CLIENT_SECRET"}).items()}
    return str(ask(server, "POST", "/api/v1/oauth/token", {"grant_type": "password", **asked})["access_token"])

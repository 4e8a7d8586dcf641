"""Every endpoint of Tenfold with every kind of bad input: it is refused in the body of section 4, and nothing is written.

Each test takes one row of `requests_table`; the good request itself is sent, too.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from sandbox.http.endpoint import ANY
from sandbox.tenfold.routes import ENDPOINTS
from tests.conftest import FROZEN, Server, World, started
from tests.facts import fact
from tests.tenfold.conftest import ELSEWHERE, REGULAR
from tests.tenfold.requests_table import ROWS, Row, filled, references
from tests.tenfold.stage import PNG, Stage, spoken_call

DEEP = 100_000
DELETED = "priya.raman@ferrybank.example"
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "QUERY")
SHAPES = [["code", "name", "message"], ["code", "name", "message", "details"], ["code", "error", "error_description"]]
IDS = ["nobody", "0" * 24, "x" * 60_000, "a%2Fb", "..%2F..", "%00", "%FF%FE", "%25", "%F0%9F%99%82", "'%20OR%20'1'='1", "%0A", "{}"]
BROKEN = {
    "cut": b'{"a": "b',
    "a list": b'[{"name": "x"}]',
    "a number": b"5",
    "null": b"null",
    "a text": b'"text"',
    "lists in lists": b"[" * DEEP + b"]" * DEEP,
    "objects in objects": b'{"name":' * DEEP + b"1" + b"}" * DEEP,
    "NUL": b'{"name": "a\0b"}',
    "not UTF-8": b'{"name": "\xff\xfe"}',
    "half a character": b'{"name": "\\ud800"}',
    "NaN": b'{"name": NaN}',
    "two objects": b"{} {}",
    "octets": bytes(range(256)),
}
STRANGE = {
    "beyond all numbers": b'{"no such field": 1e999}',
    "400 digits": b'{"no such field": ' + b"9" * 400 + b"}",
    "BOM": b"\xef\xbb\xbf{}",
}
STRANGE_TEXTS = (
    "",
    " ",
    "\0",
    "x" * 100_000,
    "🙂",
    "\u202e",
    "%s{0}",
    "'; DROP TABLE calls; --",
    "1" * 400,
    "../..",
    "//",
    "%00",
    "\ufffe",
)
WRONG: dict[Any, list[Any]] = {str: [5, 1.5, True, [], {}, ["a"]], dict: [5, "a", True, [], [1]], list: [5, "a", True, {}, [5], [None]]}
WRONG |= {int: ["a", 1.5, -1, True, [], {}], bool: [5, "true", [], {}]}

pytestmark = pytest.mark.xdist_group("bad input")


def each(*rows: Row) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=lambda row: row.id)


class Bench:
    """A server of its own whose database is watched from outside."""

    def __init__(self, url: str, database: Path) -> None:
        self.stage = Stage(World(Server(url, httpx.HTTPTransport()), "default"))
        self.anybody = httpx.Client(base_url=url)
        self.database = database
        self.expired = self._credentials(REGULAR)
        self.stage.world.clock.advance(days=2)
        del self.stage.__dict__["admin"]
        self.gone, self.elsewhere = self._credentials(DELETED), self._credentials(ELSEWHERE)
        self.own = self._credentials("helen.castellano@ferrybank.example")
        with sqlite3.connect(database) as rows:
            rows.execute("UPDATE tenfold_users SET deleted = 1 WHERE username = ?", (DELETED,))
        self.watcher = sqlite3.connect(database)
        self.theirs = self._theirs()
        self.pair_of_another = str(self.stage.pair(REGULAR)["access_token"])

    def _credentials(self, username: str) -> tuple[str, str]:
        """What stands behind `Bearer` for an OAuth token and for a JWT."""
        return str(self.stage.pair(username)["access_token"]), f"JWT {self.stage.jwt(username)}"

    def _theirs(self) -> dict[str, str]:
        """Another organization's."""
        http = self.stage.signed_in(ELSEWHERE)
        own = http.get("/v2/users/me").json()["data"]
        made = http.post("/v2/contact-lists", json={"name": "x", "contacts": []}).json()["data"]
        call = http.post("/api/v1/calls/originate", data={"phoneNumber": "15125551212"}).json()["call"]
        record = next(
            each["matches"][0]
            for each in self.stage.world.control.get("/calls", params={"user": ELSEWHERE}).json()["calls"]
            if each["matches"]
        )
        theirs = {"user": own["id"], "organization": own["organizationId"], "team": own["primaryTeamId"], "list": made["id"]}
        return theirs | {"call": call["id"], "spoken": spoken_call(http), "record": record}

    def written(self) -> int:
        """Another number after each transaction that has written anything."""
        return int(self.watcher.execute("PRAGMA data_version").fetchone()[0])

    def send(self, row: Row, known: dict[str, str], *, token: str | None = None, **changes: Any) -> httpx.Response:
        """The good request with `changes`: `body` is sent as it stands if it is octets."""
        path, body = changes.get("path", row.path), changes.get("body", filled(row.body, known))
        headers = {} if row.open else {"Authorization": f"Bearer {token or self.own[0]}"}
        headers |= changes.get("headers", {})
        content = None if body is None else body if isinstance(body, bytes) else orjson.dumps(body)
        if row.form and "headers" not in changes:
            headers |= {"Content-Type": "application/json"}
        return self.anybody.request(
            changes.get("method", row.method),
            path.format(**known) if "path" not in changes else path,
            params={**row.query, **changes.get("query", {})},
            content=content,
            headers={name: value for name, value in headers.items() if value is not None},
        )

    def refused(self, row: Row, known: dict[str, str], *statuses: int, of: Any = "", **changes: Any) -> httpx.Response:
        before = self.written()
        answer = self.send(row, known, **changes)
        assert answer.status_code in statuses, (of, answer.text[:300])
        assert self.written() == before, of
        well_told(answer)
        return answer


def well_told(answer: httpx.Response) -> None:
    told = answer.json()
    assert answer.headers["content-type"] == "application/json"
    assert list(told) in SHAPES
    assert told["code"] == answer.status_code
    assert all(isinstance(text, str) and text for name, text in told.items() if name not in ("code", "details"))
    for detail in told.get("details", []):
        assert list(detail) == ["field", "message", "name"]
    if "error" in told:
        assert (answer.headers["cache-control"], answer.headers["pragma"]) == ("no-store", "no-cache")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("bad-input")
    with started("--data", str(folder), "--frozen", FROZEN) as (_, url):
        bench = Bench(url, folder / "worlds" / "default.sqlite")
        before = bench.written()
        references(bench.stage)
        assert bench.written() != before
        yield bench
        bench.watcher.close()
        bench.anybody.close()


@pytest.fixture(scope="module")
def known(bench: Bench) -> dict[str, str]:
    """The same for all: no refusal uses them up."""
    return references(bench.stage)


def test_every_endpoint_has_its_row() -> None:
    rows = {(row.method, row.path.format_map(Anything())) for row in ROWS}
    served = {(each.method, re.sub("{.*?}", "*", each.path)) for each in ENDPOINTS if each.method != ANY}

    assert served - rows == {("POST", "/v2/users/me/profile-picture")}
    assert rows - served == set()


@fact("T2-10", "T1-01")
@each(*(row for row in ROWS if not row.open))
def test_who_shows_no_good_token_is_refused(bench: Bench, row: Row, known: dict[str, str]) -> None:
    for shown in credentials(bench, row):
        answer = bench.refused(row, known, 401, of=shown, headers=json_kind(row) | {"Authorization": shown})
        assert answer.json()["error"] == "invalid_token"
    for beside in (bench.own[0], bench.pair_of_another):
        several = bench.refused(row, known, 400, query={"access_token": beside})
        assert several.json()["error"] == "invalid_request"


def credentials(bench: Bench, row: Row) -> Iterable[Any]:
    """Values of the header: expired, somebody's who was deleted, a JWT without the word, nonsense, none."""
    token, jwt = bench.own[0], bench.own[1].removeprefix("JWT ")
    yield from (f"Bearer {each}" for each in (*bench.expired, *bench.gone))
    yield from (f"Bearer {jwt}", f"JWT {jwt}", f"Bearer JWT{jwt}", f"Bearer JWT {jwt}x", f"Bearer JWT {token}", "Bearer JWT")
    yield from (
        token,
        f"Token {token}",
        f"Bearer {token} {token}",
        f"Bearer, {token}",
        "Bearer wrong",
        "Bearer",
        b"Bearer \xff",
        "x" * 9000,
    )
    if row.id != "T1-02":  # a client alone will do there (10.14), also by Basic
        yield from (None, "", "Basic eDp5")


def json_kind(row: Row) -> dict[str, str]:
    return {"Content-Type": "application/json"} if row.form else {}


@each(*(row for row in ROWS if "{" in row.path))
def test_an_id_that_is_nobodys_or_anothers_is_not_found(bench: Bench, row: Row, known: dict[str, str]) -> None:
    for name in known:
        if f"{{{name}}}" not in row.path:
            continue
        for wrong in [*IDS, *([bench.theirs[name]] if name in bench.theirs else [])]:
            path = row.path.format(**{**known, name: wrong})
            bench.refused(row, known, 404, 405 if "%2F" in wrong else 404, of=wrong[:80], path=path)


@each(*ROWS)
def test_another_method_is_told_which_would_do(bench: Bench, row: Row, known: dict[str, str]) -> None:
    own = [endpoint for endpoint in ENDPOINTS if endpoint.path.format_map(Anything()) == row.path.format_map(Anything())]
    allowed = {endpoint.method for endpoint in own} - {ANY}
    for method in METHODS:
        if method not in allowed:
            answer = bench.refused(row, known, 405, of=method, method=method)
            assert set(answer.headers["allow"].split(", ")) - {"HEAD"} == allowed


class Anything(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "*"


WITH_BODY = each(*(row for row in ROWS if row.body is not None))


@WITH_BODY
def test_a_body_that_is_no_object_is_refused(bench: Bench, row: Row, known: dict[str, str]) -> None:
    for name, broken in BROKEN.items():
        bench.refused(row, known, 400, of=name, body=broken)
    bench.refused(row, known, 400, of="too large", body=b'{"x": "' + b"x" * (1 << 20) + b'"}')
    for name, strange in STRANGE.items():
        taken_or_refused(bench.send(row, known, body=strange), name)


@each(*(row for row in ROWS if row.form))
def test_a_form_that_says_nothing_known_is_refused(bench: Bench, row: Row, known: dict[str, str]) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", **({} if row.open else {"Authorization": f"Bearer {bench.own[0]}"})}
    for form in (b"", b"\xff\xfe=\xff", b"%zz&&&===", b"&" * 1000, b"a=%00", b'{"phoneNumber": "1"}'):
        bench.refused(row, known, 400, of=form, body=form, headers=headers)


@WITH_BODY
def test_a_field_of_another_type_is_refused(bench: Bench, row: Row, known: dict[str, str]) -> None:
    body = filled(row.body or {}, known)
    for name, good in body.items():
        for wrong in WRONG[type(good)] if name not in row.lenient else ():
            bench.refused(row, known, 400, of=(name, wrong), body={**body, name: wrong})


@each(*(row for row in ROWS if row.body or row.query))
def test_no_text_is_too_strange_for_a_field(bench: Bench, row: Row) -> None:
    """It is taken or refused."""
    known = references(bench.stage)
    body = filled(row.body or {}, known)
    for name in (name for name, good in body.items() if isinstance(good, str)):
        for strange in STRANGE_TEXTS:
            taken_or_refused(bench.send(row, known, body={**body, name: strange}), (name, strange[:20]))
    for name in row.query:
        for strange in STRANGE_TEXTS:
            taken_or_refused(bench.send(row, known, query={name: strange[:50_000]}), (name, strange[:20]))


def taken_or_refused(answer: httpx.Response, of: Any) -> None:
    assert answer.status_code < 500, of
    if answer.status_code >= 400:
        well_told(answer)


@each(*(row for row in ROWS if row.pages))
def test_a_page_out_of_range_is_refused_by_name(bench: Bench, row: Row, known: dict[str, str]) -> None:
    for name in ("page", "pageSize"):
        for wrong in ("-1", "1.5", "", "1e3", "9" * 20, "٣", "x", "\0", " 1"):
            answer = bench.refused(row, known, 400, of=(name, wrong), query={name: wrong})
            assert [detail["field"] for detail in answer.json()["details"]] == [name]
    bench.refused(row, known, 400, of="none", query={"pageSize": "0"})
    if row.pages == "v2":
        bench.refused(row, known, 400, of="too many", query={"pageSize": "501"})
    else:
        assert bench.send(row, known, query={"pageSize": "5000"}).status_code == 200
    assert bench.send(row, known, query={"page": "9" * 12}).status_code == 200


@each(*ROWS)
def test_a_good_request_is_taken_with_fields_that_nobody_knows(bench: Bench, row: Row) -> None:
    """So no refusal above is for another reason."""
    known = references(bench.stage)
    body = None if row.body is None else {**filled(row.body, known), "no such field": [{"a": None}]}

    answer = bench.send(row, known, body=body, query={"no such parameter": "x"})

    assert answer.status_code == row.success, answer.text[:300]


def test_a_picture_needs_a_good_token_and_a_whole_form(bench: Bench) -> None:
    row = Row(id="T2-08", method="POST", path="/v2/users/me/profile-picture")
    kind, part = "multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n'
    whole = part + PNG + b"\r\n--x--\r\n"
    for shown in credentials(bench, row):
        bench.refused(row, {}, 401, of=shown, body=whole, headers={"Authorization": shown, "Content-Type": kind})
    for broken in (b"", part, part + PNG, b"--x--", b"{}", b"[" * DEEP, whole.replace(b"image", b"picture"), part + b"GIF89a\r\n--x--\r\n"):
        bench.refused(row, {}, 400, of=broken[:99], body=broken, headers={"Content-Type": kind})
    for other in ("multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=x", "application/json", ""):
        bench.refused(row, {}, 400, of=other, body=whole, headers={"Content-Type": other})
    assert bench.send(row, {}, body=whole, headers={"Content-Type": kind}).status_code == 200

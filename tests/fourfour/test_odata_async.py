"""`Prefer: respond-async` and the monitor (odata-wire.md, 13.2 and appendix I)."""

import asyncio
import re
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import delete, select

from sandbox.app import Sandbox, create_app
from sandbox.fourfour.tables.workspaces import members
from sandbox.odata.monitors import monitors
from sandbox.schedule.store import ScheduleStore
from sandbox.settings import Settings
from sandbox.world import DEFAULT
from tests.conftest import FROZEN, World, started
from tests.facts import fact
from tests.fourfour.conftest import TOKEN, OData
from tests.in_process import ask

ASYNC = "respond-async"
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


@pytest.fixture
def mine(world: World) -> OData:
    return OData(world.server, prefix=f"/w/{world.name}")


def code(answer: httpx.Response) -> str:
    error = answer.json()["error"]
    assert list(error) == ["code", "message", "target", "details", "innererror"]
    return str(error["code"])


@fact("FF-OD-92", "FF-OD-93")
def test_the_example_of_appendix_i(mine: OData, world: World) -> None:
    plain = mine.get("Leads")
    accepted = mine.get("Leads", Prefer=ASYNC)
    location = accepted.headers["location"]
    pending = httpx.get(location)
    world.clock.advance(seconds=1)
    done, gone = httpx.get(location), httpx.get(location)

    assert (accepted.status_code, code(accepted)) == (202, "accepted")
    assert re.fullmatch(re.escape(mine.root) + "_lodata/monitor/" + UUID, location)
    assert (pending.status_code, code(pending), pending.headers["location"]) == (202, "accepted", location)
    assert (done.status_code, done.headers["asyncresult"], done.content) == (200, "200", plain.content)
    assert {**done.headers, "date": ""} == {**plain.headers, "date": "", "asyncresult": "200"}
    assert (gone.status_code, code(gone)) == (404, "not_found")


@fact("FF-OD-92")
def test_an_accepted_request_has_the_headers_of_a_refusal(mine: OData) -> None:
    accepted = mine.get("Leads", Prefer=f"maxpagesize=3, {ASYNC.upper()}")

    assert accepted.headers["content-type"] == "application/json"
    assert accepted.headers["cache-control"] == "no-cache, private"
    assert "odata-version" not in accepted.headers
    assert "retry-after" not in accepted.headers


@fact("FF-OD-92")
def test_what_fails_its_first_checks_is_refused_at_once(mine: OData) -> None:
    refusals = {
        "Leads?$top=abc": "option_not_numeric",
        "Leads?$nope=1": "invalid_system_query_option",
        "Leads?$apply=x": "apply_not_implemented",
        "Leads?$schemaversion=1": "schema_version_not_found",
    }
    for path, expected in refusals.items():
        assert (path, code(mine.get(path, Prefer=ASYNC))) == (path, expected)
    assert code(mine.get("Leads", Prefer=ASYNC, OData_Version="3.0")) == "version_not_supported"
    assert code(mine.get("Leads", Prefer=f"{ASYNC}, maxpagesize=x")) == "option_not_numeric"
    assert mine.http.get(mine.root + "Leads", headers={"Prefer": ASYNC, "Authorization": ""}).status_code == 401


@fact("FF-OD-92", "FF-OD-93")
@pytest.mark.parametrize(
    ("method", "path", "headers", "result"),
    [
        ("GET", "Nope", {}, "404"),
        ("GET", "Leads/none", {}, "404"),
        ("GET", "Leads?$filter=nope eq 1", {}, "400"),
        ("GET", "Leads", {"Accept": "text/html"}, "406"),
        ("DELETE", "Leads", {}, "405"),
        ("POST", "Leads", {"X_HTTP_Method": "GET", "Prefer": "respond-async,maxpagesize=2"}, "200"),
        ("GET", "me", {}, "200"),
        ("GET", "$metadata", {}, "200"),
        ("GET", "Leads/$count", {}, "200"),
    ],
)
def test_everything_else_is_answered_later_as_it_would_have_been_at_once(
    mine: OData, world: World, method: str, path: str, headers: dict[str, str], result: str
) -> None:
    at_once = mine.request(method, path, **headers | {"Prefer": headers.get("Prefer", "").removeprefix("respond-async,")})
    accepted = mine.request(method, path, **{"Prefer": ASYNC, **headers})
    world.clock.advance(seconds=1)
    later = httpx.get(accepted.headers["location"])

    assert (accepted.status_code, str(at_once.status_code)) == (202, result)
    assert (later.status_code, later.headers["asyncresult"], later.content) == (200, result, at_once.content)
    for name in ("content-type", "etag", "allow", "preference-applied"):
        assert later.headers.get(name) == at_once.headers.get(name)


@fact("FF-OD-93")
def test_an_answer_without_content_comes_with_its_status(mine: OData, world: World) -> None:
    tag = mine.get("me").headers["etag"]
    accepted = mine.get("me", Prefer=ASYNC, If_None_Match=tag)
    world.clock.advance(seconds=1)
    later = httpx.get(accepted.headers["location"])

    assert (later.status_code, later.headers["asyncresult"], later.content) == (200, "304", b"")


@fact("FF-OD-92")
def test_a_whole_batch_and_a_query_can_be_put_off(mine: OData, world: World) -> None:
    item = {"id": 1, "method": "GET", "url": "Leads?$top=1", "headers": {"Prefer": ASYNC}}
    batch = mine.http.post(mine.root + "$batch", json={"requests": [item]}, headers={"Prefer": ASYNC})
    query = mine.http.post(mine.root + "Leads/$query", content="$top=1", headers={"Prefer": ASYNC, "Content-Type": "text/plain"})
    world.clock.advance(seconds=1)
    lead = mine.get("Leads?$top=1").json()

    assert (batch.status_code, query.status_code) == (202, 202)
    assert httpx.get(batch.headers["location"]).json()["responses"][0]["body"] == lead
    assert httpx.get(query.headers["location"]).json() == lead


@fact("FF-OD-93")
def test_a_monitor_can_be_deleted_whether_or_not_it_exists(mine: OData, world: World) -> None:
    location = mine.get("Leads", Prefer=ASYNC).headers["location"]

    for _ in range(2):
        deleted = httpx.delete(location)
        assert (deleted.status_code, deleted.content) == (200, b"")
        assert code(httpx.get(location)) == "not_found"
    world.clock.advance(seconds=2)
    assert httpx.get(location).status_code == 404


@fact("FF-OD-93")
def test_a_monitor_is_read_and_deleted_and_nothing_else(mine: OData, world: World) -> None:
    location = mine.get("me", Prefer=ASYNC).headers["location"]
    world.clock.advance(seconds=1)

    for method in ("HEAD", "OPTIONS", "POST", "PUT", "PATCH"):
        answer = httpx.request(method, location)
        assert (method, answer.status_code, answer.headers["allow"]) == (method, 405, "GET, DELETE")
    assert httpx.get(location).json() == mine.get("me").json()
    assert code(mine.get("_lodata/monitor/none")) == "not_found"
    assert mine.refusal("_lodata/none") == (404, "no_handler")


@fact("FF-OD-94")
def test_an_answer_waits_for_a_day(mine: OData, world: World) -> None:
    early, late = (mine.get("me", Prefer=ASYNC).headers["location"] for _ in range(2))

    world.clock.advance(days=1)
    assert httpx.get(early).status_code == 200
    world.clock.advance(seconds=1)
    assert code(httpx.get(late)) == "not_found"


@fact("FF-OD-94")
def test_no_callback_is_promised(mine: OData, world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        wish = f'respond-async, callback; url="http://127.0.0.1:{listener.getsockname()[1]}/done?a=1,2"'
        accepted = mine.get("me", Prefer=wish)
        world.clock.advance(seconds=1)
        fetched = httpx.get(accepted.headers["location"])
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()

    assert (accepted.status_code, fetched.status_code) == (202, 200)
    assert "preference-applied" not in accepted.headers


@fact("FF-OD-94")
def test_a_running_clock_brings_the_answer_by_itself(tmp_path: Path) -> None:
    with started("--data", str(tmp_path), "--scenario", "demo") as (_, url):
        accepted = httpx.get(f"{url}/odata/me", headers={"Authorization": f"Bearer {TOKEN}", "Prefer": ASYNC})
        polled = (httpx.get(accepted.headers["location"]) for _ in range(1000))
        answer = next(answer for answer in polled if answer.status_code != 202)

    assert answer.headers["asyncresult"] == "200"


@fact("FF-OD-92")
def test_what_was_accepted_survives_a_kill(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path), "--frozen", FROZEN)
    with started(*data) as (process, url):
        reader = {"Authorization": f"Bearer {TOKEN}"}
        plain = httpx.get(f"{url}/odata/me", headers=reader).json()
        location = httpx.get(f"{url}/odata/me", headers={**reader, "Prefer": ASYNC}).headers["location"].removeprefix(url)
        process.kill()

    with started(*data) as (_, url):
        assert httpx.get(url + location).status_code == 202
        httpx.post(f"{url}/_sandbox/clock/advance", json={"seconds": 1}).raise_for_status()
        answer = httpx.get(url + location)

    assert answer.headers["asyncresult"] == "200"
    assert {**answer.json(), "@context": ""} == {**plain, "@context": ""}  # the second server has a port of its own


@pytest.fixture
def app() -> Iterator[Sandbox]:
    app = create_app(Settings(ephemeral=True, frozen=datetime.fromisoformat(FROZEN)))
    yield app
    app.worlds.close()


def put_off(app: Sandbox) -> str:
    accepted = ask(app, "GET", "/odata/me", headers={"Authorization": f"Bearer {TOKEN}", "Prefer": ASYNC})
    assert accepted.status_code == 202
    return urlsplit(accepted.headers["location"]).path


def test_work_that_fails_again_and_again_is_answered_as_a_failure(app: Sandbox) -> None:
    world, location = app.worlds.get(DEFAULT), put_off(app)
    with world.database.begin() as rows:
        rows.execute(delete(members))

    asyncio.run(app.runner.advance(world, world.clock.now() + timedelta(seconds=1)))
    assert ask(app, "GET", location).status_code == 202  # it is tried again
    asyncio.run(app.runner.advance(world, world.clock.now() + timedelta(hours=1)))

    answer = ask(app, "GET", location)
    assert (answer.status_code, answer.headers["asyncresult"]) == (200, "500")
    assert code(answer) == "internal_server_error"


def test_nothing_of_a_credential_is_kept_and_nothing_at_all_in_the_end(app: Sandbox) -> None:
    world = app.worlds.get(DEFAULT)
    put_off(app)
    with world.database.read() as rows:
        (kept,) = rows.execute(select(monitors)).mappings()
        assert TOKEN not in str(dict(kept))

    asyncio.run(app.runner.advance(world, world.clock.now() + timedelta(days=2)))

    with world.database.read() as rows:
        assert rows.execute(select(monitors)).all() == []
        assert ScheduleStore(rows).all() == []

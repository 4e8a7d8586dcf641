"""Answers that are late, broken or lost."""

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.facts import fact
from tests.faults.conftest import Faulty
from tests.fourfour.importer import Importer, importer_of
from tests.tenfold.conftest import Tenfold


@pytest.fixture
def crm(faulty: Faulty) -> Importer:
    return importer_of(faulty.world)


def jobs(faulty: Faulty) -> int:
    return len(faulty.world.control.get("/jobs").json()["jobs"])


def live_calls(faulty: Faulty) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = faulty.world.control.get("/calls?live=true").json()["calls"]
    return found


def until(true: Callable[[], bool]) -> None:
    """What goes on in the server has no clock that a test could move."""
    for _ in range(1000):
        if true():
            return
        time.sleep(0.01)
    pytest.fail("it never was")


@pytest.mark.parametrize(("kind", "done"), [("drop", 0), ("lose", 1)])
def test_a_connection_is_closed_without_an_answer_before_or_after_the_work(faulty: Faulty, crm: Importer, kind: str, done: int) -> None:
    faulty.set(kind, endpoint="FF-IM-01", times=1)

    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        crm.http.put("/import/crm/account", content="id,name\na1,Acme\n")

    assert jobs(faulty) == done
    assert crm.http.put("/import/crm/account", content="id,name\na1,Acme\n").status_code == 202
    assert jobs(faulty) == done + 1


@pytest.mark.parametrize("kind", ["drop", "lose", "truncate"])
def test_nothing_is_sent_in_place_of_an_answer_that_is_lost(faulty: Faulty, tenfold: Tenfold, kind: str) -> None:
    """What uvicorn would say of an application that forgets to answer."""
    client = tenfold.signed_in()
    faulty.set(kind)

    for path in ("/odata/me", "/v2/users", "/developers/api", "/mcp"):
        for method in ("GET", "POST"):
            with pytest.raises(httpx.RemoteProtocolError, match="without sending"):
                client.request(method, path)


def test_a_truncated_answer_ends_in_its_middle(faulty: Faulty) -> None:
    whole = faulty.me()
    faulty.set("truncate")
    read = b""

    with pytest.raises(httpx.RemoteProtocolError), faulty.http.stream("GET", "/odata/me") as answer:  # noqa: PT012 - it comes in pieces
        assert answer.headers["content-length"] == str(len(whole.content))
        for piece in answer.iter_raw():
            read += piece

    assert read == whole.content[: len(whole.content) // 2]


def test_a_garbled_answer_looks_well_until_it_is_read(faulty: Faulty) -> None:
    whole = faulty.me()
    fault = faulty.set("garble")

    answer = faulty.me()

    assert (answer.status_code, answer.headers["content-length"]) == (200, whole.headers["content-length"])
    assert answer.headers["content-type"] == whole.headers["content-type"]
    assert answer.headers["x-sandbox-fault"] == fault
    with pytest.raises(ValueError, match="invalid start byte"):
        json.loads(answer.content)


def test_a_refusal_arrives_as_badly(faulty: Faulty) -> None:
    faulty.set("garble")

    answer = faulty.http.get("/odata/Nothing")

    assert answer.status_code == 404
    assert b"\xff" in answer.content


def test_an_answer_without_a_body_has_nothing_to_spoil(faulty: Faulty) -> None:
    faulty.set("garble")
    faulty.set("truncate")

    assert faulty.http.head("/developers/api").status_code == 200


def test_a_client_that_does_not_wait_misses_an_answer_whose_work_is_done(faulty: Faulty, tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    for _ in range(2):
        faulty.set("delay", seconds=0.5, endpoint="T1-05", times=1)

    with pytest.raises(httpx.ReadTimeout):  # the one delay alone would not try its patience
        client.post("/api/v1/calls/originate", data={"phoneNumber": "15125551212"}, timeout=0.9)

    until(lambda: len(live_calls(faulty)) == 1)
    assert client.post("/api/v1/calls/originate", data={"phoneNumber": "15125551212"}).status_code == 200
    assert len(live_calls(faulty)) == 2


def test_an_upload_whose_client_does_not_wait_leaves_nothing(faulty: Faulty, crm: Importer) -> None:
    faulty.set("delay", seconds=0.3, endpoint="FF-IM-01", times=1)

    with pytest.raises(httpx.ReadTimeout):
        crm.http.put("/import/crm/account", content="id,name\na1,Acme\n", timeout=0.1)

    assert crm.put("account", "id,name\na2,Beta\n")["processed"] == 1
    assert jobs(faulty) == 1


def test_a_world_that_is_dropped_while_its_answer_waits_is_gone(faulty: Faulty) -> None:
    name = f"{faulty.world.name}-dropped"
    faulty.set("delay", seconds=0.5)
    control, client = faulty.world.server.client("/_sandbox"), faulty.world.server.client(f"/w/{name}")
    control.post(f"/worlds/{faulty.world.name}/clone", json={"name": name}).raise_for_status()

    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(client.get, "/odata/$metadata")
        until(lambda: control.get("/faults", headers={"X-Sandbox-World": name}).json()["faults"][0]["hits"] == 1)
        control.delete(f"/worlds/{name}").raise_for_status()

    assert (waiting.result().status_code, waiting.result().json()["error"]["code"]) == (404, "unknown_world")


def test_a_rate_limit_counts_on_the_worlds_clock(faulty: Faulty) -> None:
    faulty.set("rate_limit", limit=2, per=60)

    first, second, third = (faulty.me() for _ in range(3))

    assert [answer.headers["x-ratelimit-remaining"] for answer in (first, second, third)] == ["1", "0", "0"]
    assert {answer.headers["x-ratelimit-limit"] for answer in (first, second, third)} == {"2"}
    assert (third.status_code, third.json()) == (429, {"message": "Too Many Attempts."})
    assert (third.headers["retry-after"], third.headers["x-ratelimit-reset"]) == ("60", "1773835260")
    assert "retry-after" not in second.headers
    assert "x-sandbox-fault" not in second.headers
    faulty.world.clock.advance(seconds=59.5)
    assert faulty.me().headers["retry-after"] == "1"
    faulty.world.clock.advance(seconds=0.5)
    assert faulty.statuses(3) == [200, 200, 429]


@fact("FF-OA-68")
def test_the_token_endpoint_is_throttled_as_the_framework_would(faulty: Faulty) -> None:
    faulty.set("rate_limit", limit=60, endpoint="POST /oauth/token")
    client = faulty.world.client()

    answers = [client.post("/oauth/token", data={"grant_type": "x"}) for _ in range(61)]

    assert [answer.status_code for answer in answers] == [400] * 60 + [429]
    assert answers[-1].json() == {"message": "Too Many Attempts."}
    assert answers[-1].headers["retry-after"] == "60"


def test_requests_that_are_refused_count_for_a_rate_limit_too_and_others_do_not(faulty: Faulty) -> None:
    limit = faulty.set("rate_limit", limit=2, path="/odata/*")

    for _ in range(3):
        assert faulty.http.get("/v2/users").status_code == 401
    assert faulty.http.get("/odata/Nothing").headers["x-ratelimit-remaining"] == "1"
    assert [faulty.http.get("/odata/Nothing").status_code for _ in range(2)] == [404, 429]
    assert faulty.counts(limit) == (3, 1)

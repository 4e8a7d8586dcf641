"""Which requests a fault strikes, and how often."""

from pathlib import Path
from typing import Any

import pytest

from sandbox.app import create_app
from sandbox.settings import Settings
from tests.conftest import World
from tests.faults.conftest import Faulty
from tests.in_process import ask
from tests.tenfold.conftest import Tenfold


@pytest.mark.parametrize(
    ("often", "struck"),
    [
        ({}, [1, 2, 3, 4, 5, 6, 7]),
        ({"times": 2}, [1, 2]),
        ({"after": 3}, [4, 5, 6, 7]),
        ({"every": 3}, [3, 6]),
        ({"after": 1, "every": 2, "times": 2}, [3, 5]),
        ({"after": 100}, []),
    ],
)
def test_a_fault_strikes_as_often_as_it_should(faulty: Faulty, often: dict[str, int], struck: list[int]) -> None:
    fault = faulty.set("status", status=503, **often)

    statuses = faulty.statuses(7)

    assert [number for number, status in enumerate(statuses, start=1) if status == 503] == struck
    assert {status for number, status in enumerate(statuses, start=1) if number not in struck} <= {200}
    assert faulty.counts(fault) == (7, len(struck))


@pytest.mark.parametrize(
    ("target", "struck"),
    [
        ({}, {"/odata/me", "/odata/Leads", "/v2/users/me", "/v2/users/abc", "/api/v1/users"}),
        ({"vendor": "fourfour"}, {"/odata/me", "/odata/Leads"}),
        ({"vendor": "tenfold"}, {"/v2/users/me", "/v2/users/abc", "/api/v1/users"}),
        ({"endpoint": "T1-04"}, {"/api/v1/users"}),
        ({"endpoint": "GET /v2/users/{anything}"}, {"/v2/users/abc"}),
        ({"endpoint": "/v2/users/me"}, {"/v2/users/me"}),
        ({"endpoint": "FF-OD-01"}, {"/odata/me", "/odata/Leads"}),
        ({"path": "/odata/Leads"}, {"/odata/Leads"}),
        ({"path": "/v2/*"}, {"/v2/users/me", "/v2/users/abc"}),
        ({"path": "*/users"}, set()),
        ({"path": "/odata/[mL]*"}, set()),
        ({"endpoint": "FF-OD-01", "path": "*/me"}, set()),
        ({"endpoint": "FF-OD-01", "path": "/*/me"}, {"/odata/me"}),
        ({"tool": "find_topics"}, set()),
    ],
)
def test_a_fault_strikes_what_it_names(faulty: Faulty, target: dict[str, str], struck: set[str]) -> None:
    if target.get("path", "/").startswith("*"):
        assert faulty.refusal(kind="drop", **target) == "path must begin with a slash; * stands for anything"
        return
    faulty.set("status", status=418, **target)
    paths = ("/odata/me", "/odata/Leads", "/v2/users/me", "/v2/users/abc", "/api/v1/users")

    assert {path for path in paths if faulty.http.get(path).status_code == 418} == struck


@pytest.mark.parametrize(("asked", "kept"), [("/", "/"), ("/odata/me/", "/odata/me")])
def test_a_slash_at_the_end_of_a_path_counts_for_nothing(faulty: Faulty, asked: str, kept: str) -> None:
    faulty.set("status", status=418, path=asked)

    assert [fault["path"] for fault in faulty.all()] == [kept]
    assert {faulty.http.get(path).status_code for path in (asked, kept)} == {418}


def test_faults_answer_one_after_the_other_and_those_behind_do_not_see_the_request(faulty: Faulty) -> None:
    first, second = faulty.set("status", status=503, times=1), faulty.set("status", status=502)

    assert faulty.statuses(2) == [503, 502]
    assert (faulty.counts(first), faulty.counts(second)) == ((2, 1), (1, 1))


def test_a_fault_that_answers_nothing_leaves_the_request_to_the_others(faulty: Faulty) -> None:
    limit, late, first = faulty.set("rate_limit", limit=2), faulty.set("delay", seconds=0), faulty.set("status", status=503, times=1)

    assert faulty.statuses(4) == [503, 200, 429, 429]
    assert [faulty.counts(fault) for fault in (limit, late, first)] == [(4, 2), (2, 2), (2, 1)]


def test_an_answer_names_the_faults_that_had_a_hand_in_it_and_no_others(faulty: Faulty) -> None:
    garbled, delayed = faulty.set("garble"), faulty.set("delay", seconds=0.01)
    faulty.set("rate_limit", limit=9)
    refused = faulty.set("status", status=503, times=1)
    faulty.set("truncate", after=9)

    assert [faulty.me().headers["x-sandbox-fault"] for _ in range(2)] == [f"{delayed}, {refused}", f"{garbled}, {delayed}"]


def test_our_own_api_and_other_worlds_have_no_faults(faulty: Faulty) -> None:
    faulty.set("drop")

    assert faulty.world.control.get("/people").status_code == 200
    assert faulty.world.server.client().get("/odata/$metadata").status_code == 200


def test_a_clone_has_the_faults_and_counts_of_its_source_and_then_its_own(faulty: Faulty, world: World) -> None:
    fault = faulty.set("status", status=503, times=2)
    faulty.me()
    server, name = world.server, f"{world.name}-clone"
    world.control.post(f"/worlds/{world.name}/clone", json={"name": name}).raise_for_status()
    try:
        clone = Faulty(World(server, name))
        assert clone.counts(fault) == (1, 1)
        assert clone.statuses(2) == [503, 200]
        assert faulty.counts(fault) == (1, 1)
    finally:
        server.client("/_sandbox").delete(f"/worlds/{name}").raise_for_status()


def test_a_reset_leaves_no_fault(faulty: Faulty, world: World) -> None:
    faulty.set("status", status=503)
    assert world.control.get("/world").json()["faults"] == 1

    assert world.control.post("/reset").json()["faults"] == 0

    assert (faulty.all(), faulty.me().status_code) == ([], 200)


def test_faults_are_taken_away_one_by_one_or_all_at_once_and_no_id_comes_twice(faulty: Faulty, world: World) -> None:
    first, second = faulty.set("status", status=503), faulty.set("status", status=502)

    assert world.control.delete(f"/faults/{first}").status_code == 204
    assert faulty.statuses(1) == [502]
    faulty.clear()
    assert faulty.statuses(1) == [200]
    assert faulty.set("drop") not in (first, second)
    for method in ("GET", "DELETE"):
        gone = world.control.request(method, f"/faults/{first}")
        assert (gone.status_code, gone.json()["error"]["message"]) == (404, f"There is no fault '{first}'")


def test_a_restarted_server_knows_its_faults_and_their_counts(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, scenario="empty")
    before = create_app(settings)
    ask(before, "POST", "/_sandbox/faults", json={"kind": "status", "status": 503, "after": 1}).raise_for_status()
    ask(before, "POST", "/_sandbox/faults", json={"kind": "rate_limit", "limit": 2}).raise_for_status()
    assert ask(before, "GET", "/odata/$metadata").status_code == 200
    before.worlds.close()

    after = create_app(settings)
    status, limit = ask(after, "GET", "/_sandbox/faults").json()["faults"]
    assert (status["requests"], status["hits"], limit["requests"]) == (1, 0, 1)
    assert [ask(after, "GET", "/odata/$metadata").status_code for _ in range(2)] == [503, 503]
    assert ask(after, "GET", "/_sandbox/faults").json()["faults"][1] | {"requests": 3, "hits": 1} == limit | {"requests": 3, "hits": 1}
    after.worlds.close()


def test_the_doctor_tells_of_faults(faulty: Faulty, world: World) -> None:
    faulty.set("status", status=503, times=1)
    faulty.statuses(2)

    told = {each["check"]: each for each in world.control.get("/doctor").json()["findings"]}["faults"]
    assert (told["ok"], told["says"]) == (True, "set: 1, requests struck: 1 (`sandbox fault list`)")


KNOWN_KINDS = "status, delay, drop, lose, truncate, garble, rate_limit, absent, error"


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({}, f"kind is missing; it must be one of {KNOWN_KINDS}"),
        ({"kind": "statsu"}, f"kind must be one of {KNOWN_KINDS}"),
        ({"kind": 3}, f"kind must be one of {KNOWN_KINDS}"),
        ({"kind": "status"}, "status is missing: a fault of kind status needs it"),
        ({"kind": "status", "status": 200}, "status must be a status from 400 to 599"),
        ({"kind": "status", "status": "500"}, "status must be a whole number"),
        ({"kind": "status", "status": 500, "message": ""}, "message is empty"),
        ({"kind": "status", "status": 500, "message": "x" * 2001}, "message must not be longer than 2000 characters"),
        ({"kind": "status", "status": 500, "retry_after": -1}, "retry_after must be 0 or more"),
        ({"kind": "drop", "status": 500}, "status is not a field of a fault of kind drop"),
        ({"kind": "drop", "time": 1}, "time is not a field of this request; did you mean times?"),
        ({"kind": "drop", "times": 0}, "times must be 1 or more"),
        ({"kind": "drop", "every": 1.5}, "every must be a whole number"),
        ({"kind": "drop", "after": 2**63}, f"after must be a whole number from {-(2**63)} to {2**63 - 1}"),
        ({"kind": "drop", "vendor": "five"}, "vendor must be one of fourfour, tenfold"),
        ({"kind": "drop", "endpoint": "T1-99"}, "endpoint is no endpoint of this server; GET /_sandbox/endpoints has all"),
        ({"kind": "drop", "endpoint": "/_sandbox/worlds"}, "endpoint is no endpoint of this server; GET /_sandbox/endpoints has all"),
        ({"kind": "drop", "endpoint": None}, "endpoint must be a string"),
        ({"kind": "drop", "tool": "find_conversation"}, "tool is no tool of the MCP server; did you mean find_conversations?"),
        ({"kind": "drop", "tool": "x"}, "tool is no tool of the MCP server; it has find_conversations, find_insights, "),
        ({"kind": "drop", "endpoint": "T1-05", "vendor": "fourfour"}, "endpoint is none of fourfour"),
        ({"kind": "drop", "path": "/_sandbox/health"}, "path must be one of the vendors' paths, without the world's prefix"),
        ({"kind": "drop", "path": "/w/mine/odata/me"}, "path must be one of the vendors' paths, without the world's prefix"),
        ({"kind": "drop", "path": "/odata/Leads?top=1"}, "path must be a path alone, without a query"),
        ({"kind": "absent", "tool": "find_topics", "vendor": "tenfold"}, "tool says where already"),
        ({"kind": "drop", "tool": "find_topics", "path": "/mcp"}, "tool says where already"),
        ({"kind": "delay"}, "seconds is missing: a fault of kind delay needs it"),
        ({"kind": "delay", "seconds": 301}, "seconds must be from 0 to 300"),
        ({"kind": "rate_limit"}, "limit is missing: a fault of kind rate_limit needs it"),
        ({"kind": "rate_limit", "limit": 1, "per": 0}, "per must be from 1 to 86400"),
        ({"kind": "rate_limit", "limit": 1, "times": 3}, "times is not a field of a fault of kind rate_limit"),
        ({"kind": "absent", "every": 3}, "every is not a field of a fault of kind absent"),
        ({"kind": "error"}, "tool is missing: a fault of kind error needs it"),
        ({"kind": "error", "tool": "find_topics", "code": "x"}, "code must be a whole number"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(faulty: Faulty, fields: dict[str, Any], complaint: str) -> None:
    assert faulty.refusal(**fields).startswith(complaint)


def test_a_world_has_room_for_a_hundred_faults(faulty: Faulty, world: World) -> None:
    for _ in range(100):
        faulty.set("status", status=503, path="/odata/me", after=1)

    assert world.control.post("/faults", json={"kind": "drop"}).json()["error"]["code"] == "too_many_faults"
    assert faulty.statuses(2) == [200, 503]
    assert len(faulty.all()) == 100


def test_a_tenfold_journey_survives_a_flaky_vendor_if_it_tries_again(faulty: Faulty, tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    whole = [user["id"] for user in client.get("/v2/users?limit=50").json()["data"]]
    faulty.set("status", status=502, every=2)
    seen: list[str] = []

    while len(seen) < len(whole):
        answer = client.get("/v2/users", params={"limit": 3, "offset": len(seen)})
        if answer.status_code == 200:
            seen += [user["id"] for user in answer.json()["data"]]

    assert seen == whole

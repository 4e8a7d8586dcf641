"""Tracked events (tenfold.md, T2-20)."""

from typing import Any

import pytest

from tests.conftest import FROZEN
from tests.facts import fact
from tests.tenfold.conftest import ADMIN, ELSEWHERE, REGULAR, Tenfold

SAMPLE = b"""{
    "event":"name_of_event_to_track",
    "data":{
      "event_property_1":"...",
      "event_property_2":"..."
    }
  }"""


def tracked(tenfold: Tenfold, **query: Any) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = tenfold.world.control.get("/tracking", params=query).raise_for_status().json()["events"]
    return events


@fact("T2-20")
def test_the_vendors_sample_is_tracked_in_the_callers_name(tenfold: Tenfold) -> None:
    http = tenfold.signed_in(REGULAR)

    answer = http.post("/v2/tracking", content=SAMPLE, headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()) == (200, {"success": True})
    assert tracked(tenfold) == [
        {
            "user": http.get("/v2/users/me").json()["data"]["id"],
            "username": REGULAR,
            "event": "name_of_event_to_track",
            "data": {"event_property_1": "...", "event_property_2": "..."},
            "at": FROZEN,
        }
    ]


@fact("T2-20")
@pytest.mark.parametrize("data", [{}, {"é": [1, 2.5, None, True, {"deep": []}], "": "\u0000"}, None])
def test_data_is_kept_as_it_was_sent_whatever_the_content_type(tenfold: Tenfold, data: dict[str, Any] | None) -> None:
    http = tenfold.signed_in()

    http.post("/v2/tracking", json={"event": "x", "data": data, "more": 1}, headers={"Content-Type": "text/plain"}).raise_for_status()

    assert [each["data"] for each in tracked(tenfold)] == [data]


@fact("T2-20")
def test_events_are_listed_newest_last_by_person_and_no_more_than_asked_for(tenfold: Tenfold) -> None:
    admin, regular, elsewhere = (tenfold.signed_in(name) for name in (ADMIN, REGULAR, ELSEWHERE))
    for number, http in enumerate((admin, regular, elsewhere, admin)):
        http.post("/v2/tracking", json={"event": f"e{number}"}).raise_for_status()
        tenfold.world.clock.advance(minutes=1)
    own_id = admin.get("/v2/users/me").json()["data"]["id"]

    assert [each["event"] for each in tracked(tenfold)] == ["e0", "e1", "e2", "e3"]
    assert [each["at"][11:16] for each in tracked(tenfold)] == ["12:00", "12:01", "12:02", "12:03"]
    assert [each["event"] for each in tracked(tenfold, limit=2)] == ["e2", "e3"]
    assert [each["event"] for each in tracked(tenfold, user=ADMIN)] == ["e0", "e3"]
    assert [each["event"] for each in tracked(tenfold, user=ADMIN.upper(), limit=1)] == ["e3"]
    assert tracked(tenfold, user=own_id) == tracked(tenfold, user=ADMIN)
    assert [each["data"] for each in tracked(tenfold, user=ELSEWHERE)] == [None]


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "limit=10001", "limit=", "user=nobody@ferrybank.example", "user=", "event=e0"])
def test_a_slip_in_the_query_is_named(tenfold: Tenfold, query: str) -> None:
    answer = tenfold.world.control.get(f"/tracking?{query}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid_field")
    assert answer.json()["error"]["message"].startswith(query.partition("=")[0])


@fact("T2-20")
@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "event is required"),
        ("{}", "event is required"),
        ('{"event": null}', "event is required"),
        ('{"event": " "}', "event must be a string that is not empty"),
        ('{"event": 5}', "event must be a string that is not empty"),
        ('{"event": "x", "data": []}', "data must be an object"),
        ('{"event": "x", "data": "y"}', "data must be an object"),
        ('{"event": "x", "data": false}', "data must be an object"),
        ('{"event": "x", "data": {"y": ' + "[" * 600 + "]" * 600 + "}}", "data is nested too deeply"),
        ("[]", "The body must be a JSON object"),
        ("event=x", "The body is not JSON: "),
        ('{"event": "x",}', "The body is not JSON: "),
    ],
)
def test_what_is_no_event_is_refused_and_not_tracked(tenfold: Tenfold, body: str, message: str) -> None:
    answer = tenfold.signed_in().post("/v2/tracking", content=body)

    assert answer.status_code == 400
    assert answer.json()["message"].startswith(message)
    assert tracked(tenfold) == []


@fact("T2-20")
def test_data_as_deep_as_is_taken_can_be_looked_at(tenfold: Tenfold) -> None:
    body = '{"event": "x", "data": {"y": ' + "[" * 253 + "]" * 253 + "}}"

    assert tenfold.signed_in().post("/v2/tracking", content=body).status_code == 200
    assert len(tracked(tenfold)) == 1


@fact("T2-20")
def test_nobody_is_tracked_without_a_token(tenfold: Tenfold) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        answer = tenfold.anybody.post("/v2/tracking", content=SAMPLE, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")
    assert tracked(tenfold) == []
    assert tenfold.signed_in().get("/v2/tracking").status_code == 405


def test_a_reset_forgets_what_was_tracked(tenfold: Tenfold) -> None:
    tenfold.signed_in().post("/v2/tracking", content=SAMPLE).raise_for_status()

    tenfold.world.control.post("/reset").raise_for_status()

    assert tracked(tenfold) == []

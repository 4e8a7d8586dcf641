"""Calls that come in at the control API, and the list of all."""

from typing import Any

import pytest

from tests.conftest import Clock, World
from tests.control.calls import (
    DANIEL,
    GONE,
    HELEN,
    ISLA,
    NOBODYS,
    SHARED,
    asked,
    complaint,
    done,
    incoming,
    listed,
    planted,
    records,
    shown,
)
from tests.demo import FERRYBANK, SKERRY


def test_a_call_that_comes_in_rings_and_is_matched_by_its_number(world: World) -> None:
    answer = asked(world, "/incoming", number=SHARED, user=ISLA)

    call = answer.json()
    assert answer.status_code == 201
    assert call == shown(world, call)
    assert call["matches"] == records(world, SHARED, SKERRY)
    known = {"state": "ringing", "direction": "inbound", "user": ISLA, "number": "441414960133", "record": None, "held": False}
    assert call | known == call
    assert (call["started_at"], call["answered_at"], call["ended_at"]) == ("2026-03-18T12:00:00.000Z", None, None)
    assert call["next"]["state"] == "talking"


def test_who_calls_is_drawn_from_the_crm_unless_it_is_said(world: World) -> None:
    calls = [incoming(world) for _ in range(5)]

    assert all(call["matches"] == records(world, call["number"], FERRYBANK) != [] for call in calls)
    assert {call["user"] for call in calls} == {HELEN}
    assert len({call["number"] for call in calls}) > 1


def test_a_record_calls_from_its_own_number_and_the_phone_shows_its_name(world: World) -> None:
    drawn = next(call for call in (incoming(world) for _ in range(20)) if call["record"])

    call = incoming(world, record=drawn["record"])

    assert (call["number"], call["matches"], call["record"]) == (drawn["number"], drawn["matches"], drawn["record"])
    assert call["name"] == drawn["name"] is not None
    assert incoming(world, record=drawn["record"], name="Somebody else")["name"] == "Somebody else"


def test_a_number_that_nobody_has_matches_nothing_and_shows_no_name(world: World) -> None:
    call = incoming(world, number=NOBODYS)

    assert (call["matches"], call["record"], call["name"]) == ([], None, None)


def test_the_same_number_is_somebody_else_in_another_organization(world: World) -> None:
    here, there = incoming(world, user=HELEN, number=SHARED), incoming(world, user=ISLA, number=SHARED)

    assert here["matches"] == []
    assert len(there["matches"]) == 2
    done(world, here, "hangup")
    assert shown(world, there)["state"] == "ringing"


def test_one_that_is_held_waits_for_somebody(world: World, clock: Clock) -> None:
    call = incoming(world, held=True)
    assert clock.advance(days=1)["ran"] == []
    assert (shown(world, call)["state"], call["next"]) == ("ringing", None)

    assert (done(world, call, "answer")["state"], shown(world, call)["next"]) == ("talking", None)
    clock.advance(days=1)
    assert done(world, call, "hangup")["duration"] == 2 * 86_400


def test_calls_come_in_only_where_there_is_a_phone_system(world: World) -> None:
    world.control.patch(f"/organizations/{SKERRY}", json={"phone_system": None}).raise_for_status()
    before = listed(world, limit=10_000)

    answer = asked(world, "/incoming", user=ISLA, number=NOBODYS)

    assert complaint(answer) == (409, "unfit_call", "No phone system is configured for the organization")
    assert listed(world, limit=10_000) == before


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"numbr": "1"}, "numbr is not a field of this request; did you mean number?"),
    (
        {"user": "helen.castelano@ferrybank.example"},
        f"user is no user of Tenfold: 'helen.castelano@ferrybank.example'; did you mean {HELEN}?",
    ),
    ({"user": GONE}, f"user has left: '{GONE}'"),
    ({"user": 5}, "user must be a string"),
    ({"user": None}, "user must be a string"),
    ({"number": "call me"}, "number must be a phone number of 3 to 20 digits"),
    ({"number": "12"}, "number must be a phone number of 3 to 20 digits"),
    ({"number": 15125559999}, "number must be a phone number of 3 to 20 digits"),
    ({"record": "nobody"}, "record names no CRM record of the organization: 'nobody'"),
    ({"record": "nobody", "number": NOBODYS}, "record does not go with a number: it stands for its own"),
    ({"name": " "}, "name is empty"),
    ({"held": "yes"}, "held must be true or false"),
]


@pytest.mark.parametrize(("wish", "rule"), REFUSED)
def test_a_call_that_makes_no_sense_does_not_come_in(world: World, wish: dict[str, Any], rule: str) -> None:
    before = listed(world, limit=10_000)

    assert complaint(asked(world, "/incoming", **wish)) == (400, "invalid_field", rule)
    assert listed(world, limit=10_000) == before


def test_a_record_of_another_organization_cannot_call(world: World) -> None:
    (lead, _) = records(world, SHARED, SKERRY)

    answer = asked(world, "/incoming", user=HELEN, record=lead)

    assert complaint(answer) == (400, "invalid_field", f"record names no CRM record of the organization: '{lead}'")


def test_the_list_has_the_newest_call_first(world: World, clock: Clock) -> None:
    first = incoming(world, held=True)
    clock.advance(seconds=1)
    second = incoming(world, user=DANIEL, held=True)

    assert listed(world, limit=2) == [second, first]
    assert listed(world, live="true") == [second, first]
    assert listed(world, user=HELEN, live="true") == [first]
    assert listed(world, user=DANIEL.upper(), limit=1) == [second]
    assert all(call["state"] == "ended" for call in listed(world, live="false"))
    assert len(listed(world)) == 100 < len(listed(world, limit=10_000))


def test_the_calls_of_somebody_who_has_left_are_still_listed(world: World) -> None:
    assert listed(world, user=GONE) == listed(world, user=GONE, live="false")


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("limit=0", "limit must be a whole number from 1 to 10000"),
        ("limit=many", "limit must be a whole number from 1 to 10000"),
        ("live=yes", "live must be true or false"),
        ("live=", "live must be true or false"),
        ("user=nobody", "user is no user of Tenfold: 'nobody'"),
        ("user=", "user is no user of Tenfold: ''"),
        ("direction=inbound", "direction is no parameter here; there are user, live, limit"),
    ],
)
def test_a_list_that_is_asked_for_wrongly_is_refused(world: World, query: str, rule: str) -> None:
    assert complaint(world.control.get(f"/calls?{query}")) == (400, "invalid_field", rule)


def test_what_is_planted_and_what_goes_on_are_in_one_list(world: World) -> None:
    over, live = planted(world), incoming(world, held=True)

    assert listed(world, limit=2) == [live, over]

"""What is done with calls by hand: who can do what when."""

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
    paced,
    shown,
)
from tests.demo import FERRYBANK


def originated(world: World) -> dict[str, Any]:
    """Queued, of Helen."""
    form = {"grant_type": "password", "username": HELEN, "password": "sandbox-demo-password"}
    client = {"client_id": "sandbox-tenfold-client", "client_secret": "sandbox-tenfold-secret-00000000000000000"}
    token = world.client().post("/api/v1/oauth/token", data=form | client).raise_for_status().json()["access_token"]
    with world.with_token(token) as tenfold:
        answer = tenfold.post("/api/v1/calls/originate", data={"phoneNumber": NOBODYS}).raise_for_status()
    return shown(world, answer.json()["call"])


def in_state(world: World, state: str) -> dict[str, Any]:
    """A call that goes nowhere by itself."""
    paced(world, hold=True)
    if state == "queued":
        return originated(world)
    call = incoming(world, number=NOBODYS)
    if state != "ringing":
        call = done(world, call, "answer")
    return done(world, call, "hangup") if state == "ended" else call


def test_a_queued_call_rings_is_answered_and_ends_by_hand(world: World, clock: Clock) -> None:
    call = in_state(world, "queued")

    states = [done(world, call, "ring")["state"], done(world, call, "answer")["state"]]
    clock.advance(seconds=90)
    ended = done(world, call, "hangup")

    assert states == ["ringing", "talking"]
    assert (ended["state"], ended["duration"], ended["next"]) == ("ended", 90, None)
    assert ended == shown(world, call)


def test_a_call_lasts_as_long_when_it_has_just_ended_as_ever_after(world: World) -> None:
    world.control.put("/clock", json={"mode": "running"}).raise_for_status()
    for _ in range(5):
        call = done(world, incoming(world, number=NOBODYS, held=True), "answer")

        assert done(world, call, "hangup") == shown(world, call)


def test_a_queued_call_that_is_answered_rings_on_the_way(world: World) -> None:
    assert done(world, in_state(world, "queued"), "answer")["state"] == "talking"


@pytest.mark.parametrize("state", ["queued", "ringing", "talking"])
def test_any_call_that_goes_on_can_be_hung_up_and_lasts_only_if_it_was_answered(world: World, clock: Clock, state: str) -> None:
    call = in_state(world, state)
    clock.advance(seconds=7)

    assert done(world, call, "hangup")["duration"] == (7 if state == "talking" else 0)


OVER = "only one that goes on can be hung up"
RING = "only one that is queued can begin to ring"
TAKE = "only one that nobody has taken yet can be answered"
PASS = "only one in which somebody talks can be passed on"
TALK = "nobody talks in one that is over"


@pytest.mark.parametrize(
    ("state", "what", "how", "rule"),
    [
        ("ringing", "ring", {}, RING),
        ("talking", "ring", {}, RING),
        ("ended", "ring", {}, RING),
        ("talking", "answer", {}, TAKE),
        ("ended", "answer", {}, TAKE),
        ("ended", "talk", {"seconds": 5}, TALK),
        ("queued", "transfer", {"to": DANIEL}, PASS),
        ("ringing", "transfer", {"to": DANIEL}, PASS),
        ("ended", "transfer", {"to": DANIEL}, PASS),
        ("ended", "hangup", {}, OVER),
    ],
)
def test_what_does_not_follow_on_the_present_state_is_refused(world: World, state: str, what: str, how: dict[str, Any], rule: str) -> None:
    call = in_state(world, state)

    answer = asked(world, f"/{call['id']}/{what}", **how)

    assert complaint(answer) == (409, "unfit_call", f"Call {call['id']} is {state}; {rule}")
    assert shown(world, call) == call


@pytest.mark.parametrize("state", ["queued", "ringing", "talking"])
def test_they_talk_for_so_long_and_hang_up(world: World, clock: Clock, state: str) -> None:
    call = in_state(world, state)

    talking = done(world, call, "talk", seconds=90)

    assert (talking["state"], talking["next"]) == ("talking", {"state": "ended", "at": "2026-03-18T12:01:30.000Z"})
    clock.advance(seconds=89)
    assert shown(world, call)["state"] == "talking"
    clock.advance(seconds=1)
    assert (shown(world, call)["state"], shown(world, call)["duration"]) == ("ended", 90)


def test_a_held_call_ends_when_the_talk_is_over(world: World, clock: Clock) -> None:
    call = incoming(world, held=True)

    done(world, call, "talk", seconds=30)
    clock.advance(seconds=30)

    assert (shown(world, call)["state"], shown(world, call)["duration"]) == ("ended", 30)


def test_who_says_again_how_long_they_talk_means_from_now_on(world: World, clock: Clock) -> None:
    call = incoming(world)
    done(world, call, "talk", seconds=10)
    clock.advance(seconds=5)

    done(world, call, "talk", seconds=60)

    ran = clock.advance(minutes=5)["ran"]
    assert [task["kind"] for task in ran] == ["tenfold.call.end"]
    assert shown(world, call)["duration"] == 65


def test_a_talk_of_no_seconds_is_over_at_once(world: World) -> None:
    ended = done(world, incoming(world), "talk", seconds=0)

    assert (ended["state"], ended["answered_at"], ended["duration"]) == ("ended", "2026-03-18T12:00:00.000Z", 0)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ({}, "seconds is missing"),
        ({"seconds": -1}, "seconds must be from 0 to 86400"),
        ({"seconds": 86_401}, "seconds must be from 0 to 86400"),
        ({"seconds": "90"}, "seconds must be a number"),
        ({"seconds": None}, "seconds must be a number"),
        ({"seconds": 5, "minutes": 1}, "minutes is not a field of this request; it takes seconds"),
    ],
)
def test_nobody_talks_for_a_time_that_is_none(world: World, body: dict[str, Any], rule: str) -> None:
    call = in_state(world, "ringing")

    assert complaint(asked(world, f"/{call['id']}/talk", **body)) == (400, "invalid_field", rule)
    assert shown(world, call) == call


def test_what_is_passed_on_rings_at_a_colleague_with_all_that_is_known_of_the_caller(world: World, clock: Clock) -> None:
    call = done(world, incoming(world, user=ISLA, number=SHARED, name="Moira", held=True), "answer")
    colleague = next(each for each in users(world, ISLA) if each != ISLA)
    clock.advance(seconds=20)

    answer = asked(world, f"/{call['id']}/transfer", to=colleague.upper())

    passed_on, first = answer.json(), shown(world, call)
    assert answer.status_code == 201
    assert (first["state"], first["duration"]) == ("ended", 20)
    assert (passed_on["state"], passed_on["user"], passed_on["transferred_from"]) == ("ringing", colleague, call["id"])
    assert all(passed_on[name] == call[name] for name in ("number", "name", "matches", "record", "direction", "held"))
    assert passed_on["extension"] != call["extension"]


def test_one_can_be_passed_on_and_back(world: World) -> None:
    call = in_state(world, "talking")

    second = done(world, done(world, call, "transfer", to=DANIEL), "answer")
    third = done(world, second, "transfer", to=HELEN)

    assert (third["user"], third["transferred_from"]) == (HELEN, second["id"])
    assert listed(world, live="true") == [third]
    assert {each["id"]: each["transferred_from"] for each in listed(world)[:3]} == {
        third["id"]: second["id"],
        second["id"]: call["id"],
        call["id"]: None,
    }


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ({}, "to is missing"),
        ({"to": ""}, "to is empty"),
        ({"to": "nobody"}, "to is no user of Tenfold: 'nobody'"),
        ({"to": GONE}, f"to has left: '{GONE}'"),
        ({"to": HELEN}, "to must be a colleague of whoever has the call"),
        ({"to": ISLA}, "to must be a colleague of whoever has the call"),
        ({"to": [DANIEL]}, "to must be a string"),
    ],
)
def test_only_another_person_of_the_same_organization_gets_it(world: World, body: dict[str, Any], rule: str) -> None:
    call = in_state(world, "talking")

    assert complaint(asked(world, f"/{call['id']}/transfer", **body)) == (400, "invalid_field", rule)
    assert shown(world, call) == call


def test_nothing_is_passed_on_where_there_is_no_phone_system_any_more(world: World) -> None:
    call = in_state(world, "talking")
    world.control.patch(f"/organizations/{FERRYBANK}", json={"phone_system": None}).raise_for_status()

    answer = asked(world, f"/{call['id']}/transfer", to=DANIEL)

    assert complaint(answer) == (409, "unfit_call", "No phone system is configured for the organization")
    assert shown(world, call) == call


@pytest.mark.parametrize("what", ["", "/ring", "/answer", "/hangup", "/talk", "/transfer"])
def test_a_call_that_is_not_there_is_told(world: World, what: str) -> None:
    bodies: dict[str, dict[str, Any]] = {"/talk": {"seconds": 5}, "/transfer": {"to": DANIEL}}

    answer = asked(world, f"/nope{what}", **bodies.get(what, {})) if what else world.control.get("/calls/nope")

    assert complaint(answer) == (404, "unknown_call", "There is no call 'nope'")


@pytest.mark.parametrize("what", ["ring", "answer", "hangup"])
def test_what_takes_no_fields_says_so(world: World, what: str) -> None:
    call = in_state(world, "queued")

    answer = asked(world, f"/{call['id']}/{what}", seconds=5)

    assert complaint(answer) == (400, "invalid_field", "seconds is not a field of this request; it takes none")


def users(world: World, username: str) -> list[str]:
    """Everybody in the same organization who has an extension."""
    domain = username.partition("@")[2]
    return sorted({call["user"] for call in listed(world, limit=10_000) if call["user"].endswith(domain)})

"""Calls that come in and go on at the control API: who can do what when, and what the clock does."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import FROZEN, Clock, World, started
from tests.control.calls import (
    DANIEL,
    GONE,
    HELEN,
    ISLA,
    NOBODYS,
    PRIYA,
    SHARED,
    asked,
    complaint,
    done,
    incoming,
    listed,
    paced,
    planted,
    records,
    shown,
)
from tests.demo import FERRYBANK, SKERRY


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


def test_a_queued_call_rings_is_answered_and_ends_by_hand(world: World, clock: Clock) -> None:
    call = in_state(world, "queued")

    states = [done(world, call, "ring")["state"], done(world, call, "answer")["state"]]
    clock.advance(seconds=90)
    ended = done(world, call, "hangup")

    assert states == ["ringing", "talking"]
    assert (ended["state"], ended["duration"], ended["next"]) == ("ended", 90, None)
    assert ended == shown(world, call)


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

    assert (third["user"], third["transferred_from"]) == (HELEN, call["id"])
    assert [each["id"] for each in listed(world, live="true")] == [third["id"]]


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


USUAL: dict[str, Any] = {"hold": False, "queued": 1.0, "ringing": None, "answered": 1.0, "unanswered": 30.0, "talking": None}


def test_each_part_of_the_pace_is_set_for_itself_and_null_puts_it_back(world: World) -> None:
    assert world.control.get("/calls?limit=1").json()["pace"] == USUAL
    wanted: dict[str, Any] = {"hold": True, "queued": 2.0, "ringing": 5.0, "answered": 0.5, "unanswered": 9.0, "talking": 60.0}
    pace = USUAL
    for name, value in wanted.items():
        pace = pace | {name: value}
        assert paced(world, **{name: value}) == pace
    assert world.control.get("/calls?limit=1").json()["pace"] == wanted == paced(world)

    for name in wanted:
        pace = pace | {name: USUAL[name]}
        assert paced(world, **{name: None}) == pace
    assert pace == USUAL


@pytest.mark.parametrize(
    ("pace", "rule"),
    [
        ({"hold": 1}, "hold must be true or false"),
        ({"queued": -1}, "queued must be from 0 to 86400"),
        ({"ringing": "5"}, "ringing must be a number"),
        ({"answered": 1.1}, "answered must be from 0 to 1"),
        ({"unanswered": 1e9}, "unanswered must be from 0 to 86400"),
        ({"talking": True}, "talking must be a number"),
        ({"hold": True, "talk": 2}, "talk is not a field of this request; did you mean talking?"),
    ],
)
def test_a_pace_that_is_none_changes_nothing(world: World, pace: dict[str, Any], rule: str) -> None:
    assert complaint(world.control.patch("/calls", json=pace)) == (400, "invalid_field", rule)
    assert paced(world) == USUAL


def test_the_clock_takes_a_call_through_its_states_at_the_pace_that_is_set(world: World, clock: Clock) -> None:
    paced(world, ringing=5, talking=60)
    call = incoming(world)
    clock.advance(seconds=5)
    assert shown(world, call)["answered_at"] == "2026-03-18T12:00:05.000Z"
    clock.advance(minutes=5)
    assert (shown(world, call)["ended_at"], shown(world, call)["duration"]) == ("2026-03-18T12:01:05.000Z", 65)


def test_nobody_answers_where_the_chance_is_none(world: World, clock: Clock) -> None:
    paced(world, answered=0, unanswered=12)
    call = incoming(world)
    clock.advance(minutes=1)
    assert shown(world, call)["ended_at"] == "2026-03-18T12:00:12.000Z"
    assert (shown(world, call)["answered_at"], shown(world, call)["duration"]) == (None, 0)


def test_while_calls_are_held_none_goes_on_and_what_was_due_comes_at_the_release(world: World, clock: Clock) -> None:
    paced(world, ringing=5, talking=60)
    before = incoming(world)
    paced(world, hold=True)
    meanwhile, by_hand = incoming(world), incoming(world, held=True)
    assert clock.advance(hours=1)["ran"] == []
    assert {shown(world, call)["state"] for call in (before, meanwhile, by_hand)} == {"ringing"}

    paced(world, hold=False)
    clock.advance(seconds=0)

    assert [shown(world, call)["state"] for call in (before, meanwhile, by_hand)] == ["talking", "talking", "ringing"]
    assert shown(world, before)["answered_at"] == "2026-03-18T13:00:00.000Z"
    clock.advance(seconds=60)
    assert [shown(world, call)["state"] for call in (before, meanwhile, by_hand)] == ["ended", "ended", "ringing"]


def test_what_is_not_yet_due_at_the_release_comes_at_its_time(world: World, clock: Clock) -> None:
    paced(world, ringing=30)
    call = incoming(world)
    paced(world, hold=True)
    clock.advance(seconds=10)
    paced(world, hold=False)
    paced(world, hold=False)

    assert len(clock.advance(seconds=20)["ran"]) == 1
    assert shown(world, call)["answered_at"] == "2026-03-18T12:00:30.000Z"


def test_an_end_that_was_ordered_comes_even_while_calls_are_held(world: World, clock: Clock) -> None:
    paced(world, hold=True)
    ordered_before = incoming(world)
    done(world, ordered_before, "talk", seconds=20)
    paced(world, hold=False)
    paced(world, hold=True)

    ran = clock.advance(minutes=1)["ran"]

    assert [task["kind"] for task in ran] == ["tenfold.call.end"]
    assert shown(world, ordered_before)["duration"] == 20


def test_a_clone_goes_on_by_itself_and_a_reset_ends_all(world: World, clock: Clock) -> None:
    paced(world, ringing=5, talking=60)
    call = incoming(world)
    twin = World(world.server, f"{world.name}-twin")
    world.control.post(f"/worlds/{world.name}/clone", json={"name": twin.name}).raise_for_status()

    done(world, call, "hangup")
    twin.clock.advance(seconds=65)
    assert (shown(world, call)["answered_at"], shown(twin, call)["duration"]) == (None, 65)

    again = incoming(twin)
    twin.control.post("/reset").raise_for_status()
    assert complaint(twin.control.get(f"/calls/{again['id']}"))[:2] == (404, "unknown_call")
    assert (listed(twin, live="true"), twin.clock.advance(days=1)["ran"]) == ([], [])
    assert twin.control.get("/calls?limit=1").json()["pace"] == USUAL
    twin.control.delete(f"/worlds/{twin.name}").raise_for_status()


def test_the_same_seed_gives_the_same_calls(tmp_path: Path) -> None:
    def told(folder: str) -> list[bytes]:
        with started("--data", str(tmp_path / folder), "--seed", "7", "--frozen", FROZEN) as (_, url):
            control = httpx.Client(base_url=f"{url}/_sandbox")
            calls = [control.post("/calls/incoming", json={}), control.post("/calls", json={"recorded": True})]
            calls += [control.post("/calls", json={"direction": "internal"}), control.post("/calls/incoming", json={"user": PRIYA})]
            first = calls[0].json()["id"]
            calls += [control.post(f"/calls/{first}/answer"), control.post(f"/calls/{first}/transfer", json={"to": DANIEL})]
            control.post("/clock/advance", json={"by": "1h"}).raise_for_status()
            answers = [*calls, control.get("/calls?limit=10000")]
            return [answer.raise_for_status().content.replace(url.encode(), b"") for answer in answers]

    first = told("one")
    assert first == told("two")
    assert len(set(first)) == len(first)


def users(world: World, username: str) -> list[str]:
    """Everybody in the same organization who has an extension."""
    domain = username.partition("@")[2]
    return sorted({call["user"] for call in listed(world, limit=10_000) if call["user"].endswith(domain)})


def test_what_is_planted_and_what_goes_on_are_in_one_list(world: World) -> None:
    over, live = planted(world), incoming(world, held=True)

    assert listed(world, limit=2) == [live, over]

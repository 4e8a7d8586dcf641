"""Calls that are over already when the control API makes them: whatever a developer says of them is so, and the rest is plausible."""

from typing import Any

import pytest

from tests.conftest import World
from tests.control.calls import DANIEL, GONE, HELEN, ISLA, NOBODYS, SHARED, asked, complaint, incoming, listed, planted, records, shown
from tests.demo import FERRYBANK, SKERRY
from tests.receiver import Receiver

KEYS = [
    *("id", "state", "direction", "user", "extension", "number", "name", "started_at", "answered_at", "ended_at", "duration"),
    *("subject", "notes", "record", "matches", "recording", "recording_url", "has_transcript", "listening_score", "errors", "mobile"),
    *("transferred_from", "held", "next"),
]


def logged(world: World) -> tuple[str, str, str]:
    """The id and the name of a CRM record of Helen's that has a number of its own, and the number."""
    calls = (incoming(world, held=True) for _ in range(50))
    call = next(call for call in calls if call["record"])
    return call["record"], call["name"], call["number"]


def test_nothing_need_be_said_of_a_call(world: World) -> None:
    answer = asked(world, "")

    call = answer.json()
    assert answer.status_code == 201
    assert list(call) == KEYS
    assert call == shown(world, call) == listed(world, limit=1)[0]
    assert (call["state"], call["direction"], call["user"], call["duration"], call["next"]) == ("ended", "inbound", HELEN, 180, None)
    assert (call["started_at"], call["ended_at"]) == ("2026-03-18T11:57:00.000Z", "2026-03-18T12:00:00.000Z")
    assert call["started_at"] < call["answered_at"] < call["ended_at"]
    assert call["matches"] == records(world, call["number"], FERRYBANK) != []


def test_everything_that_is_said_of_a_call_is_so(world: World) -> None:
    record, _, _ = logged(world)
    told: dict[str, Any] = {
        "user": DANIEL,
        "direction": "outbound",
        "name": "Front desk",
        "duration": 61.5,
        "extension": "77",
        "subject": "Renewal",
        "notes": "Will sign on Monday.\nSend the form.",
        "matches": [record],
        "mobile": True,
        "listening_score": 71.5,
        "errors": [{"method": "createCall", "message": "No access"}],
    }

    call = planted(world, **told, number="+1 (512) 555-9999", started_at="2026-02-03T10:30:00+01:00", recorded=True)

    assert call == shown(world, call)
    assert {name: call[name] for name in told} == told
    assert (call["number"], call["record"], call["recording"]) == (NOBODYS, record, "recording-stopped")
    assert (call["started_at"], call["ended_at"]) == ("2026-02-03T09:30:00.000Z", "2026-02-03T09:31:01.500Z")


def test_the_recording_of_a_planted_call_can_be_played(world: World) -> None:
    call = planted(world, recorded=True, duration=3)

    sound = world.server.client().get(call["recording_url"])

    assert (sound.status_code, sound.headers["content-type"], sound.content[:4]) == (200, "audio/wav", b"RIFF")
    assert planted(world)["recording_url"] is None


def test_the_vendors_api_tells_of_it_as_of_any_other(world: World) -> None:
    call = planted(world, notes="Noted", mobile=True, listening_score=12, errors=[{"method": "createCall", "message": "No"}])
    form = {"username": HELEN, "password": "sandbox-demo-password"}
    token = world.client().post("/v2/users/login", json=form).json()["accessToken"]

    told = world.with_token(f"JWT {token}").get(f"/v2/calls/{call['id']}").json()["data"]

    assert sorted(each["id"] for each in told["matchedCrmRecords"]) == call["matches"]
    known = {
        "status": "Hangup",
        "duration": 180_000,
        "description": "Noted",
        "isMobile": True,
        "listeningScore": 12.0,
        "hasCrmErrors": True,
    }
    assert told | known | {"hasCrmErrors": True} == told


@pytest.mark.parametrize("direction", ["inbound", "outbound"])
def test_nobody_answered_and_it_rang_for_a_while_that_is_over(world: World, direction: str) -> None:
    call = planted(world, answered=False, direction=direction)

    assert (call["started_at"], call["answered_at"], call["ended_at"]) == ("2026-03-18T11:59:40.000Z", None, "2026-03-18T12:00:00.000Z")
    assert (call["duration"], call["recording"]) == (0, "not-recorded")


def test_a_call_may_have_lasted_no_time_or_a_day(world: World) -> None:
    assert planted(world, duration=0)["duration"] == 0
    assert planted(world, duration=86_400)["started_at"] == "2026-03-17T12:00:00.000Z"


def test_what_is_finer_than_a_millisecond_is_dropped_at_once(world: World) -> None:
    call = planted(world, duration=1.23456, started_at="2026-03-18T11:00:00.000999Z")

    assert call == shown(world, call)
    assert (call["duration"], call["ended_at"]) == (1.235, "2026-03-18T11:00:01.235Z")


def test_a_number_is_matched_as_when_it_calls(world: World) -> None:
    none, several = planted(world, number=NOBODYS), planted(world, number=SHARED, user=ISLA)

    assert (none["matches"], none["record"], none["name"]) == ([], None, None)
    assert (several["matches"], several["record"], several["name"]) == (records(world, SHARED, SKERRY), None, None)
    record, name, number = logged(world)
    one = planted(world, number=number)
    assert (one["matches"], one["record"], one["name"]) == ([record], record, name)
    assert planted(world, number=number, direction="outbound")["name"] is None


def test_a_record_that_is_named_is_the_one_it_is_of_and_its_number_is_called(world: World) -> None:
    one, _ = both = records(world, SHARED, SKERRY)

    alone = planted(world, user=ISLA, record=one)
    elsewhere = planted(world, user=ISLA, record=one, number=NOBODYS)
    among = planted(world, user=ISLA, record=one, matches=both)

    assert (alone["number"], alone["record"], alone["matches"]) == ("441414960133", one, [one])
    assert (elsewhere["number"], elsewhere["record"], elsewhere["matches"]) == (NOBODYS, one, [one])
    assert (among["record"], among["matches"]) == (one, both)


def test_what_it_matches_can_be_said(world: World) -> None:
    both = records(world, SHARED, SKERRY)

    none = planted(world, user=ISLA, number=SHARED, matches=[])
    one = planted(world, user=ISLA, number=NOBODYS, matches=both[1:])

    assert (none["matches"], none["record"]) == ([], None)
    assert (one["matches"], one["record"]) == (both[1:], both[1])
    assert planted(world, user=ISLA, number=NOBODYS, matches=both)["record"] is None


def test_the_same_number_is_matched_within_each_organization(world: World) -> None:
    here, there = planted(world, user=HELEN, number=SHARED), planted(world, user=ISLA, number=SHARED)

    assert here["matches"] == []
    assert there["matches"] == records(world, SHARED, SKERRY)
    assert here["number"] == there["number"]


def test_an_internal_call_is_with_a_colleague_by_extension(world: World) -> None:
    drawn = planted(world, direction="internal")
    daniels = planted(world, user=DANIEL)["extension"]
    said = planted(world, direction="internal", number=daniels)

    assert (drawn["matches"], drawn["record"]) == ([], None)
    assert 0 < len(drawn["number"]) < 6
    assert drawn["number"] != drawn["extension"]
    assert drawn["name"]
    assert (said["number"], said["name"]) == (daniels, "Daniel Reyes")
    assert planted(world, direction="internal", number="7", name="The door")["name"] == "The door"


def test_no_event_tells_of_a_planted_call(world: World) -> None:
    with Receiver() as receiver:
        world.control.post("/webhooks/endpoints", json={"url": receiver.url, "vendor": "tenfold"}).raise_for_status()
        planted(world)
        world.control.post("/webhooks/drain").raise_for_status()

    assert receiver.deliveries == []


UNANSWERED = "does not go with a call that nobody answered"
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"durations": 5}, "durations is not a field of this request; did you mean duration?"),
    ({"user": "nobody"}, "user is no user of Tenfold: 'nobody'"),
    ({"user": GONE}, f"user has left: '{GONE}'"),
    ({"direction": "Inbound"}, "direction must be one of inbound, outbound, internal"),
    ({"direction": None}, "direction must be one of inbound, outbound, internal"),
    ({"number": "555-CALL"}, "number must be a phone number of 3 to 20 digits"),
    ({"number": ""}, "number must be a phone number of 3 to 20 digits"),
    ({"number": "1" * 21}, "number must be a phone number of 3 to 20 digits"),
    ({"number": None}, "number must be a string"),
    ({"record": "x"}, "record names no CRM record of the organization: 'x'"),
    ({"record": "x", "number": NOBODYS}, "record names no CRM record of the organization: 'x'"),
    ({"name": ""}, "name is empty"),
    ({"started_at": "yesterday"}, "started_at must be a moment such as "),
    ({"started_at": "1969-12-31T23:59:59Z"}, "started_at must be between the years 1970 and 2999"),
    ({"started_at": "2026-03-18T12:00:01Z", "duration": 0}, "started_at must let the call end by now on the world's clock"),
    ({"started_at": "2026-03-18T11:59:00Z", "duration": 61}, "started_at must let the call end by now on the world's clock"),
    ({"started_at": "2026-03-18T12:00:00Z"}, "started_at must let the call end by now on the world's clock"),
    ({"started_at": "2026-03-18T12:00:00Z", "answered": False}, "started_at must let the call end by now on the world's clock"),
    ({"answered": 1}, "answered must be true or false"),
    ({"duration": -1}, "duration must be from 0 to 86400"),
    ({"duration": 86_401}, "duration must be from 0 to 86400"),
    ({"duration": True}, "duration must be a number"),
    ({"duration": "5"}, "duration must be a number"),
    ({"answered": False, "duration": 5}, f"duration {UNANSWERED}"),
    ({"answered": False, "recorded": True}, f"recorded {UNANSWERED}"),
    ({"answered": False, "listening_score": 5}, f"listening_score {UNANSWERED}"),
    ({"extension": " "}, "extension is empty"),
    ({"subject": ""}, "subject is empty"),
    ({"notes": 5}, "notes must be a string"),
    ({"matches": "x"}, "matches must be a list"),
    ({"matches": [5]}, "matches[0] must be a string"),
    ({"matches": ["x"]}, "matches names no CRM record of the organization: 'x'"),
    ({"matches": ["x", "x"]}, "matches has a record twice"),
    ({"matches": [str(number) for number in range(21)]}, "matches must be 20 or fewer"),
    ({"recorded": "yes"}, "recorded must be true or false"),
    ({"mobile": 0}, "mobile must be true or false"),
    ({"listening_score": 101}, "listening_score must be from 0 to 100"),
    ({"errors": {"method": "createCall"}}, "errors must be a list"),
    ({"errors": ["No access"]}, "errors[0] must be an object"),
    ({"errors": [{"method": "createCall"}]}, "errors[0].message is missing"),
    ({"errors": [{"method": "createCall", "message": ""}]}, "errors[0].message is empty"),
    ({"errors": [{"method": "createCall", "message": "x", "code": 5}]}, "errors[0].code is not a field of it; "),
    ({"errors": [{"method": "x", "message": "x"}] * 101}, "errors must be 100 or fewer"),
    ({"direction": "internal", "record": "x"}, "record does not go with an internal call"),
    ({"direction": "internal", "matches": ["x"]}, "matches does not go with an internal call"),
    ({"direction": "internal", "number": "+1 512"}, "number must be an extension, digits alone, where the call is internal"),
]


@pytest.mark.parametrize(("wish", "rule"), REFUSED)
def test_a_slip_is_refused_by_the_name_of_the_field_and_nothing_is_written(world: World, wish: dict[str, Any], rule: str) -> None:
    before = listed(world, limit=10_000)

    status, code, message = complaint(asked(world, "", **wish))

    assert (status, code, message[: len(rule)]) == (400, "invalid_field", rule)
    assert listed(world, limit=10_000) == before


def test_a_record_that_is_not_among_the_matches_contradicts_them(world: World) -> None:
    one, other = records(world, SHARED, SKERRY)

    assert complaint(asked(world, "", user=ISLA, record=one, matches=[other])) == (
        400,
        "invalid_field",
        f"matches must have the record '{one}'",
    )


@pytest.mark.parametrize(
    ("body", "rule"), [(b"{", "body is not JSON"), (b"[]", "body must be a JSON object"), (b'{"name": "\xff"}', "body is not ")]
)
def test_a_body_that_is_no_object_is_refused(world: World, body: bytes, rule: str) -> None:
    status, code, message = complaint(world.control.post("/calls", content=body))

    assert (status, code, message[: len(rule)]) == (400, "invalid_field", rule)

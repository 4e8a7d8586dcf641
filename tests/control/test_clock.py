"""The clock of a world over the control API."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import FROZEN, World


def test_a_frozen_clock_stands_still(world: World) -> None:
    assert world.control.get("/clock").json() == {"now": FROZEN, "mode": "frozen", "offset_seconds": 0}
    assert world.clock.now() == FROZEN


def test_the_date_header_follows_the_clock(world: World) -> None:
    world.clock.freeze("2031-12-24T18:00:00+02:00")

    for path in ("/_sandbox/clock", "/_sandbox/nowhere", "/odata/me", "/v2/nowhere"):
        assert world.client().get(path).headers.get_list("date") == ["Wed, 24 Dec 2031 16:00:00 GMT"]


@pytest.mark.parametrize(
    ("step", "now"),
    [
        ({"seconds": 90}, "2026-03-18T12:01:30+00:00"),
        ({"seconds": 0}, FROZEN),
        ({"seconds": 0.5}, FROZEN),
        ({"by": "1h30m"}, "2026-03-18T13:30:00+00:00"),
        ({"by": "PT1H30M"}, "2026-03-18T13:30:00+00:00"),
        ({"by": "2d"}, "2026-03-20T12:00:00+00:00"),
        ({"by": "P1W"}, "2026-03-25T12:00:00+00:00"),
        ({"to": "2026-03-18T14:00:00+01:00"}, "2026-03-18T13:00:00+00:00"),
        ({"to": FROZEN}, FROZEN),
    ],
)
def test_the_clock_is_advanced_by_seconds_by_a_duration_or_to_a_moment(world: World, step: object, now: str) -> None:
    answer = world.control.post("/clock/advance", json=step)

    assert answer.status_code == 200
    assert answer.json() == {"now": now, "mode": "frozen", "offset_seconds": 0, "ran": []}
    assert world.clock.now() == now


@pytest.mark.parametrize(
    ("step", "complaint"),
    [
        ({}, "body must have one of seconds, by, to"),
        ({"seconds": 1, "by": "1s"}, "body must have one of seconds, by, to"),
        ({"seconds": -1}, "seconds must not go back"),
        ({"seconds": "1"}, "seconds must be a number"),
        ({"seconds": True}, "seconds must be a number"),
        ({"seconds": None}, "seconds must be a number"),
        ({"seconds": 1e300}, "seconds is too far away"),
        ({"seconds": 1e11}, "seconds must be between the years"),
        ({"seconds": 2**63}, "seconds"),
        ({"by": "soon"}, "by must be a duration such as"),
        ({"by": ""}, "by is empty"),
        ({"by": "-1h"}, "by must be a duration such as"),
        ({"by": "1h30"}, "by must be a duration such as"),
        ({"by": "P1Y"}, "by must be a duration such as"),
        ({"by": "9" * 400 + "s"}, "by is too far away"),
        ({"to": "2026-03-18T11:59:59Z"}, "to must not go back"),
        ({"to": "99999-01-01T00:00:00Z"}, "to must be a moment such as"),
        ({"to": "9999-01-01T00:00:00Z"}, "to must be between the years"),
        ({"to": 1773835200}, "to must be a string"),
        ({"minutes": 1}, "minutes is not a field of this request"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused_and_the_clock_stays(world: World, step: object, complaint: str) -> None:
    answer = world.control.post("/clock/advance", json=step)

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(complaint)
    assert world.clock.now() == FROZEN


def test_a_clock_that_runs_goes_on_from_where_it_stands(world: World) -> None:
    facts = world.control.put("/clock", json={"mode": "running"}).raise_for_status().json()

    assert facts["mode"] == "offset"
    moved = datetime.fromisoformat(world.clock.now()) - datetime.fromisoformat(FROZEN)
    assert timedelta() <= moved < timedelta(minutes=1)


def test_a_running_clock_is_set_and_advanced(world: World) -> None:
    world.control.put("/clock", json={"mode": "running", "at": "2030-01-01T00:00:00Z"}).raise_for_status()
    world.clock.advance(days=1)

    assert world.clock.now().startswith("2030-01-02T00:0")


def test_the_clock_can_be_set_back(world: World) -> None:
    world.clock.freeze("2001-01-01T00:00:00Z")

    assert world.clock.now() == "2001-01-01T00:00:00+00:00"


def test_a_clock_can_follow_real_time(world: World) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    facts = world.control.put("/clock", json={"mode": "real"}).raise_for_status().json()

    assert (facts["mode"], facts["offset_seconds"]) == ("real", 0)
    assert before <= datetime.fromisoformat(facts["now"]) <= datetime.now(UTC)


def test_freezing_without_a_moment_stops_at_the_second_that_is_shown(world: World) -> None:
    world.control.put("/clock", json={"mode": "real"}).raise_for_status()

    facts = world.control.put("/clock", json={"mode": "frozen"}).raise_for_status().json()

    assert world.control.post("/clock/advance", json={"to": facts["now"]}).json()["now"] == facts["now"]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ({}, "mode is missing"),
        ({"mode": "stopped"}, "mode must be one of real, running, frozen"),
        ({"mode": ["real"]}, "mode must be one of"),
        ({"mode": "real", "at": FROZEN}, "at does not go with the mode real"),
        ({"mode": "frozen", "at": "never"}, "at must be a moment"),
        ({"mode": "frozen", "at": "3000-01-01T00:00:00Z"}, "at must be between the years"),
        ({"mode": "frozen", "at": None}, "at must be a string"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_and_the_clock_stays(world: World, body: object, complaint: str) -> None:
    answer = world.control.put("/clock", json=body)

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(complaint)
    assert world.control.get("/clock").json() == {"now": FROZEN, "mode": "frozen", "offset_seconds": 0}

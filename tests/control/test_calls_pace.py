"""How calls go on by themselves, while they are held too, in clones, after a reset and from the same seed."""

from typing import Any

import pytest

from tests.conftest import Clock, Server, World
from tests.control.calls import (
    DANIEL,
    PRIYA,
    complaint,
    done,
    incoming,
    listed,
    paced,
    shown,
)

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


@pytest.mark.xdist_group("twins")
def test_the_same_seed_gives_the_same_calls(twins: tuple[Server, Server]) -> None:
    def told(server: Server) -> list[bytes]:
        with server.client("/_sandbox") as control:
            calls = [control.post("/calls/incoming", json={}), control.post("/calls", json={"recorded": True})]
            calls += [control.post("/calls", json={"direction": "internal"}), control.post("/calls/incoming", json={"user": PRIYA})]
            first = calls[0].json()["id"]
            calls += [control.post(f"/calls/{first}/answer"), control.post(f"/calls/{first}/transfer", json={"to": DANIEL})]
            control.post("/clock/advance", json={"by": "1h"}).raise_for_status()
            answers = [*calls, control.get("/calls?limit=10000")]
            return [answer.raise_for_status().content.replace(server.url.encode(), b"") for answer in answers]

    first, second = map(told, twins)
    assert first == second
    assert len(set(first)) == len(first)

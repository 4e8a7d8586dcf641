"""What live calls cost: each has one piece of work waiting, whatever was done with it, and nothing polls."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sandbox.app import Sandbox, create_app
from sandbox.schedule.store import ScheduleStore
from sandbox.settings import Settings
from sandbox.tenfold.calls.progress import ENDING, KIND
from tests.control.calls import DANIEL, HELEN, NOBODYS
from tests.in_process import ask

Story = list[tuple[str, int]]
"""What is done, and with which call: the newest is 0."""
Act = Callable[[Sandbox, str], Any]


def post(path: str, **body: Any) -> Act:
    """What is done with a call."""
    return lambda app, call: ask(app, "POST", f"/_sandbox/calls/{call}/{path}", json=body)


def pace(**changes: Any) -> Act:
    return lambda app, _: ask(app, "PATCH", "/_sandbox/calls", json=changes)


def come(**wish: Any) -> Act:
    return lambda app, _: ask(app, "POST", "/_sandbox/calls/incoming", json={"number": NOBODYS, **wish})


def advance(by: str) -> Act:
    return lambda app, _: ask(app, "POST", "/_sandbox/clock/advance", json={"by": by})


def set_back(app: Sandbox, _: str) -> Any:
    return ask(app, "PUT", "/_sandbox/clock", json={"mode": "frozen", "at": "2026-03-18T12:00:00Z"})


ACTS = {
    **{name: post(name) for name in ("ring", "answer", "hangup")},
    "talk": post("talk", seconds=30),
    "talk for no time": post("talk", seconds=0),
    "pass on to Daniel": post("transfer", to=DANIEL),
    "pass on to Helen": post("transfer", to=HELEN),
    "comes in": come(),
    "comes in, held": come(held=True),
    "hold": pace(hold=True),
    "release": pace(hold=False),
    "nobody answers": pace(answered=0),
    "somebody answers": pace(answered=1, ringing=0),
    "ten seconds": advance("10s"),
    "ten minutes": advance("10m"),
    "back to noon": set_back,
}


@pytest.fixture(scope="module")
def app() -> Iterator[Sandbox]:
    app = create_app(Settings(ephemeral=True, scenario="demo", seed=7, frozen=datetime(2026, 3, 18, 12, tzinfo=UTC)))
    yield app
    app.worlds.close()


@pytest.fixture(autouse=True)
def afresh(app: Sandbox) -> None:
    reset(app)


def reset(app: Sandbox) -> None:
    ask(app, "POST", "/_sandbox/reset").raise_for_status()


def calls_of(app: Sandbox) -> tuple[bool, list[dict[str, Any]]]:
    """Whether they are held, and those that live or have ended lately."""
    answer = ask(app, "GET", "/_sandbox/calls?limit=60").raise_for_status().json()
    return answer["pace"]["hold"], answer["calls"]


def waiting(app: Sandbox) -> Counter[tuple[str, str]]:
    with app.worlds.get("default").database.read() as rows:
        return Counter((task.payload["call"], task.kind) for task in ScheduleStore(rows).all() if task.kind in (KIND, ENDING))


def expected(app: Sandbox) -> Counter[tuple[str, str]]:
    """One for each call that has something to come to; while the world's are held, only for an end that somebody has ordered."""
    hold, calls = calls_of(app)
    found = waiting(app)
    due = [call["id"] for call in calls if call["next"]]
    ordered = {call for call, kind in found if kind == ENDING}
    return Counter({(call, ENDING if call in ordered else KIND): 1 for call in due if call in ordered or not hold})


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(story=[("talk", 0), ("pass on to Daniel", 0), ("talk", 0), ("hangup", 0)])
@example(story=[("hold", 0), ("talk", 0), ("comes in", 0), ("release", 0), ("hold", 0), ("ten minutes", 0)])
@given(story=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 1)), min_size=8, max_size=25))
def test_each_call_waits_once_for_what_it_comes_to_and_one_that_ended_or_is_held_for_nothing(
    app: Sandbox, story: list[tuple[str, int]]
) -> None:
    reset(app)
    before = {call["id"] for call in calls_of(app)[1]}
    for name, choice in [("comes in", 0), ("comes in, held", 0), *story]:
        own = [call["id"] for call in calls_of(app)[1] if call["id"] not in before] or ["none"]
        answer = ACTS[name](app, own[choice % len(own)])
        assert answer.status_code < 500
        assert waiting(app) == expected(app), name
    live = [call for call in calls_of(app)[1] if call["state"] != "ended"]
    assert all(bool(call["next"]) or call["held"] for call in live)


def test_a_hundred_calls_in_progress_wait_for_their_ends_and_nothing_else(app: Sandbox) -> None:
    for _ in range(100):
        call = come()(app, "").json()["id"]
        post("talk", seconds=3600)(app, call).raise_for_status()

    ran = advance("59m")(app, "").json()["ran"]

    assert ran == []
    assert sorted(waiting(app).values()) == [1] * 100
    assert len(advance("1m")(app, "").json()["ran"]) == 100
    assert waiting(app) == Counter()

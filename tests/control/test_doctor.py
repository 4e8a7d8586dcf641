"""What the doctor finds."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, update

from sandbox.app import Sandbox, create_app
from sandbox.schedule.store import ScheduleStore, tasks
from sandbox.settings import Settings
from sandbox.tenfold.tables.call_texts import call_texts
from sandbox.tenfold.tables.calls import calls
from tests.conftest import World
from tests.in_process import ask
from tests.receiver import Receiver

NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)


@pytest.fixture
def app() -> Iterator[Sandbox]:
    app = create_app(Settings(ephemeral=True, frozen=NOON))
    yield app
    app.worlds.close()


def found(app: Sandbox) -> dict[str, tuple[bool, str]]:
    answer: dict[str, Any] = ask(app, "GET", "/_sandbox/doctor").raise_for_status().json()
    assert answer["ok"] == all(each["ok"] for each in answer["findings"])
    return {each["check"]: (each["ok"], each["says"]) for each in answer["findings"]}


def test_a_fresh_world_is_well(world: World) -> None:
    answer = world.control.get("/doctor").json()

    assert answer["ok"]
    assert [each["check"] for each in answer["findings"]] == ["clock", "schedule", "webhooks", "faults", "analytics"]
    assert answer["findings"][-1]["says"] == "the numbers of 5 organizations add up"


def test_it_says_which_messages_were_given_up(world: World) -> None:
    with Receiver(answer=500) as receiver:
        hook = {"url": receiver.url, "waits": []}
        world.control.post("/webhooks/endpoints", json=hook).raise_for_status()
        world.control.post("/webhooks/trigger", json={"event": "workflow"}).raise_for_status()
        world.control.post("/webhooks/drain").raise_for_status()

    answer = world.control.get("/doctor").json()

    webhooks = next(each for each in answer["findings"] if each["check"] == "webhooks")
    assert (answer["ok"], webhooks["ok"], webhooks["says"]) == (False, False, "0 messages delivered, 0 waiting, 1 given up")


def test_it_says_which_work_was_given_up(app: Sandbox) -> None:
    with app.worlds.get("default").database.begin() as rows:
        ScheduleStore(rows).add("tenfold.call", NOON, call="x")
        rows.execute(update(tasks).values(failure="boom"))

    assert found(app)["schedule"] == (False, "1 pieces of due work were given up: tenfold.call {'call': 'x'}")


def test_it_says_which_numbers_do_not_add_up(app: Sandbox) -> None:
    with app.worlds.get("default").database.begin() as rows:
        rows.execute(update(calls).values(direction="Sideways").where(calls.c.direction == "Inbound"))

    ok, says = found(app)["analytics"]

    assert not ok
    assert says.startswith("Ferrybank: the company counts")


def test_it_says_which_calls_a_search_would_miss(app: Sandbox) -> None:
    with app.worlds.get("default").database.begin() as rows:
        rows.execute(delete(call_texts))

    ok, says = found(app)["analytics"]

    assert not ok
    assert "calls are found by no search" in says

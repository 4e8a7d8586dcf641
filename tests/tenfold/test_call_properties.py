"""Whatever is done with calls, in whatever order: v1, v2, the events and the control API tell the same story of each."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import httpx
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Server, World, numbers
from tests.facts import fact
from tests.tenfold.conftest import ADMIN, REGULAR, Tenfold

PRIYA = "priya.raman@ferrybank.example"
ORDER = ["queued", "ringing", "in-progress", "completed"]
V2_OF = {"queued": {"Ringing"}, "ringing": {"Ringing"}, "in-progress": {"Connected"}, "completed": {"Hangup", "Missed"}}
SHARED = ("id", "phoneNumber", "direction", "organizationId", "userId", "extension")
DETAIL_ONLY = ("pbxCallId", "callerIdName", "crmRecordId", "status")

STEPS: st.SearchStrategy[tuple[str, dict[str, Any]]] = st.one_of(
    st.sampled_from([("ring", {}), ("answer", {}), ("hangup", {}), ("client hangup", {}), ("record", {}), ("unrecord", {})]),
    st.builds(lambda seconds: ("talk", {"seconds": seconds}), st.sampled_from([0.5, 7, 90])),
    st.builds(lambda to: ("transfer", {"to": to}), st.sampled_from([ADMIN, REGULAR, PRIYA])),
    st.builds(lambda seconds: ("advance", {"seconds": seconds}), st.sampled_from([0, 0.001, 1, 5, 40, 700])),
)
BEGINNINGS = st.sampled_from(["originate", "incoming", "incoming held"])
AT_CLIENTS = {"client hangup": "hangup", "record": "startRecording", "unrecord": "stopRecording"}


class Story:
    """A line of calls: the one that was begun, and those that it was passed on to."""

    def __init__(self, tenfold: Tenfold, client: httpx.Client, beginning: str) -> None:
        self.tenfold, self.client, self.control = tenfold, client, tenfold.world.control
        if beginning == "originate":
            begun = client.post("/api/v1/calls/originate", data={"phoneNumber": "15125551212"}).raise_for_status().json()["call"]
        else:
            asked = {"user": ADMIN, "number": "15125551212", "held": beginning.endswith("held")}
            begun = self.control.post("/calls/incoming", json=asked).raise_for_status().json()
        self.line = [str(begun["id"])]

    def do(self, step: str, given: Mapping[str, Any]) -> None:
        """With the last call of the line. What its state forbids is refused, and that is part of the story."""
        call, before = self.line[-1], self.v1(self.line[-1])
        if step == "advance":
            self.tenfold.world.clock.advance(**given)
            return
        if step in AT_CLIENTS:
            answer = self.client.post(f"/api/v1/calls/{call}/{AT_CLIENTS[step]}")
        else:
            answer = self.control.post(f"/calls/{call}/{step}", json=given or None)
        if step == "transfer" and answer.is_success:
            self.line.append(str(answer.json()["id"]))
        assert answer.status_code in (200, 201, 400, 409, 422), answer.text
        assert answer.is_success or self.v1(call) == before

    def v1(self, call: str) -> dict[str, Any]:
        shown: dict[str, Any] = self.client.get(f"/api/v1/calls/{call}").raise_for_status().json()["call"]
        return shown

    def v2(self, call: str) -> dict[str, Any]:
        shown: dict[str, Any] = self.client.get(f"/v2/calls/{call}").raise_for_status().json()["data"]
        return shown

    def events(self, call: str) -> list[dict[str, Any]]:
        """In the order in which they are to be sent."""
        messages = self.control.get("/webhooks/messages", params={"limit": 1000}).raise_for_status().json()["messages"]
        own = [self.control.get(f"/webhooks/messages/{each['id']}").json() for each in messages if each["cause"] == call]
        return [orjson.loads(each["body"]) for each in own]


@pytest.fixture(scope="module")
def tenfold(server: Server) -> Iterator[Tenfold]:
    """A world for all examples, and an endpoint at which events wait."""
    control, name = server.client("/_sandbox"), f"stories-{next(numbers)}"
    control.post("/worlds/default/clone", json={"name": name}).raise_for_status()
    world = World(server, name)
    hook = {"url": "http://127.0.0.1:9/", "vendor": "tenfold", "organization": "Ferrybank", "paused": True}
    world.control.post("/webhooks/endpoints", json=hook).raise_for_status()
    yield Tenfold(world)
    control.delete(f"/worlds/{name}").raise_for_status()


@fact("T1-10", "T2-02", "T2-05", "TE-01")
@settings(max_examples=30, deadline=None)
@given(beginning=BEGINNINGS, steps=st.lists(STEPS, max_size=9))
def test_both_versions_and_the_events_agree_on_every_call(
    tenfold: Tenfold, beginning: str, steps: list[tuple[str, dict[str, Any]]]
) -> None:
    with tenfold.world.with_token(f"JWT {tenfold.jwt()}") as client:
        story = Story(tenfold, client, beginning)
        for step, given in steps:
            story.do(step, given)
        for call in story.line:
            versions_agree(story, call)
            events_agree(story, call)
        history_agrees(story)
        lists_agree(story)
        story.do("hangup", {})
        versions_agree(story, story.line[-1])
        events_agree(story, story.line[-1])


def milliseconds(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def versions_agree(story: Story, call: str) -> None:
    v1, v2, facts = story.v1(call), story.v2(call), story.control.get(f"/calls/{call}").json()
    over, answered = v1["status"] == "completed", facts["answered_at"] is not None
    assert v2["status"] in V2_OF[v1["status"]]
    assert (v2["status"] == "Missed") == (over and not answered and v2["direction"] == "Inbound")
    assert milliseconds(v1["startTime"]) == v2["startTime"]
    assert [v1[name] for name in SHARED] == [v2[name] for name in SHARED]
    assert (v1["phoneSystemCallId"], v1.get("recordingLink")) == (v2["pbxCallId"], v2.get("recordingLink"))
    assert ("duration" in v1, "endTime" in v1) == (over, over and answered)
    assert v1.get("duration", 0) == v2["duration"] == (milliseconds(v1["endTime"]) - v2["startTime"] if "endTime" in v1 else 0)
    assert ("recordingLink" in v1) == (over and facts["recording"] != "not-recorded")
    assert v2["isTransfer"] == (call in story.line[1:])


def events_agree(story: Story, call: str) -> None:
    """Each status of the table once and in its order; the last event is what v1 shows now."""
    events = story.events(call)
    statuses = [event["call"]["status"] for event in events]
    assert statuses == [status for status in ORDER if status in statuses]
    assert statuses[-1] == story.v1(call)["status"]
    assert events[-1]["call"] == story.v1(call)
    assert all(
        not {"duration", "endTime", "recordingLink"} & event["call"].keys() for event in events if event["call"]["status"] != "completed"
    )
    assert sorted(event["timestamp"] for event in events) == [event["timestamp"] for event in events]


def history_agrees(story: Story) -> None:
    """One entry for each time that it was passed on, whichever call of the line one asks about."""
    shown = [story.v2(call) for call in story.line]
    for call in story.line:
        history = story.client.get(f"/v2/calls/{call}/transfer-history").json()["data"]
        assert [(each["callId"], each["callUserId"], each["callUserExtension"], each["callDuration"]) for each in history] == [
            (each["id"], each["userId"], each["extension"], each["duration"]) for each in shown[:-1]
        ]
        assert [each["extension"] for each in history] == [each["extension"] for each in shown[1:]]


def lists_agree(story: Story) -> None:
    by_v1 = {each["id"]: each for each in story.client.get("/api/v1/calls?pageSize=500").json()["calls"]}
    by_v2 = {each["id"]: each for each in story.client.get("/v2/calls?pageSize=500").json()["data"]}
    assert list(by_v1) == list(by_v2)
    for call in story.line:
        assert by_v1[call] == {name: value for name, value in story.v1(call).items() if name != "status"}
        assert by_v2[call] == {name: value for name, value in story.v2(call).items() if name not in DETAIL_ONLY}


@fact("T2-05")
def test_a_call_that_is_passed_on_again_and_again_within_a_moment_keeps_its_history_in_turn(tenfold: Tenfold) -> None:
    with tenfold.world.with_token(f"JWT {tenfold.jwt()}") as client:
        story = Story(tenfold, client, "incoming held")
        for to in (REGULAR, PRIYA, ADMIN, REGULAR):
            story.do("answer", {})
            story.do("transfer", {"to": to})

        assert len(story.line) == 5
        history_agrees(story)
        lists_agree(story)


@fact("T1-10", "T2-02", "TE-01")
def test_while_the_clock_runs_every_one_tells_the_same_milliseconds(tenfold: Tenfold) -> None:
    """What is finer than a millisecond is dropped from the start and the end before anything is made of them."""
    tenfold.world.control.put("/clock", json={"mode": "running"}).raise_for_status()
    with tenfold.world.with_token(f"JWT {tenfold.jwt()}") as client:
        for _ in range(8):
            story = Story(tenfold, client, "incoming held")
            for step in ("answer", "hangup"):
                story.do(step, {})
            versions_agree(story, story.line[0])
            events_agree(story, story.line[0])
        planted = tenfold.world.control.post("/calls", json={"user": ADMIN, "duration": 1.0006}).raise_for_status().json()["id"]
        versions_agree(story, planted)
    tenfold.world.control.put("/clock", json={"mode": "frozen"}).raise_for_status()


@fact("T1-10", "T2-05")
def test_a_clock_that_is_set_back_lets_no_call_end_before_it_began(tenfold: Tenfold) -> None:
    now = tenfold.world.clock.now()
    with tenfold.world.with_token(f"JWT {tenfold.jwt()}") as client:
        story = Story(tenfold, client, "incoming held")
        story.do("answer", {})
        tenfold.world.clock.freeze("2026-03-18T11:00:00Z")
        story.do("transfer", {"to": REGULAR})
        story.do("answer", {})
        story.do("hangup", {})

        assert [story.v2(call)["duration"] for call in story.line] == [0, 0]
        for call in story.line:
            versions_agree(story, call)
        history_agrees(story)
    tenfold.world.clock.freeze(now)

"""Conversations under control: held, processed by hand, failed, listed, cloned, reset, and refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import refused, sandbox
from tests.conftest import FROZEN, Server, World
from tests.demo import API_TOKEN, HELEN
from tests.facts import fact

LINE = {"speaker": HELEN, "text": "Good morning."}


def new(world: World, **wish: Any) -> str:
    return str(world.control.post("/conversations", json=wish).raise_for_status().json()["id"])


def show(world: World, own_id: str) -> dict[str, Any]:
    facts: dict[str, Any] = world.control.get(f"/conversations/{own_id}").raise_for_status().json()
    return facts


def listed(world: World, query: str = "") -> list[str]:
    return [each["id"] for each in world.control.get(f"/conversations{query}").raise_for_status().json()["conversations"]]


def process(world: World, own_id: str, **how: Any) -> dict[str, Any]:
    facts: dict[str, Any] = world.control.post(f"/conversations/{own_id}/process", json=how).raise_for_status().json()
    return facts


def test_an_answer_says_all_there_is_to_say(world: World) -> None:
    answer = world.control.post("/conversations", json={"kind": "call", "service": "Zoom", "participants": [HELEN, "kim@acme.example"]})

    facts = answer.json()
    assert answer.status_code == 201
    assert facts == show(world, facts["id"])
    times = {"received_at": FROZEN, "transcribed_at": None, "completed_at": None, "next_at": "2026-03-18T12:06:00+00:00"}
    known = {"state": "received", "process": "auto", "kind": "call", "service": "Zoom", "ended_at": FROZEN}
    assert facts | times | known == facts
    assert {each["email"]: each["role"] for each in facts["participants"]} == {HELEN: "caller", "kim@acme.example": "callee"}


def test_a_held_one_waits_until_somebody_asks(world: World) -> None:
    own_id = new(world, process="held")
    assert world.clock.advance(days=3)["ran"] == []
    assert (show(world, own_id)["state"], show(world, own_id)["next_at"]) == ("received", None)

    assert process(world, own_id, until="transcribed")["state"] == "transcribed"
    complete = process(world, own_id)
    assert complete["state"] == "complete"
    assert complete["transcribed_at"] == complete["completed_at"] == "2026-03-21T12:00:00+00:00"
    assert process(world, own_id) == process(world, own_id, fail=True) == complete


@fact("FF-WH-20")
def test_one_that_is_processed_ahead_of_its_time_is_left_alone_by_the_schedule(world: World) -> None:
    ahead, halfway = new(world), new(world)
    process(world, ahead)
    process(world, halfway, until="transcribed")

    world.clock.advance(minutes=11)
    assert (show(world, halfway)["state"], show(world, halfway)["transcribed_at"]) == ("transcribed", FROZEN)
    world.clock.advance(minutes=1)
    assert [show(world, each)["completed_at"] for each in (ahead, halfway)] == [FROZEN, "2026-03-18T12:12:00+00:00"]


@fact("FF-WH-20")
def test_how_long_processing_takes_can_be_said(world: World) -> None:
    own_id = new(world, process_after=90.5)
    world.clock.advance(seconds=45)
    assert show(world, own_id)["state"] == "received"
    world.clock.advance(seconds=1)
    assert show(world, own_id)["state"] == "transcribed"
    world.clock.advance(seconds=44.5)
    assert show(world, own_id)["state"] == "complete"


@fact("FF-WH-26")
def test_a_failed_one_stays_so_until_it_is_processed_again(world: World) -> None:
    own_id = new(world)
    assert process(world, own_id, fail=True)["state"] == "failed"
    world.clock.advance(hours=1)
    assert (show(world, own_id)["state"], show(world, own_id)["transcribed_at"]) == ("failed", None)

    assert process(world, own_id, until="transcribed")["state"] == "transcribed"
    world.clock.advance(seconds=1)  # its time is long past
    assert show(world, own_id)["state"] == "complete"


def test_a_world_that_holds_them_lets_them_go_on_later(world: World) -> None:
    assert world.control.patch("/conversations", json={"hold": True}).json() == {"hold": True, "every": None}
    own_id = new(world)
    world.clock.advance(hours=1)
    assert show(world, own_id)["state"] == "received"

    world.control.patch("/conversations", json={"hold": False}).raise_for_status()
    world.clock.advance(seconds=1)

    assert show(world, own_id)["state"] == "complete"


def test_one_comes_in_every_so_often_until_that_is_ended(world: World) -> None:
    world.control.patch("/conversations", json={"every": 600}).raise_for_status()
    world.clock.advance(minutes=35)
    assert [show(world, own_id)["received_at"][11:16] for own_id in listed(world)] == ["12:30", "12:20", "12:10"]
    assert [show(world, own_id)["state"] for own_id in listed(world)] == ["received", "complete", "complete"]

    world.control.patch("/conversations", json={"every": 60}).raise_for_status()
    world.clock.advance(minutes=2)
    assert len(listed(world)) == 5
    world.control.patch("/conversations", json={"every": None}).raise_for_status()
    world.clock.advance(hours=2)
    assert len(listed(world)) == len(listed(world, "?state=complete")) == 5


def test_the_newest_is_listed_first_and_a_planted_one_is_complete(world: World) -> None:
    first, second = new(world), new(world, process="held")
    world.clock.advance(hours=1)

    assert listed(world) == [second, first]
    assert listed(world, "?state=received") == [second]
    with world.with_token("sandbox-demo-api-token") as odata:
        planted = odata.get("/odata/Conversations?$top=1&$orderby=started_at").json()["value"][0]["id"]
    assert show(world, planted)["state"] == "complete"
    assert process(world, planted)["id"] == planted


def test_a_clone_goes_on_by_itself_and_a_reset_forgets_all(world: World) -> None:
    own_id = new(world)
    twin = World(world.server, f"{world.name}-twin")
    world.control.post(f"/worlds/{world.name}/clone", json={"name": twin.name}).raise_for_status()

    world.control.post("/reset").raise_for_status()
    twin.clock.advance(minutes=12)

    assert show(twin, own_id)["state"] == "complete"
    assert world.control.get("/conversations").json() == {"controls": {"hold": False, "every": None}, "conversations": []}
    assert world.control.get(f"/conversations/{own_id}").json()["error"]["code"] == "unknown_conversation"
    twin.control.delete(f"/worlds/{twin.name}").raise_for_status()


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"titel": "x"}, "titel is not a field of this request; "),
    ({"workspace": "Ferybank"}, "workspace is no workspace: 'Ferybank'; did you mean Ferrybank?"),
    ({"kind": "letter"}, "kind must be one of meeting, call, email, ticket, chat"),
    ({"service": "Zom"}, "service is no service of Four/Four: 'Zom'; did you mean Zoom?"),
    ({"name": " "}, "name is empty"),
    ({"purpose": "fun"}, "purpose must be one of sales, customer_success, "),
    ({"started_at": "yesterday"}, "started_at must be a moment such as "),
    ({"participants": HELEN}, "participants must be a list"),
    ({"participants": [HELEN]}, "participants must be two or more, unless a transcript says who speaks"),
    ({"participants": [], "transcript": [LINE]}, "participants has nobody"),
    ({"participants": [HELEN, "kim"]}, "participants[1] must be an e-mail address"),
    ({"participants": [f"p{number}@acme.example" for number in range(1001)]}, "participants must be 1000 or fewer"),
    ({"transcript": [LINE | {"speaker": str(number)} for number in range(1001)]}, "participants must be 1000 or fewer"),
    ({"insights": [{"type": "praise", "text": "x"}] * 1001}, "insights must be 1000 or fewer"),
    ({"participants": [HELEN, {}]}, "participants[1] must have a name or an email"),
    ({"participants": [HELEN, {"mail": "x"}]}, "participants[1].mail is not a field of it; did you mean email?"),
    ({"participants": [HELEN, {"email": HELEN.upper()}]}, "participants[1] takes part already"),
    ({"participants": [HELEN, 3]}, "participants[1] must be an object"),
    ({"transcript": []}, "transcript must have at least one line"),
    ({"transcript": ["Good morning."]}, "transcript[0] must be an object"),
    ({"transcript": [LINE, {"speaker": HELEN}]}, "transcript[1].text is missing"),
    ({"transcript": [LINE, LINE | {"text": ""}]}, "transcript[1].text is empty"),
    (
        {"participants": [HELEN, "kim@acme.example"], "transcript": [LINE, LINE, LINE | {"speaker": "Bob"}]},
        "transcript[2].speaker is not one of the participants: 'Bob'",
    ),
    ({"insights": [{"type": "praise"}]}, "insights[0].text is missing"),
    ({"insights": [{"type": "praise", "text": "x", "sentiment": "so so"}]}, "insights[0].sentiment must be one of positive, "),
    ({"insights": [{"type": "praise", "text": "x", "quote": "Never said"}]}, "insights[0].quote is what nobody says"),
    (
        {"insights": [{"type": "praise", "text": "x", "topics": ["Planing the day"]}]},
        "insights[0].topics[0] is no topic of the workspace: ",
    ),
    ({"labels": ["Renewall"]}, "labels[0] is no label of the workspace: 'Renewall'; did you mean Renewal?"),
    ({"labels": ["Strategic account"]}, "labels[0] is no label of the workspace: "),
    ({"process": "soon"}, "process must be one of auto, held"),
    ({"process_after": -1}, "process_after must be from 0 to 31622400"),
    ({"process_after": "1h"}, "process_after must be a number"),
]


@pytest.mark.parametrize(("wish", "rule"), REFUSED)
def test_slips_are_refused_and_nothing_is_left_behind(world: World, wish: dict[str, Any], rule: str) -> None:
    with world.with_token("sandbox-demo-api-token") as odata:
        before = odata.get("/odata/Participants/$count").text
        answer = world.control.post("/conversations", json=wish)

        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid_field")
        assert answer.json()["error"]["message"].startswith(rule)
        assert odata.get("/odata/Participants/$count").text == before
    assert listed(world) == []


def test_other_slips_are_refused_too(world: World) -> None:
    own_id = new(world)
    for path, body in (
        (f"/conversations/{own_id}/process", {"until": "received"}),
        (f"/conversations/{own_id}/process", {"until": "complete", "fail": True}),
    ):
        assert world.control.post(path, json=body).json()["error"]["code"] == "invalid_field"
    assert world.control.post("/conversations/nope/process").json()["error"]["code"] == "unknown_conversation"
    assert world.control.patch("/conversations", json={"every": 0}).json()["error"]["message"] == "every must be from 1 to 31622400"
    assert world.control.patch("/conversations", json={"hold": None}).json()["error"]["code"] == "invalid_field"
    assert world.control.get("/conversations?state=done").json()["error"]["code"] == "invalid_field"
    assert world.control.get("/conversations?kind=call").json()["error"]["code"] == "invalid_field"


@pytest.mark.xdist_group("twins")
def test_the_same_seed_gives_the_same_conversations(twins: tuple[Server, Server]) -> None:
    def told(server: Server) -> list[bytes]:
        with server.client("/_sandbox") as control, server.client("/odata", headers={"Authorization": f"Bearer {API_TOKEN}"}) as read:
            ids = [control.post("/conversations").json()["id"] for _ in range(5)]
            control.patch("/conversations", json={"every": 3600}).raise_for_status()
            control.post("/clock/advance", json={"by": "3h"}).raise_for_status()
            paths = [f"/Conversations/{own_id}?$expand=participants,fragments,insights,calendar_events" for own_id in ids]
            answers = [read.get(path) for path in paths] + [control.get("/conversations")]
            return [answer.raise_for_status().content.replace(server.url.encode(), b"") for answer in answers]

    first, second = map(told, twins)
    assert first == second
    assert len(set(first)) == 6


def test_the_command_line_does_the_same(world: World, tmp_path: Path) -> None:
    where = {"SANDBOX_URL": world.server.url, "SANDBOX_WORLD": world.name}
    file = tmp_path / "talk.txt"
    file.write_text(f"{HELEN}: How was it?\n\nKim: The map is slow: very.\n")
    made = sandbox("conversation", "new", "--kind", "call", "--name", "Maps", "--transcript", file, "--held", "--json", **where)
    own_id = json.loads(made.stdout)["id"]

    assert f"{own_id}  received  call" in sandbox("conversation", "list", **where).stdout
    assert "Helen Castellano" in sandbox("conversation", "show", own_id, **where).stdout
    assert "transcribed" in sandbox("conversation", "process", own_id, "--until", "transcribed", **where).stdout
    assert json.loads(sandbox("conversation", "process", own_id, "--json", **where).stdout)["state"] == "complete"
    drawn = sandbox("conversation", "new", "--participant", HELEN, "--participant", "kim@acme.example", "--process-after", "60", **where)
    assert "next_at         2026-03-18T12:00:30+00:00" in drawn.stdout
    assert own_id not in sandbox("conversation", "list", "--state", "received", **where).stdout
    file.write_text("Who said this?\n")
    code, complaint = refused("conversation", "new", "--transcript", file, **where)
    assert (code, "line 1 is not of the form" in complaint) == (2, True)
    file.write_bytes("kim@acme.example: Grüße\n\nmüller@acme.example: ...\n".encode() + b"m\xfcller: Nein\n")
    code, complaint = refused("conversation", "new", "--transcript", file, **where)
    assert (code, "line 4 is not UTF-8" in complaint) == (2, True)


def test_a_name_cannot_steer_the_terminal(world: World) -> None:
    new(world, name="Maps\x1b[2J\nnext\u202e")

    listed = sandbox("conversation", "list", SANDBOX_URL=world.server.url, SANDBOX_WORLD=world.name).stdout

    assert listed.splitlines()[1].endswith(r"  Maps\x1b[2J\nnext\u202e")

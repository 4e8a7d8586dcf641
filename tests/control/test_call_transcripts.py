"""Calls that are planted with what was said on them."""

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.control.talk_time import LONGEST
from tests.cli.command import refused, sandbox
from tests.conftest import World
from tests.tenfold.conftest import Tenfold

HELLO = {"speaker": "agent", "text": "Good morning, Ferrybank, how can I help?"}
LINE = {"speaker": "client", "text": "The map is slow, and the map is wrong."}


def planted(world: World, **wish: Any) -> dict[str, Any]:
    call: dict[str, Any] = world.control.post("/calls", json={"number": "15125550100", **wish}).raise_for_status().json()
    return call


def words(world: World, call: str, what: str = "transcript") -> Any:
    return Tenfold(world).signed_in().get(f"/v2/analytics/calls/{call}/{what}").raise_for_status().json()["data"]


def test_a_call_takes_as_long_as_its_words_and_is_recorded(world: World) -> None:
    call = planted(world, transcript=[HELLO, LINE])

    assert call["has_transcript"]
    assert call["duration"] == 9
    assert call["recording"] == "recording-stopped"
    agent, client = words(world, call["id"])["participants"]
    assert [term["term"] for term in agent["transcript"]["segments"][0]["terms"]] == HELLO["text"].split()
    assert client["transcript"]["segments"][0]["language"] == "en"
    assert words(world, call["id"], "conversation")["participants"][0]["listeningScore"] == call["listening_score"]


def test_a_longer_call_ends_in_silence_and_a_score_may_be_given(world: World) -> None:
    call = planted(world, transcript=[HELLO, LINE], duration=80, listening_score=12.5)

    assert (call["duration"], call["listening_score"]) == (80, 12.5)
    assert words(world, call["id"], "conversation")["conversation"]["spokenDurationPercent"] < 10


def test_keywords_leave_out_the_small_words_of_the_language(world: World) -> None:
    call = planted(world, transcript=[LINE | {"text": "Die Karte ist die falsche Karte"}], language="de")

    assert [each["term"] for each in words(world, call["id"], "keywords")["participants"][1]["keywords"]] == ["Karte", "falsche"]


def test_a_call_without_one_says_so(world: World) -> None:
    assert not planted(world)["has_transcript"]


@pytest.mark.parametrize(
    ("wish", "complaint"),
    [
        ({"transcript": []}, "transcript must have at least one line"),
        ({"transcript": HELLO}, "transcript must be a list"),
        ({"transcript": [HELLO, "Hello"]}, "transcript[1] must be an object"),
        ({"transcript": [HELLO, {"speaker": "client"}]}, "transcript[1].text is missing"),
        ({"transcript": [HELLO | {"text": " "}]}, "transcript[0].text is empty"),
        ({"transcript": [HELLO | {"speaker": "Helen"}]}, "transcript[0].speaker must be one of agent, client"),
        ({"transcript": [HELLO], "answered": False}, "transcript does not go with a call that nobody answered"),
        ({"transcript": [HELLO, LINE], "duration": 8}, "duration must be 9 or more: the transcript takes so long to say"),
        ({"transcript": [HELLO], "recorded": False}, "recorded must not be false for a call that has a transcript"),
        ({"language": "de"}, "language is a transcript's, and the call has none"),
        ({"transcript": [HELLO], "language": "xx"}, "language must be one of en, de, fr"),
        ({"transcript": [HELLO | {"text": "so " * 3 * LONGEST}]}, "transcript takes 112696 seconds to say; a call lasts 86400 at most"),
    ],
)
def test_what_cannot_have_been_is_refused(world: World, wish: dict[str, Any], complaint: str) -> None:
    answer = world.control.post("/calls", json={"number": "15125550100", **wish})

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(complaint)
    assert world.control.get("/calls?live=true").json()["calls"] == []


def test_the_command_line_does_the_same(world: World, tmp_path: Path) -> None:
    where = {"SANDBOX_URL": world.server.url, "SANDBOX_WORLD": world.name}
    file = tmp_path / "talk.txt"
    file.write_text("agent: Good morning.\n\nclient: The map is slow: very.\n")

    made = sandbox("call", "plant", "--number", "15125550100", "--transcript", file, "--json", **where)

    call = json.loads(made.stdout)
    assert (call["has_transcript"], call["duration"]) == (True, 5)
    file.write_text("Who said this?\n")
    code, complaint = refused("call", "plant", "--transcript", file, **where)
    assert (code, "line 1 is not of the form" in complaint) == (2, True)

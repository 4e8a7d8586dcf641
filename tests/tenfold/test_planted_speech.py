"""What was said on the calls of the demo: the words of Four/Four's fragments."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, select

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.growth import grow
from sandbox.cast.kind import Kind
from sandbox.fourfour.tables import ENTITY_TABLES
from sandbox.tenfold.seeding.call_rows import call_id
from sandbox.tenfold.speech.conversation import conversation
from sandbox.tenfold.speech.store import SpeechStore
from sandbox.tenfold.tables.calls import calls
from tests.facts import fact
from tests.planting import ANCHOR, demo, planted

FRAGMENTS = ENTITY_TABLES["Fragments"]


@pytest.fixture(scope="module")
def rows() -> Iterator[Connection]:
    yield from planted(demo())


def houses() -> list[AnchoredWorkspace]:
    scenario = demo()
    return [AnchoredWorkspace(each, ANCHOR) for each in grow(scenario, scenario.seed).workspaces]


@fact("T2-23")
def test_a_dialogue_on_the_phone_has_the_same_words_at_the_same_times_in_both_products(rows: Connection) -> None:
    spoken = [(house, each) for house in houses() for each in house.workspace.dialogues if each.kind is Kind.CALL]

    assert {house.workspace.key for house, _ in spoken} == {"ferrybank", "skerry"}
    for house, dialogue in spoken:
        wanted = select(FRAGMENTS).where(FRAGMENTS.c.conversation_id == house.own_id("conversation", dialogue.key))
        fragments = rows.execute(wanted.order_by(FRAGMENTS.c.position)).mappings().all()
        speech = SpeechStore(rows).get(call_id(house.workspace.key, f"call-{dialogue.key}"))
        assert speech
        assert speech.language == dialogue.language
        assert [(each.text, each.start, each.end) for each in speech.utterances] == [
            (each["text"], each["start"], each["end"]) for each in fragments
        ]
        assert [each.speaker == "agent" for each in speech.utterances] == [line.speaker in house.colleagues for line in dialogue.transcript]


@fact("T2-25")
def test_every_call_agrees_with_what_was_said_on_it(rows: Connection) -> None:
    for call in rows.execute(select(calls)).mappings():
        speech = SpeechStore(rows).get(call["id"])
        assert call["has_transcript"] is (speech is not None)
        if speech is None:
            assert call["listening_score"] is None
            continue
        assert call["recording"] == "recording-stopped"
        assert call["organization_id"] == speech.organization_id
        assert speech.utterances[-1].end <= call["duration"] / 1000
        figures = conversation(speech, length=call["duration"] / 1000)
        assert call["listening_score"] == figures["participants"][0]["listeningScore"]
        assert figures["conversation"]["spokenDurationPercent"] <= 100

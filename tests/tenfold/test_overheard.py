"""The words of ordinary calls, which no dialogue of the cast tells."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise, product
from math import gcd

import pytest
from sqlalchemy import Connection, select

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.phone_notes import NOTES
from sandbox.tenfold.seeding.overheard import LENGTHS, STEP, overheard
from sandbox.tenfold.seeding.phone_talk import ASIDES, MATTERS
from sandbox.tenfold.seeding.planted_call import PlantedCall
from sandbox.tenfold.speech.store import SpeechStore
from sandbox.tenfold.tables.calls import calls
from tests.planting import ANCHOR, demo, planted

FERRYBANK = AnchoredWorkspace(demo().workspaces[0], ANCHOR)
HELEN, OTHER = FERRYBANK.workspace.colleagues[0], FERRYBANK.workspace.people[0]
RECORDED, UNRECORDED = "recorded-4", "recorded-1"
"""Keys; which calls are recorded follows from them."""


@pytest.fixture(scope="module")
def rows() -> Iterator[Connection]:
    yield from planted(demo())


def call(subject: str | None, seconds: int, *, direction: str = "Inbound", ago: int = 1, key: str = RECORDED) -> PlantedCall:
    began = ANCHOR - timedelta(days=ago)
    return PlantedCall(key=key, colleague=HELEN, number="1", direction=direction, began=began, seconds=seconds, subject=subject)


def test_every_subject_has_its_words_and_no_aside_comes_twice() -> None:
    assert set(NOTES) == set(MATTERS)
    assert gcd(STEP, len(ASIDES)) == 1


@pytest.mark.parametrize(("subject", "direction"), [*product(MATTERS, ("Inbound", "Outbound"))])
def test_words_follow_each_other_and_fill_the_call(subject: str, direction: str) -> None:
    for seconds in LENGTHS:
        said = overheard(call(subject, seconds, direction=direction), OTHER, FERRYBANK)
        assert said[0].speaker == ("agent" if direction == "Inbound" else "client")
        assert all(one.end <= other.start for one, other in pairwise(said))
        assert seconds - 2 < said[-1].end <= seconds
        assert len({each.text for each in said}) == len(said)
        assert not any("{" in each.text for each in said)


def test_nobody_heard_what_was_not_recorded_too_long_ago_too_long_or_of_no_everyday_subject() -> None:
    subject = next(iter(MATTERS))
    heard = [
        call(subject, 90),
        call(subject, 90, key=UNRECORDED),
        call(subject, 90, ago=40),
        call(subject, 400),
        call(subject, 0),
        call("Lunch", 90),
        call(None, 90),
    ]

    assert [bool(overheard(each, OTHER, FERRYBANK)) for each in heard] == [True] + [False] * 6


def test_about_half_of_the_recorded_calls_of_the_last_weeks_can_be_read(rows: Connection) -> None:
    recent = calls.c.recording_name.is_not(None), calls.c.duration >= 60_000, calls.c.started_at > ANCHOR - timedelta(weeks=4)
    found = rows.execute(select(calls.c.id, calls.c.has_transcript).where(*recent)).all()

    assert 0.3 < sum(each.has_transcript for each in found) / len(found) < 0.7
    assert all(SpeechStore(rows).get(each.id) for each in found if each.has_transcript)

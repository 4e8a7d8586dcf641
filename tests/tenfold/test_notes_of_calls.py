"""The notes of a demo's calls read as if people had written them: none stands all over the list."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from random import Random

import pytest
from sqlalchemy import select

from sandbox.cast.deck import APART, Deck
from sandbox.cast.phone_notes import NOTES, full_notes, hasty_notes
from sandbox.tenfold.seeding.call_notes import AMONG_COLLEAGUES, RECEPTION, STRANGERS, TRANSFERS
from sandbox.tenfold.tables.calls import calls
from tests.planting import demo, planted

MOST = 4


@pytest.fixture(scope="module", params=[4410, 7, 2026])
def notes(request: pytest.FixtureRequest) -> Iterator[dict[str, list[str | None]]]:
    """By organization, from the newest call on."""
    for rows in planted(demo(), seed=request.param):
        found = defaultdict[str, list[str | None]](list)
        for call in rows.execute(select(calls).order_by(calls.c.started_at.desc(), calls.c.id)):
            found[call.organization_id].append(call.description)
        yield found


def test_no_note_stands_more_than_a_few_times_in_an_organization(notes: dict[str, list[str | None]]) -> None:
    for own in notes.values():
        (note, times) = Counter(filter(None, own)).most_common(1)[0]
        assert times <= MOST, note


def test_the_bakery_is_told_of_less_than_three_times(notes: dict[str, list[str | None]]) -> None:
    assert all(own.count("New address is in. Old one is a bakery now.") < 3 for own in notes.values())


def test_the_newest_calls_of_an_organization_have_different_notes(notes: dict[str, list[str | None]]) -> None:
    for own in notes.values():
        assert own[0] is None or own[0] != own[1]
        newest = [note for note in own if note][:5]
        assert len(set(newest)) == len(newest)


def test_no_text_is_the_note_of_two_kinds_of_calls() -> None:
    texts = [*STRANGERS, *RECEPTION, *AMONG_COLLEAGUES]
    texts += [note for _, answered, took_over in TRANSFERS for note in (*answered, *took_over)]
    texts += [note for subject in NOTES for note in (*full_notes(subject), *hasty_notes(subject))]

    assert len(set(texts)) == len(texts)


def test_a_deck_deals_every_text_before_one_comes_again_and_the_same_one_days_later() -> None:
    deck = Deck([str(number) for number in range(30)], Random(1))
    dealt = [(deck.deal(-day // 2), day // 2) for day in range(60)]

    assert set(Counter(text for text, _ in dealt).values()) == {2}
    assert all(abs(one - other) > APART for (text, one) in dealt for same, other in dealt if text == same and one != other)


def test_a_deck_that_is_used_up_about_a_day_deals_on() -> None:
    deck = Deck(["a", "b"], Random(1))

    assert Counter(deck.deal(-1) for _ in range(10)) == {"a": 5, "b": 5}

"""What a transcript amounts to, as rules: the arithmetic that the vendor's own numbers confirm (tenfold.md, 9.5)."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.tenfold.speech.conversation import conversation, speech_segment
from sandbox.tenfold.speech.keywords import keywords, weight
from sandbox.tenfold.speech.measures import agents_score, listening_score, percent, words_per_minute
from sandbox.tenfold.speech.rows import speech_of, speech_values
from sandbox.tenfold.speech.speech import SPEAKERS, Speech, Utterance
from sandbox.tenfold.speech.stop_words import is_stop_word, languages
from sandbox.tenfold.speech.transcript import transcript
from tests.facts import fact

texts = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), min_size=1, max_size=9).map(" ".join).filter(str.strip)
hundredths = st.integers(0, 3000)


@st.composite
def speeches(draw: st.DrawFn) -> Speech:
    """Utterances one after the other, some in no time at all."""
    lines = draw(st.lists(st.tuples(st.sampled_from(SPEAKERS), texts, hundredths, hundredths), max_size=12))
    said, at = list[Utterance](), 0
    for speaker, text, silence, lasts in lines:
        start, at = at + silence, at + silence + lasts
        said.append(Utterance(speaker=speaker, start=start / 100, end=at / 100, text=text))
    language = draw(st.sampled_from([*languages(), "ja"]))
    return Speech(call_id="c", organization_id="o", id="i", language=language, utterances=tuple(said))


def spoken(*lines: tuple[str, str]) -> Speech:
    """Ten seconds each."""
    said = tuple(Utterance(speaker=name, start=at * 10.0, end=at * 10.0 + 10, text=text) for at, (name, text) in enumerate(lines))
    return Speech(call_id="c", organization_id="o", id="i", language="en", utterances=said)


def length_of(speech: Speech) -> float:
    return max((each.end for each in speech.utterances), default=0.0)


def segments(speech: Speech) -> dict[str, list[list[dict[str, Any]]]]:
    """The terms of each segment, by speaker."""
    return {each["name"]: [part["terms"] for part in each["transcript"]["segments"]] for each in transcript(speech)}


@fact("T2-25")
def test_speed_and_shares_are_those_of_the_vendors_sample() -> None:
    assert (words_per_minute(4667, 1827.84), words_per_minute(7192, 2822.49)) == (153.2, 152.89)
    assert percent(1827.84, 2822.49) == 64.76
    assert (percent(1827.84, 4059), percent(2822.49, 4059)) == (45.03, 69.54)
    assert percent(249.12, 334.2) == 74.54  # Clarify's own sample


@fact("T2-25")
@pytest.mark.parametrize(
    ("words", "start", "end", "speed"),
    [(6, 693.66, 694.95, 279.07), (54, 1356.54, 1379.19, 143.05), (9, 2.49, 5.13, 204.55), (3, 25.62, 28.11, 72.29)],
)
def test_a_segment_is_that_of_the_vendors_sample(words: int, start: float, end: float, speed: float) -> None:
    assert speech_segment(words, start, end) == {"wordCount": words, "wordsPerMinute": speed, "start": start, "end": str(end)}


@fact("TQ-27")
@pytest.mark.parametrize(("end", "text"), [(694.95, "694.95"), (9.3, "9.3"), (20.0, "20"), (100.0, "100"), (0.1 + 0.2, "0.3")])
def test_the_end_of_a_segment_is_a_text_of_two_decimals_at_most(end: float, text: str) -> None:
    assert speech_segment(1, 0.0, end)["end"] == text


@fact("T2-25")
def test_who_says_nothing_listens_best_and_who_says_everything_hears_little() -> None:
    assert (listening_score(0), listening_score(100)) == (95, 25)
    assert listening_score(64.76) == pytest.approx(49.76, abs=0.1)


@fact("T2-24")
def test_a_weight_is_the_share_of_the_most_frequent_keyword() -> None:
    assert [weight(count, 6) for count in (6, 5, 1)] == [1, 0.83, 0.17]


@fact("T2-24")
def test_keywords_come_by_count_and_then_by_letter_without_what_everybody_says() -> None:
    speech = spoken(
        ("agent", "The map, the MAP: Priya's map is slow! Don't they\u2019ll 40?"), ("agent", "Well, Slow apps."), ("client", "It is.")
    )

    found = keywords(speech)

    assert found[0]["keywords"] == [
        {"weight": 1, "term": "map", "count": 3},
        {"weight": 0.67, "term": "slow", "count": 2},
        {"weight": 0.33, "term": "apps", "count": 1},
        {"weight": 0.33, "term": "Priya", "count": 1},
    ]
    assert found[1] == {"name": "client", "keywords": []}


@fact("T2-24")
def test_what_is_a_stop_word_depends_on_the_language() -> None:
    assert {"en", "de", "fr"} <= set(languages())
    assert [is_stop_word("die", language) for language in ("en", "de", "fr")] == [False, True, False]
    assert is_stop_word("l'est", "fr")
    assert not is_stop_word("date", "en")
    assert is_stop_word("2026", "ja")


@fact("T2-25")
def test_somebody_who_is_silent_has_no_speed_and_no_segments() -> None:
    both = conversation(spoken(("client", "Is anybody there?")), length=20)

    agent, client = both["participants"]
    assert (agent["wordsPerMinute"], agent["spokenPercent"], agent["listeningScore"], agent["speechSegments"]) == (0, 0, 95, [])
    assert (client["spokenPercent"], client["spokenDurationPercent"], client["listeningScore"]) == (100, 50, 25)


@fact("T2-23")
@given(speeches())
def test_terms_are_said_in_turn_within_their_utterance(speech: Speech) -> None:
    found = segments(speech)

    for name in SPEAKERS:
        for utterance, terms in zip(speech.of(name), found[name], strict=True):
            assert [each["term"] for each in terms] == utterance.words
            assert utterance.start <= terms[0]["start"]
            assert round(terms[-1]["start"] + terms[-1]["dur"], 2) <= utterance.end
            assert all(round(one["start"] + one["dur"], 2) <= next_one["start"] for one, next_one in pairwise(terms))
            assert all(each["dur"] >= 0 and round(each["dur"], 2) == each["dur"] for each in terms)


@fact("T2-23")
@given(speeches())
def test_loudness_is_around_the_speakers_average_and_the_same_every_time(speech: Speech) -> None:
    for terms in segments(speech).values():
        energies = [term["energy"] for part in terms for term in part]
        assert sum(energies) == pytest.approx(0, abs=0.001 * (len(energies) + 1))
    assert transcript(speech) == transcript(speech)


@fact("T2-25")
@given(speeches())
def test_the_figures_of_the_conversation_are_the_sums_of_its_participants(speech: Speech) -> None:
    figures = conversation(speech, length=length_of(speech))
    both, together = figures["participants"], figures["conversation"]

    assert sum(each["wordCount"] for each in both) == together["wordCount"]
    assert sum(each["spokenDuration"] for each in both) == pytest.approx(together["spokenDuration"])
    assert sum(each["spokenPercent"] for each in both) == pytest.approx(100 if together["spokenDuration"] else 0, abs=0.02)
    for each in (*both, together):
        assert all(0 <= value <= 100 for name, value in each.items() if name.endswith("Percent"))
    for each in both:
        assert 25 <= each["listeningScore"] <= 95
        assert sum(part["wordCount"] for part in each["speechSegments"]) == each["wordCount"]
    assert agents_score(speech.utterances) == both[0]["listeningScore"]


@fact("T2-23", "T2-24", "T2-25")
@given(speeches())
def test_transcript_keywords_and_conversation_count_the_same_words(speech: Speech) -> None:
    figures = conversation(speech, length=length_of(speech))["participants"]
    terms = segments(speech)

    for each, told in zip(keywords(speech), figures, strict=True):
        assert told["wordCount"] == sum(map(len, terms[each["name"]]))
        assert sum(word["count"] for word in each["keywords"]) <= told["wordCount"]
        assert len(each["keywords"]) <= 20
        counts = [word["count"] for word in each["keywords"]]
        assert counts == sorted(counts, reverse=True)
        assert all(0 <= word["weight"] <= 1 for word in each["keywords"])


@given(speeches())
def test_what_was_said_is_kept_as_it_was_said(speech: Speech) -> None:
    assert speech_of(speech_values(speech)) == speech

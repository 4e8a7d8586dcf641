"""The figures of a conversation (tenfold.md, 9.5). The vendor's are Clarify's Conversation Dynamics (inferred)."""

from collections.abc import Iterable
from typing import Any

from sandbox.tenfold.analytics.speech import AGENT, SPEAKERS, Speech, Utterance

MOST, EACH_PERCENT = 95.0, 0.7
"""Who says nothing listens best. Inferred: Clarify has 95 for silence and 25 for a monologue; Tenfold's own client is 0.09 off the line."""


def conversation(speech: Speech, *, length: float) -> dict[str, Any]:
    """`participants` and `conversation` of T2-25. `length` is the recording's, in seconds: the call's (proposed)."""
    return {
        "participants": [_participant(name, speech, length) for name in SPEAKERS],
        "conversation": _together(speech.utterances, length),
    }


def agents_score(utterances: Iterable[Utterance]) -> float:
    """What a call has as its `listeningScore` (that it is the agent's is inferred, the scale of 0 to 100 proposed)."""
    spoken = list(utterances)
    own = spoken_duration(each for each in spoken if each.speaker == AGENT)
    return listening_score(percent(own, spoken_duration(spoken)))


def _participant(name: str, speech: Speech, length: float) -> dict[str, Any]:
    """Nobody ever interrupts (proposed; it is so in every public sample)."""
    own = speech.of(name)
    spoken, words = spoken_duration(own), word_count(own)
    share = percent(spoken, spoken_duration(speech.utterances))
    return {
        "name": name,
        "spokenDurationPercent": percent(spoken, length),
        "wordsPerMinute": words_per_minute(words, spoken),
        "interruptPercent": 0,
        "listeningScore": listening_score(share),
        "interruptDuration": 0,
        "spokenDuration": spoken,
        "wordCount": words,
        "interruptCount": 0,
        "spokenPercent": share,
        "interrupts": [],
        "speechSegments": [speech_segment(len(each.words), each.start, each.end) for each in own],
    }


def _together(utterances: tuple[Utterance, ...], length: float) -> dict[str, Any]:
    """Sums over the participants (inferred). That it is a `conversation`, without crosstalk, is proposed."""
    spoken, words = spoken_duration(utterances), word_count(utterances)
    return {
        "spokenDurationPercent": percent(spoken, length),
        "wordsPerMinute": words_per_minute(words, spoken),
        "interaction": "conversation",
        "crosstalkPercent": 0,
        "crosstalkSegments": [],
        "spokenDuration": spoken,
        "wordCount": words,
        "crosstalkDurationPercent": 0,
        "crosstalkDuration": 0,
    }


def speech_segment(words: int, start: float, end: float) -> dict[str, Any]:
    """One for each utterance (proposed). `end` is a text (confirmed: 10.27)."""
    return {
        "wordCount": words,
        "wordsPerMinute": words_per_minute(words, end - start),
        "start": round(start, 2),
        "end": f"{end:.2f}".rstrip("0").rstrip("."),
    }


def words_per_minute(words: int, seconds: float) -> float:
    """Confirmed by the sample: 4667 in 1827.84 seconds are 153.2, and all four segments."""
    return round(words / (seconds / 60), 2) if seconds else 0.0


def percent(part: float, whole: float) -> float:
    """Confirmed by the sample: 1827.84 of 2822.49 are 64.76."""
    return round(part / whole * 100, 2) if whole else 0.0


def listening_score(spoken_percent: float) -> float:
    return round(MOST - EACH_PERCENT * spoken_percent, 2)


def spoken_duration(utterances: Iterable[Utterance]) -> float:
    """Seconds."""
    return round(sum(each.seconds for each in utterances), 2)


def word_count(utterances: Iterable[Utterance]) -> int:
    return sum(len(each.words) for each in utterances)

"""How much, how fast and by whom it was spoken: `participants` and `conversation` of T2-25."""

from typing import Any

from sandbox.tenfold.speech.measures import listening_score, percent, spoken_duration, word_count, words_per_minute
from sandbox.tenfold.speech.speech import SPEAKERS, Speech, Utterance


def conversation(speech: Speech, *, length: float) -> dict[str, Any]:
    """`length` is the recording's, in seconds: the call's (proposed)."""
    return {
        "participants": [_participant(name, speech, length) for name in SPEAKERS],
        "conversation": _together(speech.utterances, length),
    }


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

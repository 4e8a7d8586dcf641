"""The arithmetic of speech (tenfold.md, 9.5). The vendor's is Clarify's Conversation Dynamics (inferred)."""

from collections.abc import Iterable

from sandbox.tenfold.speech.speech import AGENT, Utterance

MOST, EACH_PERCENT = 95.0, 0.7
"""Who says nothing listens best. Inferred: Clarify has 95 for silence and 25 for a monologue, Tenfold's client is 0.09 off."""


def words_per_minute(words: int, seconds: float) -> float:
    """Confirmed by the sample: 4667 in 1827.84 seconds are 153.2, and all four segments. Nobody who is silent is fast (proposed)."""
    return round(words / (seconds / 60), 2) if seconds else 0.0


def percent(part: float, whole: float) -> float:
    """Confirmed by the sample: 1827.84 of 2822.49 are 64.76. Of nothing, it is 0 (proposed)."""
    return round(part / whole * 100, 2) if whole else 0.0


def listening_score(spoken_percent: float) -> float:
    return round(MOST - EACH_PERCENT * spoken_percent, 2)


def agents_score(utterances: Iterable[Utterance]) -> float:
    """What a call has as its `listeningScore` (that it is the agent's is inferred, the scale of 0 to 100 proposed)."""
    spoken = list(utterances)
    own = spoken_duration(each for each in spoken if each.speaker == AGENT)
    return listening_score(percent(own, spoken_duration(spoken)))


def spoken_duration(utterances: Iterable[Utterance]) -> float:
    """Seconds."""
    return round(sum(each.seconds for each in utterances), 2)


def word_count(utterances: Iterable[Utterance]) -> int:
    return sum(len(each.words) for each in utterances)

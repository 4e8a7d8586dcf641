"""The words of an utterance as terms of T2-23: when each is said, and how loudly."""

from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Any

from sandbox.cast.dice import stream
from sandbox.tenfold.speech.speech import Utterance

BREATH = 2
"""Letters that every word takes longer than it is: a short one is not said in no time."""
GAP = 8
"""One part in so many of a word's time is the silence after it."""
LOUDNESS = 6.0
"""How far words are from the average, typically. The vendor's sample has 9.949 to 13.43, Clarify negative ones too."""


def terms_of(utterance: Utterance, energies: Iterator[float]) -> list[dict[str, Any]]:
    """In turn, each within the utterance. `start` and `dur` are seconds (inferred from the sample, like their two decimals)."""
    words = utterance.words
    return [
        {"term": word, "start": start / 100, "energy": energy, "dur": (end - start - (end - start) // GAP) / 100}
        for word, (start, end), energy in zip(words, pairwise(_bounds(words, utterance)), energies, strict=False)
    ]


def energies_of(words: int, *key: str) -> Iterator[float]:
    """Relative to the speaker's average (inferred: Clarify), which is therefore 0. The same ones for the same key (proposed)."""
    dice = stream(0, *key)
    drawn = [dice.gauss(0, LOUDNESS) for _ in range(words)]
    average = sum(drawn) / words if words else 0.0
    return iter([round(each - average, 3) for each in drawn])


def _bounds(words: Iterable[str], utterance: Utterance) -> list[int]:
    """Hundredths of a second: where each word begins, and where the last one ends."""
    start, end = round(utterance.start * 100), round(utterance.end * 100)
    said = list(accumulate((len(word) + BREATH for word in words), initial=0))
    return [start + (end - start) * each // said[-1] for each in said]

"""Texts to be dealt by day, so that readers seldom meet the same one again."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random

APART = 10
"""Working days between two of the same, while there are others."""


class Deck:
    def __init__(self, texts: Sequence[str], dice: Random) -> None:
        self._texts = dice.sample(texts, len(texts))
        self._dealt = Counter[str]()
        self._near = defaultdict[str, set[int]](set)

    def deal(self, day: int) -> str:
        """The one dealt least among those of which there is none about that day."""
        text = min(self._texts, key=lambda each: (day in self._near[each], self._dealt[each]))
        self._dealt[text] += 1
        self._near[text].update(range(day - APART, day + APART + 1))
        return text


class Decks:
    """One for each collection of texts."""

    def __init__(self, dice: Random) -> None:
        self._dice, self._decks = dice, dict[Sequence[str], Deck]()

    def deal(self, texts: Sequence[str], day: int) -> str:
        if texts not in self._decks:
            self._decks[texts] = Deck(texts, self._dice)
        return self._decks[texts].deal(day)

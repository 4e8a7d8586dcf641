"""What a participant talked about most: `participants` of T2-24."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.tenfold.speech.speech import SPEAKERS, Speech
from sandbox.tenfold.speech.stop_words import is_stop_word

MOST = 20
"""Of each participant (proposed)."""


def keywords(speech: Speech) -> list[dict[str, Any]]:
    return [{"name": name, "keywords": _keywords(_words(speech, name), speech.language)} for name in SPEAKERS]


def weight(count: int, highest: int) -> float:
    """Of the participant's most frequent keyword. Confirmed by Clarify's sample (5 of 6 are 0.83); Tenfold's looks invented (inferred)."""
    return round(count / highest, 2)


def _keywords(words: Iterable[str], language: str) -> list[dict[str, Any]]:
    """The most frequent first, and those of one count by their letters (proposed)."""
    spellings = defaultdict[str, list[str]](list)
    for word in words:
        if not is_stop_word(word, language):
            spellings[word.casefold()].append(word)
    counted = sorted((-len(found), word, _plainest(found)) for word, found in spellings.items())[:MOST]
    return [{"weight": weight(count, counted[0][0]), "term": term, "count": -count} for count, _, term in counted]


def _words(speech: Speech, name: str) -> Iterator[str]:
    """Without the punctuation around them (proposed)."""
    for utterance in speech.of(name):
        for word in utterance.words:
            if stripped := _stripped(word):
                yield stripped


def _stripped(word: str) -> str:
    """From the first letter or digit to the last; an English genitive is the word itself."""
    word = word.replace("\u2019", "'")  # the apostrophe of good typesetting
    inside = [at for at, letter in enumerate(word) if letter.isalnum()]
    return word[inside[0] : inside[-1] + 1].removesuffix("'s") if inside else ""


def _plainest(spellings: list[str]) -> str:
    """In lower case if it ever was, so that the beginning of a sentence makes no name of a word."""
    return max(spellings)

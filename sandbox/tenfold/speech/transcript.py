"""Who said which words and when: `participants` of T2-23."""

from collections.abc import Iterator
from typing import Any

from sandbox.tenfold.speech.measures import word_count
from sandbox.tenfold.speech.speech import SPEAKERS, Speech, Utterance
from sandbox.tenfold.speech.terms import energies_of, terms_of


def transcript(speech: Speech) -> list[dict[str, Any]]:
    """A segment for each utterance (proposed), so that they are the speech segments of T2-25."""
    return [{"transcript": {"segments": _segments(speech, name)}, "name": name} for name in SPEAKERS]


def _segments(speech: Speech, name: str) -> list[dict[str, Any]]:
    own = speech.of(name)
    energies = energies_of(word_count(own), speech.id, name)
    return [_segment(each, speech.language, energies) for each in own]


def _segment(utterance: Utterance, language: str, energies: Iterator[float]) -> dict[str, Any]:
    return {"language": language, "terms": terms_of(utterance, energies)}

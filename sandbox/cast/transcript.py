"""The words of a dialogue, and how long it takes to say them.

In a scenario file one line is one utterance, `speaker: words`. In a thread every line but the first begins with the moment at which the
message was sent, `[-3 14:05]`; what is spoken has no times of its own, they follow from the words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.cast.kind import Kind
from sandbox.cast.moments import Moment

WORDS_PER_SECOND = 2.3
"""A calm 138 words a minute."""

LONGEST_PAUSE = 45.0
"""Seconds: somebody shares a screen, somebody takes notes. Written transcripts are shorter than real ones."""

_LINE = re.compile(r"(?:\[(?P<sent>[^]]+)\] )?(?P<speaker>[a-z0-9_.-]+): (?P<text>.+)")

Span = tuple[float, float]
"""Start and end, in seconds from the start of the dialogue."""


@dataclass(frozen=True, kw_only=True)
class Utterance:
    speaker: str
    text: str
    sent: Moment | None = None


def parse_transcript(text: str) -> tuple[Utterance, ...]:
    return tuple(_utterance(line) for line in filter(None, map(str.strip, text.splitlines())))


def spoken_spans(texts: Sequence[str], pause: float) -> list[Span]:
    """`texts` one after the other, each followed by a pause of 0.3 to 1.7 times `pause` that depends on its length."""
    spans: list[Span] = []
    start = 0.0
    for text in texts:
        end = round(start + spoken_seconds(text), 2)
        spans.append((start, end))
        start = round(end + pause * (0.3 + len(text) * 37 % 50 / 35), 2)
    return spans


def spoken_seconds(text: str) -> float:
    return max(0.8, len(text.split()) / WORDS_PER_SECOND)


def _utterance(line: str) -> Utterance:
    match = _LINE.fullmatch(line)
    if not match:
        raise ValueError(f"{line[:60]!r} is no utterance; write 'speaker: words'")
    sent = Moment.parse(match["sent"]) if match["sent"] else None
    return Utterance(speaker=match["speaker"], text=match["text"], sent=sent)


def pause_between(texts: Sequence[str], kind: Kind, minutes: int) -> float:
    """Seconds between two utterances, on average: on the phone a breath, in a meeting as much as makes it fill most of its time."""
    if kind is Kind.CALL:
        return 1.2
    speech = sum(map(spoken_seconds, texts))
    return min(LONGEST_PAUSE, max(1.2, (0.7 * 60 * minutes - speech) / len(texts)))

"""The words of an ordinary call that was recorded: its matter, asides until its time is filled, and a farewell."""

from collections.abc import Iterator
from datetime import timedelta

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.people import Person
from sandbox.cast.records import Lead
from sandbox.cast.transcript import spoken_seconds, spoken_spans
from sandbox.tenfold.seeding.phone_talk import ASIDES, FAREWELL, GREETINGS, MATTERS
from sandbox.tenfold.seeding.planted_call import PlantedCall, drawn
from sandbox.tenfold.speech.speech import AGENT, CLIENT, Utterance

WEEKS = timedelta(weeks=4)
"""Older recordings were never transcribed."""
LENGTHS = range(70, 180)
"""Seconds: no matter is said in less, and nobody talks of the weather for longer."""
SPOKEN = 0.6
"""The part of a call in which somebody speaks, at least."""
STEP = 5
"""From aside to aside; it shares no divisor with their number, so that none comes twice."""
SPEAKERS = {"us": AGENT, "them": CLIENT}


def overheard(call: PlantedCall, other: Person | Lead, house: AnchoredWorkspace) -> tuple[Utterance, ...]:
    """The same ones for the same call. Nothing where nobody listened, or where the subject is no everyday one."""
    if call.seconds not in LENGTHS or call.subject not in MATTERS or call.began < house.anchor - WEEKS or not call.recorded_by_chance:
        return ()
    words = {"us": call.colleague.first_name, "them": other.first_name, "company": house.workspace.company.name}
    lines = [line.format(**words).partition(": ") for line in _lines(call, MATTERS[call.subject])]
    return _timed([(SPEAKERS[side], text) for side, _, text in lines], call.seconds)


def _lines(call: PlantedCall, matter: tuple[str, ...]) -> list[str]:
    lines, asides = [*GREETINGS[call.direction, matter[0].partition(":")[0]], *matter], _asides(call.key)
    missing = SPOKEN * call.seconds - sum(map(spoken_seconds, lines))
    while missing > 0 and (aside := next(asides, None)):
        lines += aside
        missing -= sum(map(spoken_seconds, aside))
    return [*lines, *FAREWELL]


def _asides(key: str) -> Iterator[tuple[str, ...]]:
    first = drawn(len(ASIDES), "aside", key)
    return (ASIDES[(first + STEP * at) % len(ASIDES)] for at in range(len(ASIDES)))


def _timed(lines: list[tuple[str, str]], seconds: int) -> tuple[Utterance, ...]:
    """With pauses of such a length that the last word is said a second before the end."""
    texts = [text for _, text in lines]
    speech, with_pauses = sum(map(spoken_seconds, texts)), spoken_spans(texts, 1.0)[-1][1]
    spans = spoken_spans(texts, (seconds - 1 - speech) / (with_pauses - speech))
    return tuple(Utterance(speaker=side, start=start, end=end, text=text) for (side, text), (start, end) in zip(lines, spans, strict=True))

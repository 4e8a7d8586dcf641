"""What a person wants to have been said on a call, read from JSON."""

from typing import Any

from sandbox.cast.kind import Kind
from sandbox.cast.transcript import pause_between, spoken_spans
from sandbox.control import fields
from sandbox.tenfold.calls.call import Call
from sandbox.tenfold.speech.speech import SPEAKERS, Speech, Utterance
from sandbox.world import World

_LINE: fields.Readers = {"speaker": fields.one_of(*SPEAKERS), "text": fields.filled}


def transcript(value: Any) -> tuple[Utterance, ...]:
    """Lines in turn, said as calmly as the cast speaks."""
    lines = [fields.fields_in(f"transcript[{at}]", each, _LINE, required=_LINE) for at, each in enumerate(fields.typed(value, list))]
    if not lines:
        raise ValueError("must have at least one line")
    texts = [line["text"] for line in lines]
    spans = spoken_spans(texts, pause_between(texts, Kind.CALL, 0))
    return tuple(
        Utterance(speaker=line["speaker"], start=start, end=end, text=line["text"]) for line, (start, end) in zip(lines, spans, strict=True)
    )


def speech_on(world: World, call: Call, said: tuple[Utterance, ...], language: str) -> Speech:
    own_id = world.chance.octets(12).hex()
    return Speech(call_id=call.id, organization_id=call.organization_id, id=own_id, language=language, utterances=said)

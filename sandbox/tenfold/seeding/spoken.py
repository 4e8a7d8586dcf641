"""What was said on a planted call: the words of its dialogue, at the times that Four/Four's fragments have."""

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.dialogue import Dialogue
from sandbox.cast.identifiers import hexadecimal
from sandbox.tenfold.speech.speech import AGENT, CLIENT, Speech, Utterance


def utterances_of(dialogue: Dialogue, house: AnchoredWorkspace) -> tuple[Utterance, ...]:
    """Colleagues are agents; everybody else is a client."""
    timed = zip(dialogue.transcript, house.spans(dialogue), strict=True)
    return tuple(
        Utterance(speaker=AGENT if each.speaker in house.colleagues else CLIENT, start=start, end=end, text=each.text)
        for each, (start, end) in timed
    )


def speech_on(call_id: str, organization_id: str, utterances: tuple[Utterance, ...], language: str) -> Speech:
    own_id = hexadecimal(24, "tenfold speech", call_id)
    return Speech(call_id=call_id, organization_id=organization_id, id=own_id, language=language, utterances=utterances)

"""How long a call that is over lasted, by what a person wants of it."""

from datetime import timedelta
from math import ceil
from typing import Any

from sandbox.errors import InvalidField
from sandbox.tenfold.speech.speech import Utterance

LONGEST = 86_400
"""Seconds of a call."""
USUAL = timedelta(minutes=3)


def talk_time(given: dict[str, Any]) -> timedelta | None:
    """None where nobody answered. Raises InvalidField for what contradicts itself."""
    if not given.get("answered", True):
        for name in ("duration", "recorded", "listening_score", "transcript"):
            if given.get(name):
                raise InvalidField(field=name, rule="does not go with a call that nobody answered")
        return None
    if "transcript" in given:
        return _spoken(given["transcript"], given.get("duration"))
    return timedelta(milliseconds=round(given["duration"] * 1000)) if "duration" in given else USUAL


def _spoken(said: tuple[Utterance, ...], duration: float | None) -> timedelta:
    """To the end of the last word, or longer if somebody wants that."""
    needed = ceil(said[-1].end)
    if needed > LONGEST:
        raise InvalidField(field="transcript", rule=f"takes {needed} seconds to say; a call lasts {LONGEST} at most")
    if duration is not None and duration < said[-1].end:
        raise InvalidField(field="duration", rule=f"must be {needed} or more: the transcript takes so long to say")
    return timedelta(milliseconds=round((needed if duration is None else duration) * 1000))

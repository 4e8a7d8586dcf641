"""What a hostile or unlucky network does to webhooks, on request, so that a receiver's defences are tested without luck. All of it is ours.

Which message is met is drawn from its id, so a world with a seed repeats it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum


class Mischief(StrEnum):
    DUPLICATE = "duplicate"
    """It comes a second time after it was taken."""
    REORDER = "reorder"
    """The next message to the endpoint comes before it."""
    DELAY = "delay"
    """It comes late."""
    WRONG_SIGNATURE = "wrong_signature"
    """At first it is signed with another secret."""
    TRUNCATED = "truncated"
    """At first only half of the body comes, with the signature of the whole."""
    STALE = "stale"
    """Its timestamp is a day old, and its signature right."""
    SLOW = "slow"
    """At first its body comes in drops."""


Chances = Mapping[Mischief, float]

LATE = timedelta(seconds=30)
"""By so much a message comes late; one that is to be overtaken waits so long for another, at most. On the world's clock."""
STALE_BY = timedelta(days=1)
DROPS = 8
DROP_PAUSE = 0.25
"""Seconds of real time between two drops of a slow body."""


def drawn(chances: Chances, message_id: str) -> tuple[Mischief, ...]:
    return tuple(kind for kind in Mischief if _luck(kind, message_id) < chances.get(kind, 0.0))


def spelled(kinds: Iterable[Mischief]) -> str:
    return " ".join(kinds)


def read(text: str) -> tuple[Mischief, ...]:
    return tuple(map(Mischief, text.split()))


def named(chances: Chances) -> dict[str, float]:
    """As JSON has it."""
    return {kind.value: chance for kind, chance in chances.items()}


def _luck(kind: Mischief, message_id: str) -> float:
    """From 0 to 1, the same for the same message."""
    return int.from_bytes(hashlib.sha256(f"{kind}/{message_id}".encode()).digest()[:6], "big") / 2**48

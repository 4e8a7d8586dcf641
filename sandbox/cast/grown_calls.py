"""The phone calls of a grown cast: three months of them, more of late."""

from collections.abc import Sequence
from datetime import time
from random import Random

from sandbox.cast.dice import stream
from sandbox.cast.grown_people import colleagues_of
from sandbox.cast.moments import Moment
from sandbox.cast.people import Colleague, Person
from sandbox.cast.records import Direction, PhoneCall
from sandbox.cast.scenario import Workspace
from sandbox.cast.trades import CALLS

REACH = 65
"""Working days."""
RECENT = 1.5
"""The power of a number between 0 and 1 that says how far back a call lies: 1 would spread them evenly."""
HOURS = (9, 9, 10, 10, 10, 11, 11, 12, 13, 14, 14, 14, 15, 15)
"""On the wall clock of the office. None so late that it would end after midnight UTC in Austin."""


def grow_phone_calls(workspace: Workspace, people: Sequence[Person], count: int, seed: int) -> list[PhoneCall]:
    dice, callers = stream(seed, workspace.key, "calls"), colleagues_of(workspace, "sales", "success", "support")
    return [_phone_call(f"{seed}-call-{position}", dice, callers, people) for position in range(count if people else 0)]


def _phone_call(key: str, dice: Random, callers: Sequence[Colleague], people: Sequence[Person]) -> PhoneCall:
    person, (subject, note), answered = dice.choice(people), dice.choice(CALLS), dice.random() < 0.7
    return PhoneCall(
        key=key,
        subject=subject,
        when=call_moment(dice, since=person.created),
        direction=Direction.OUTBOUND if dice.random() < 0.65 else Direction.INBOUND,
        colleague=dice.choice(callers).key,
        other=person.key,
        seconds=call_seconds(dice) if answered else 0,
        disposition="Connected" if answered else dice.choice(("No Answer", "Left Voicemail", "Busy")),
        note=note if answered and dice.random() < 0.8 else None,
    )


def call_moment(dice: Random, *, since: int = -REACH - 1) -> Moment:
    """In working hours after day `since`, for nobody is called before they are known."""
    reach = max(1, min(REACH, -since - 1))
    return Moment(-1 - int(reach * dice.random() ** RECENT), time(dice.choice(HOURS), dice.randrange(60)))


def call_seconds(dice: Random) -> int:
    """Two minutes and a half, typically, and some of half an hour."""
    return int(dice.lognormvariate(5.0, 0.8)) + 15

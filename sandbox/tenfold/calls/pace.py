"""How fast calls go on by themselves (proposed: no vendor could say)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from sandbox.tenfold.calls.call import Call, CallState, whole_millisecond

RINGS, TALKS = (4.0, 16.0), (20.0, 600.0)
"""Seconds, from and to: what is drawn where nobody has set it."""
USUAL_TALK = 90.0
"""Seconds. Half of all talks are shorter."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Seconds of the world's clock. `answered` is the chance that somebody answers; nobody waits longer than `unanswered`.

    What is None is drawn for each call. While a world has `hold`, its calls go on by hand only.
    """

    hold: bool = False
    queued: float = 1.0
    ringing: float | None = None
    answered: float = 1.0
    unanswered: float = 30.0
    talking: float | None = None


def planned(call: Call, pace: Pace, dice: Random, *, at: datetime) -> Call:
    """With the next state, and when it comes, as of the moment at which the call got its present one."""
    if call.held or not call.is_live:
        return replace(call, next_state=None, next_at=None)
    state, seconds = _next(call.state, pace, dice)
    after = at + timedelta(seconds=seconds)
    return replace(call, next_state=state, next_at=whole_millisecond(after))


def _next(state: CallState, pace: Pace, dice: Random) -> tuple[CallState, float]:
    if state is CallState.QUEUED:
        return CallState.RINGING, pace.queued
    if state is CallState.TALKING:
        return CallState.ENDED, _drawn_talk(dice) if pace.talking is None else pace.talking
    if dice.random() < pace.answered:
        return CallState.TALKING, dice.uniform(*RINGS) if pace.ringing is None else pace.ringing
    return CallState.ENDED, pace.unanswered


def _drawn_talk(dice: Random) -> float:
    shortest, longest = TALKS
    return min(max(USUAL_TALK * dice.lognormvariate(0.0, 0.7), shortest), longest)

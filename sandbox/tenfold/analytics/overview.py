"""`data.overview` of T2-27 to T2-30, and the two sides of a member (tenfold.md, 9.1 and 9.2; keys and their order are confirmed)."""

from typing import Any

from sandbox.tenfold.analytics.numbers import mean, number, share
from sandbox.tenfold.analytics.tally import Tally


def overview(tally: Tally) -> dict[str, Any]:
    score = tally.listening_score
    return {
        "calls": tally.calls,
        "notes": tally.notes,
        "crmMatch": tally.matched,
        "crmMatchRate": share(tally.matched, tally.calls),
        "duration": tally.duration,
        "avgListeningScore": None if score is None else number(score),
        "inbound": inbound(tally),
        "outbound": outbound(tally),
        "avgDuration": mean(tally.duration, tally.calls),
    }


def inbound(tally: Tally) -> dict[str, Any]:
    return {
        "calls": tally.inbound,
        "longCalls": tally.inbound_long,
        "duration": tally.inbound_duration,
        "avgDuration": mean(tally.inbound_duration, tally.inbound),
        "missed": tally.inbound - tally.answered,
        "answered": tally.answered,
    }


def outbound(tally: Tally) -> dict[str, Any]:
    return {
        "calls": tally.outbound,
        "longCalls": tally.outbound_long,
        "duration": tally.outbound_duration,
        "avgDuration": mean(tally.outbound_duration, tally.outbound),
        "connects": tally.connects,
        "connectRate": share(tally.connects, tally.outbound),
    }

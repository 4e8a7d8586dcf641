"""`data.graphs.user` and `data.members` of T2-27 to T2-30 (tenfold.md, 9.1 and 9.3; keys and their order are confirmed)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.tenfold.analytics.numbers import mean, minutes, number, rounded, share
from sandbox.tenfold.analytics.overview import inbound, outbound
from sandbox.tenfold.analytics.tally import Tally


@dataclass(frozen=True)
class Person:
    """Somebody who is listed. `hours` are 24."""

    id: str
    name: str
    tally: Tally
    hours: Sequence[Tally]


def user_graph(people: Sequence[Person]) -> dict[str, Any]:
    """Talk time in minutes, unrounded, and rates in percent with one decimal (confirmed). Nobody has targets (proposed)."""
    tallies, nothing = [person.tally for person in people], [0] * len(people)
    return {
        "labels": [person.name for person in people],
        "series": {
            "inbound": [tally.inbound for tally in tallies],
            "outbound": [tally.outbound for tally in tallies],
            "totalCalls": [tally.calls for tally in tallies],
            "talkTimeInbound": [number(minutes(tally.inbound_duration)) for tally in tallies],
            "talkTimeOutbound": [number(minutes(tally.outbound_duration)) for tally in tallies],
            "totalTime": [number(minutes(tally.duration)) for tally in tallies],
            "connects": [tally.connects for tally in tallies],
            "connectRate": [rounded(share(tally.connects, tally.outbound), 1) for tally in tallies],
            "notes": [tally.notes for tally in tallies],
            "outboundCallTarget": nothing,
            "inboundCallTarget": nothing,
            "outboundTimeTarget": nothing,
            "inboundTimeTarget": nothing,
        },
    }


def member(person: Person) -> dict[str, Any]:
    """T2-28 to T2-30."""
    tally = person.tally
    return {
        "id": person.id,
        "name": person.name,
        "calls": tally.calls,
        "crmMatch": tally.matched,
        "duration": tally.duration,
        "notes": tally.notes,
        "inbound": inbound(tally),
        "outbound": outbound(tally),
        "listeningScore": _score(tally),
        "avgDuration": mean(tally.duration, tally.calls),
        "crmMatchRate": share(tally.matched, tally.calls),
    }


def lone_member(person: Person) -> dict[str, Any]:
    """T2-27: in another order, and with two keys more (10.22), for e-mails that no endpoint knows of."""
    tally = person.tally
    return {
        "id": person.id,
        "name": person.name,
        "inbound": inbound(tally),
        "outbound": outbound(tally),
        "listeningScore": _score(tally),
        "calls": tally.calls,
        "duration": tally.duration,
        "avgDuration": mean(tally.duration, tally.calls),
        "notes": tally.notes,
        "crmMatch": tally.matched,
        "crmMatchRate": share(tally.matched, tally.calls),
        "emails": 0,
        "avgResponseTime": 0,
    }


def _score(tally: Tally) -> int | float | None:
    score = tally.listening_score
    return None if score is None else number(score)

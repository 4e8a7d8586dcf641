"""SQL of analytics: the database adds up, whatever the number of calls; what comes out is a row for each person and local hour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Integer, Select, bindparam, case, func, select, type_coerce

from sandbox.database.engine import Database
from sandbox.database.schema import from_milliseconds, milliseconds
from sandbox.database.statement import Statement
from sandbox.tenfold.analytics.crowd import Crowd, Kind
from sandbox.tenfold.analytics.period import MILLISECOND, Period, in_milliseconds, offsets
from sandbox.tenfold.analytics.tally import Tally
from sandbox.tenfold.tables.calls import calls
from sandbox.tenfold.tables.organizations import users

HOUR = 3_600_000
STARTED: ColumnElement[int] = type_coerce(calls.c.started_at, BigInteger)
START, END = bindparam("start", type_=BigInteger), bindparam("end", type_=BigInteger)
IN_PERIOD = (calls.c.organization_id == bindparam("organization"), STARTED >= START, STARTED <= END)
EARLIEST = Statement(select(calls.c.started_at).where(*IN_PERIOD).order_by(calls.c.started_at).limit(1))
LATEST = Statement(select(calls.c.started_at).where(*IN_PERIOD).order_by(calls.c.started_at.desc()).limit(1))

Hours = dict[str, dict[int, Tally]]
"""By person, and by local hour."""


async def tallies(database: Database, crowd: Crowd, values: Mapping[str, Any], period: Period, *, long_call: int) -> Hours:
    """Of inbound and outbound calls that began in the period; live ones count with a duration of 0 (proposed)."""
    start, end = in_milliseconds(period)
    own = {**values, "start": start, "end": end}
    ends = [database.fetch(statement, own) for statement in (EARLIEST, LATEST)]
    if not ends[0]:
        return {}
    pieces = _pieces(period, *(found for ((found,),) in ends))
    ahead = {f"{name}_{at}": value for at, piece in enumerate(pieces) for name, value in zip(("until", "ahead"), piece, strict=True)}
    found: Hours = {}
    for user_id, hour, *counts in await database.fetch_patiently(_sums(crowd, len(pieces)), {**own, **ahead, "long": long_call}):
        found.setdefault(user_id, {})[hour] = Tally(*counts)
    return found


def listed(database: Database, crowd: Crowd, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Id and name of those who are shown one by one, by name (proposed)."""
    return [(own_id, name) for own_id, name in database.fetch(_people(crowd), values)]


@dataclass(frozen=True)
class Counted:
    """Of all calls with somebody outside, as the table has them. `duration` is in milliseconds."""

    calls: int
    duration: int
    user_ids: Sequence[str]


def counted(rows: Connection, organization_id: str) -> Counted:
    own = (calls.c.organization_id == organization_id, calls.c.direction != "Internal")
    count, duration = rows.execute(select(func.count(), func.coalesce(func.sum(calls.c.duration), 0)).where(*own)).one()
    return Counted(count, duration, list(rows.execute(select(calls.c.user_id).where(*own).distinct()).scalars()))


def _pieces(period: Period, earliest: int, latest: int) -> list[tuple[int, int]]:
    """Until when local time is so far ahead of UTC, in milliseconds; as few as the calls need."""
    first, last = from_milliseconds(earliest), from_milliseconds(latest)
    return [(milliseconds(until), ahead // MILLISECOND) for until, ahead in offsets(period.zone, first, last)]


@cache
def _sums(crowd: Crowd, pieces: int) -> Statement:
    hour, spoken = _local_hour(pieces).label("hour"), (calls.c.direction == "Inbound") | (calls.c.direction == "Outbound")
    counts = [count.label(name) for name, count in _counts().items()]
    wanted = select(calls.c.user_id, hour, *counts).where(*IN_PERIOD, spoken, crowd.holds(calls.c.user_id))
    return Statement(wanted.group_by(calls.c.user_id, hour))


def _counts() -> dict[str, ColumnElement[Any]]:
    """By the names of a Tally, in their order."""
    inbound, outbound = calls.c.direction == "Inbound", calls.c.direction == "Outbound"
    talked, is_long = calls.c.answered_at.is_not(None), calls.c.duration >= bindparam("long", type_=BigInteger)
    by_name = {
        "inbound": _count(inbound),
        "inbound_long": _count(inbound & is_long),
        "inbound_duration": _time(inbound),
        "answered": _count(inbound & talked),
        "outbound": _count(outbound),
        "outbound_long": _count(outbound & is_long),
        "outbound_duration": _time(outbound),
        "connects": _count(outbound & talked),
        "notes": _count(calls.c.description.is_not(None) & (calls.c.description != "")),
        "matched": _count(calls.c.matched > 0),
        "score": func.coalesce(func.sum(calls.c.listening_score), 0.0),
        "scored": func.count(calls.c.listening_score),
    }
    return {name: by_name[name] for name in Tally._fields}


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _time(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, calls.c.duration), else_=0))


def _local_hour(pieces: int) -> ColumnElement[int]:
    ahead = [bindparam(f"ahead_{at}", type_=Integer) for at in range(pieces)]
    until = [bindparam(f"until_{at}", type_=BigInteger) for at in range(pieces)]
    shift: Any = ahead[0]
    if pieces > 1:
        shift = case(*((until[at] > STARTED, ahead[at]) for at in range(pieces - 1)), else_=ahead[-1])
    hour: ColumnElement[int] = (STARTED + shift) // HOUR % 24
    return hour


@cache
def _people(crowd: Crowd) -> Statement:
    """Who has left is not shown, and neither is whose analytics are not visible (inferred), unless they are asked for."""
    wanted: Select[Any] = select(users.c.id, users.c.name).where(users.c.organization_id == bindparam("organization"), ~users.c.deleted)
    if crowd.kind is not Kind.USER:
        wanted = wanted.where(users.c.analytics_visible)
    return Statement(wanted.where(crowd.holds(users.c.id)).order_by(users.c.name, users.c.id))

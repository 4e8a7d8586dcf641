"""SQL of reports: when people's calls began, and the calls themselves."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, select

from sandbox.database.engine import Database
from sandbox.database.statement import Statement
from sandbox.tenfold.analytics.period import Period, in_milliseconds
from sandbox.tenfold.analytics.store import IN_PERIOD, STARTED
from sandbox.tenfold.calls.store import NEWEST_FIRST
from sandbox.tenfold.tables.calls import calls, matches
from sandbox.tenfold.tables.crm import crm_records

QUARTER = 900_000
"""Milliseconds. Every zone's hours begin with one, so calls can be counted by it before anybody asks for the zone."""
MOST_CALLS = 20_000
"""In one report (proposed): at the worst a mail of 16 megabytes, and many servers refuse one of 20."""
LONGEST_NOTES = 500
"""Characters of notes in a report."""


class ListedCall(NamedTuple):
    """As the database has it: times are milliseconds since 1970."""

    id: str
    user_id: str
    started_at: int
    direction: str
    state: str
    answered_at: int | None
    duration: int
    phone_number: str
    caller_id_name: str | None
    subject: str | None
    listening_score: float | None
    notes: str | None


async def quarters(database: Database, organization: str, people: Sequence[str], period: Period) -> list[tuple[int, int]]:
    """Each quarter of an hour, counted from 1970, in which calls began, and how many."""
    found = await database.fetch_patiently(_quarters(len(people)), _values(organization, people, period))
    return [(quarter, count) for quarter, count in found]


async def newest_calls(database: Database, organization: str, people: Sequence[str], period: Period) -> list[ListedCall]:
    """Newest first; one more than `MOST_CALLS` if there are more."""
    values = _values(organization, people, period) | {"limit": MOST_CALLS + 1}
    return [ListedCall._make(row) for row in await database.fetch_patiently(_calls(len(people)), values)]


async def record_names(database: Database, organization: str, people: Sequence[str], period: Period) -> dict[str, list[str]]:
    """Of the CRM records that each of those calls is matched to, by name."""
    values = _values(organization, people, period) | {"limit": MOST_CALLS + 1}
    found: dict[str, list[str]] = {}
    for call_id, name in await database.fetch_patiently(_records(len(people)), values):
        found.setdefault(call_id, []).append(name)
    return found


def _values(organization: str, people: Sequence[str], period: Period) -> dict[str, Any]:
    start, end = in_milliseconds(period)
    return {"organization": organization, "start": start, "end": end, **{f"user_{at}": own_id for at, own_id in enumerate(people)}}


def _chosen(people: int) -> list[ColumnElement[bool]]:
    """The calls that the analytics of so many people count."""
    whose = calls.c.user_id.in_([bindparam(f"user_{at}") for at in range(people)])
    return [*IN_PERIOD, (calls.c.direction == "Inbound") | (calls.c.direction == "Outbound"), whose]


@lru_cache(maxsize=32)
def _quarters(people: int) -> Statement:
    quarter = (STARTED // QUARTER).label("quarter")
    shown: list[Any] = [quarter, func.count().label("calls")]
    return Statement(select(*shown).where(*_chosen(people)).group_by(quarter))


@lru_cache(maxsize=32)
def _calls(people: int) -> Statement:
    notes = func.substr(calls.c.description, 1, LONGEST_NOTES).label("notes")
    return Statement(_newest(select(*(calls.c[name] for name in ListedCall._fields[:-1]), notes), people))


@lru_cache(maxsize=32)
def _records(people: int) -> Statement:
    own = (crm_records.c.organization_id == matches.c.organization_id) & (crm_records.c.id == matches.c.record_id)
    wanted = select(matches.c.call_id, crm_records.c.name).select_from(matches.join(crm_records, own))
    wanted = wanted.where(matches.c.call_id.in_(_newest(select(calls.c.id), people)))
    return Statement(wanted.order_by(crm_records.c.name, crm_records.c.id))


def _newest(wanted: Select[Any], people: int) -> Select[Any]:
    return wanted.where(*_chosen(people)).order_by(*NEWEST_FIRST).limit(bindparam("limit", type_=Integer))

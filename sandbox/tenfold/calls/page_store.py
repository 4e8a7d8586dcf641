"""SQL of pages of calls with the records they are matched to: two statements a page, compiled once for each kind of list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, or_, select

from sandbox.database.engine import Database
from sandbox.database.statement import Statement
from sandbox.tenfold.calls.store import NEWEST_FIRST
from sandbox.tenfold.calls.wire_v2 import CallRow
from sandbox.tenfold.crm.wire import MatchedRecord
from sandbox.tenfold.tables.calls import calls, matches
from sandbox.tenfold.tables.crm import crm_records
from sandbox.tenfold.visibility import Reach, within

SHOWN = [calls.c[name] for name in CallRow._fields]
PARENT = crm_records.alias("parent")
RECORD = [crm_records.c[name] for name in ("id", "module", "name", "email", "description", "owner_id")]

Paged = list[tuple[CallRow, Sequence[MatchedRecord]]]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which calls: all in reach, and of those the ones of a `user` or of a CRM `record`, that `ended`, that began `since`, or one `call`.

    What it names is a parameter of that name, beside `organization` and `caller`.
    """

    reach: Reach
    user: bool = False
    record: bool = False
    call: bool = False
    ended: bool = False
    since: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        kept = [calls.c.organization_id == bindparam("organization"), within(self.reach, calls.c.user_id)]
        chosen = {
            calls.c.user_id == bindparam("user"): self.user,
            _of_record(): self.record,
            calls.c.id == bindparam("call"): self.call,
            calls.c.state == "ended": self.ended,
            calls.c.started_at >= bindparam("since", type_=Integer): self.since,
        }
        return kept + [condition for condition, wanted in chosen.items() if wanted]


def page(database: Database, choice: Choice, values: Mapping[str, Any], *, offset: int, limit: int) -> Paged:
    """Newest first."""
    of_calls, of_records = _statements(choice)
    given = {**values, "limit": limit, "offset": offset}
    found = [CallRow._make(row) for row in database.fetch(of_calls, given)]
    records = defaultdict[str, list[MatchedRecord]](list)
    for call_id, *record in database.fetch(of_records, given) if found else ():
        records[call_id].append(MatchedRecord(*record))
    return [(row, records.get(row.id, ())) for row in found]


@cache
def _statements(choice: Choice) -> tuple[Statement, Statement]:
    return Statement(_in_order(select(*SHOWN), choice)), Statement(_records_of(_in_order(select(calls.c.id), choice)))


def _in_order(wanted: Select[Any], choice: Choice) -> Select[Any]:
    paged = wanted.where(*choice.conditions()).order_by(*NEWEST_FIRST)
    return paged.limit(bindparam("limit", type_=Integer)).offset(bindparam("offset", type_=Integer))


def _records_of(call_ids: Select[Any]) -> Select[Any]:
    """By name, each with its parent's module and name."""
    own = (crm_records.c.organization_id == matches.c.organization_id) & (crm_records.c.id == matches.c.record_id)
    above = (PARENT.c.organization_id == crm_records.c.organization_id) & (PARENT.c.id == crm_records.c.parent_id)
    wanted = select(matches.c.call_id, *RECORD, PARENT.c.id, PARENT.c.module, PARENT.c.name)
    wanted = wanted.select_from(matches.join(crm_records, own).outerjoin(PARENT, above))
    return wanted.where(matches.c.call_id.in_(call_ids)).order_by(crm_records.c.name, crm_records.c.id)


def _of_record() -> ColumnElement[bool]:
    """That it is logged to or matched to (proposed: either)."""
    of_record = (matches.c.organization_id == bindparam("organization"), matches.c.record_id == bindparam("record"))
    return or_(calls.c.crm_record_id == bindparam("record"), calls.c.id.in_(select(matches.c.call_id).where(*of_record)))

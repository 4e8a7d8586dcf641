"""SQL of pages of calls, in v2 with the records they are matched to: one statement a page or three, compiled once."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Integer, Select, bindparam, literal_column, or_, select

from sandbox.database.engine import Database
from sandbox.database.functions import elements
from sandbox.database.schema import milliseconds
from sandbox.database.statement import Statement
from sandbox.tenfold.calls.filters import Filters
from sandbox.tenfold.calls.store import NEWEST_FIRST
from sandbox.tenfold.calls.wire import ListedCall
from sandbox.tenfold.calls.wire_v2 import CallRow
from sandbox.tenfold.crm.wire import MatchedRecord
from sandbox.tenfold.tables.calls import calls, matches
from sandbox.tenfold.tables.crm import crm_records
from sandbox.tenfold.visibility import Reach, within


def _listed(name: str) -> Select[tuple[str]]:
    """The ids in a parameter of that name, which is JSON."""
    return select(elements(bindparam(name)).table_valued("value").c.value)


SHOWN = [calls.c[name] for name in CallRow._fields]
LISTED = [calls.c[name] for name in ListedCall._fields]
PARENT = crm_records.alias("parent")
RECORD = [crm_records.c[name] for name in ("id", "module", "name", "email", "description", "owner_id")]
MATCHES = Statement(select(matches.c.call_id, matches.c.record_id).where(matches.c.call_id.in_(_listed("calls"))))
RECORDS = Statement(
    select(*RECORD, PARENT.c.id, PARENT.c.module, PARENT.c.name)
    .outerjoin(PARENT, (PARENT.c.organization_id == crm_records.c.organization_id) & (PARENT.c.id == crm_records.c.parent_id))
    .where(crm_records.c.organization_id == bindparam("organization"), crm_records.c.id.in_(_listed("records")))
    .order_by(crm_records.c.name, crm_records.c.id)
)
"""Each with its parent's module and name."""

Spell = Callable[[MatchedRecord], Any]
"""How a record is to stand beside its calls."""
Paged = list[tuple[CallRow, Sequence[Any]]]


CONDITIONS = {
    "after": calls.c.created_at > bindparam("after", type_=Integer),
    "before": calls.c.created_at < bindparam("before", type_=Integer),
    "direction": calls.c.direction == bindparam("direction"),
    "number": calls.c.phone_number.in_((bindparam("number"), literal_column("'1'").op("||")(bindparam("number")))),
}
"""By the names of Filters, whose values they take; moments as milliseconds."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which calls: all in reach, and of those the ones of a `user` or of a CRM `record`, that `ended`, that began `since`, or one `call`.

    What it names is a parameter of that name, beside `organization` and `caller`. Or those that are `named`,
    in a JSON array, without a look at all else.
    """

    reach: Reach
    user: bool = False
    record: bool = False
    call: bool = False
    ended: bool = False
    since: bool = False
    named: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        if self.named:
            return [calls.c.id.in_(_listed("named"))]
        kept = [calls.c.organization_id == bindparam("organization"), within(self.reach, calls.c.user_id)]
        chosen = {
            calls.c.user_id == bindparam("user"): self.user,
            _of_record(): self.record,
            calls.c.id == bindparam("call"): self.call,
            calls.c.state == "ended": self.ended,
            calls.c.started_at >= bindparam("since", type_=Integer): self.since,
        }
        return kept + [condition for condition, wanted in chosen.items() if wanted]


def page(database: Database, choice: Choice, values: Mapping[str, Any], spell: Spell, *, offset: int, limit: int) -> Paged:
    """Newest first, each with its records by name."""
    found = [CallRow._make(row) for row in database.fetch(_calls(choice), {**values, "limit": limit, "offset": offset})]
    records = _records(database, values["organization"], [row.id for row in found], spell)
    return [(row, records.get(row.id, ())) for row in found]


def page_v1(database: Database, reach: Reach, values: Mapping[str, Any], filters: Filters, *, offset: int, limit: int) -> list[ListedCall]:
    """Newest first."""
    given = {name: value for name, value in vars(filters).items() if value}
    moments = {name: milliseconds(value) for name, value in given.items() if isinstance(value, datetime)}
    found = database.fetch(_listed_calls(reach, *given), {**values, **given, **moments, "limit": limit, "offset": offset})
    return [ListedCall._make(row) for row in found]


def _records(database: Database, organization_id: str, call_ids: list[str], spell: Spell) -> Mapping[str, Sequence[Any]]:
    """By the call's id. A record is read and spelled once, however many calls of the page are matched to it."""
    calls_of, records = defaultdict[str, list[str]](list), defaultdict[str, list[Any]](list)
    for call_id, record_id in database.fetch(MATCHES, {"calls": json_text(call_ids)}):
        calls_of[record_id].append(call_id)
    given = {"organization": organization_id, "records": json_text(list(calls_of))}
    for record in map(MatchedRecord._make, database.fetch(RECORDS, given) if calls_of else ()):
        spelled = spell(record)
        for call_id in calls_of[record.id]:
            records[call_id].append(spelled)
    return records


@cache
def _calls(choice: Choice) -> Statement:
    return _newest(select(*SHOWN).where(*choice.conditions()))


@cache
def _listed_calls(reach: Reach, *filters: str) -> Statement:
    own = (calls.c.organization_id == bindparam("organization"), within(reach, calls.c.user_id))
    return _newest(select(*LISTED).where(*own, *(CONDITIONS[name] for name in filters)))


def _newest(wanted: Select[Any]) -> Statement:
    paged = wanted.order_by(*NEWEST_FIRST).limit(bindparam("limit", type_=Integer))
    return Statement(paged.offset(bindparam("offset", type_=Integer)))


def json_text(ids: Sequence[str]) -> str:
    """As a statement takes any number of them."""
    return orjson.dumps(ids).decode()


def _of_record() -> ColumnElement[bool]:
    """That it is logged to or matched to (proposed: either)."""
    of_record = (matches.c.organization_id == bindparam("organization"), matches.c.record_id == bindparam("record"))
    return or_(calls.c.crm_record_id == bindparam("record"), calls.c.id.in_(select(matches.c.call_id).where(*of_record)))

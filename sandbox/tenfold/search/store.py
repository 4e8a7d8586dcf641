"""SQL of the search for calls (T2-21): newest first, a bounded number of texts at a time, so that nobody waits for long."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, select, union_all

from sandbox.database.engine import Database
from sandbox.database.functions import position
from sandbox.database.statement import Statement
from sandbox.database.text_index import trigrams
from sandbox.tenfold.search.numbering import OF_ORGANIZATION
from sandbox.tenfold.tables.call_texts import call_text_index, call_texts
from sandbox.tenfold.visibility import Reach, within

FEWEST, MOST = 200, 2000
"""Texts that are looked at in one go. Most pages are full after the first; a text costs some millionths of a second."""

NEWEST = Statement(
    select(call_texts.c.number)
    .where(call_texts.c.organization_id == bindparam("organization"))
    .order_by(call_texts.c.started_at.desc(), call_texts.c.call_id.desc())
    .limit(1)
)


@dataclass(frozen=True, kw_only=True)
class Search:
    """For calls that have all `terms`, which are folded, among those in `reach` of the caller."""

    organization: str
    caller: str
    reach: Reach
    terms: tuple[str, ...]


def found(database: Database, search: Search) -> Iterator[list[str]]:
    """The ids of the calls, newest first, in portions of any size: between two of them somebody else may have his turn."""
    looked_up = trigrams(search.terms)
    statement = _statement(search.reach, len(search.terms), looked_up is not None)
    given = {"organization": search.organization, "caller": search.caller, "trigrams": looked_up}
    given |= {f"term_{position}": term for position, term in enumerate(search.terms)}
    newest = database.fetch(NEWEST, given)
    before, most = newest[0][0] + 1 if newest else 0, FEWEST
    least = before - before % OF_ORGANIZATION
    while rows := database.fetch(statement, {**given, "least": least, "before": before, "most": most}):
        yield [call_id for _, call_id, holds in rows if holds]
        before, most = rows[-1][0], MOST


@lru_cache
def _statement(reach: Reach, terms: int, by_index: bool) -> Statement:
    """Number and id of each candidate, and whether it is one to be found."""
    chosen = _candidates(by_index).subquery()
    said = [position(call_texts.c.text, bindparam(f"term_{number}")) > 0 for number in range(terms)]
    # A CASE stops at the first that does not hold, an AND among the columns would not.
    holds = case((and_(within(reach, call_texts.c.user_id), *said), 1), else_=0)
    wanted = select(call_texts.c.number, call_texts.c.call_id, holds.label("holds"))
    return Statement(wanted.join(chosen, chosen.c.number == call_texts.c.number).order_by(chosen.c.number.desc()))


def _candidates(by_index: bool) -> Select[Any]:
    """The next numbers of texts that may hold the terms; those that are not in the index may always."""
    number = call_texts.c.number
    every = select(number.label("number"))
    if not by_index:
        return _newest(every.where(_in_turn(number)))
    indexed, key = call_text_index.candidates()
    both = union_all(indexed.where(_in_turn(key)), every.where(~call_texts.c.indexed, _in_turn(number))).subquery()
    return _newest(select(both.c.number))


def _in_turn(number: ColumnElement[int]) -> ColumnElement[bool]:
    return and_(number < bindparam("before", type_=Integer), number >= bindparam("least", type_=Integer))


def _newest(numbers: Select[Any]) -> Select[Any]:
    return numbers.order_by(numbers.selected_columns[0].desc()).limit(bindparam("most", type_=Integer))

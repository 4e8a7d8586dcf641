"""A read, compiled once for its shape: only the reader's tenant, keys, literals and the page's place differ from request to request."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, FromClause, String, bindparam, func, select

from sandbox.database.engine import Database
from sandbox.database.statement import Statement
from sandbox.odata.grammar import Lifted, Literal
from sandbox.odata.literals import Parameter
from sandbox.odata.model import EntitySet, Model
from sandbox.odata.order import Order
from sandbox.odata.paths import KEY, Step


@dataclass(frozen=True)
class Selection:
    """The rows that a path means: a set, the steps from it, and the shape of the filters on the last set."""

    model: Model
    root: EntitySet
    steps: tuple[Step, ...]
    filter: str | None = None
    kinds: tuple[Literal, ...] = ()


@dataclass(frozen=True, eq=False)
class Plan:
    """A statement and what its parameters are made of."""

    statement: Statement
    parameters: tuple[Parameter, ...]

    def fetch(self, database: Database, given: Mapping[str, Any], literals: tuple[str, ...]) -> list[tuple[Any, ...]]:
        values = dict(given)
        for parameter in self.parameters:
            values[parameter.name] = parameter.convert(literals[parameter.index])
        return database.fetch(self.statement, values)


@lru_cache(maxsize=2048)
def page_plan(selection: Selection, properties: tuple[str, ...], order: Order) -> Plan:
    """The named properties of the rows from `offset` on, at most `limit`."""
    rows, condition, parameters = _rows(selection)
    columns = [rows.c[name] for name in properties] or [rows.c[selection_key(selection)]]
    keys = [rows.c[name].desc() if descends else rows.c[name] for name, descends in order]
    statement = select(*columns).where(*condition).order_by(*keys)
    limit, offset = (bindparam(name, type_=BigInteger) for name in ("limit", "offset"))
    return Plan(Statement(statement.limit(limit).offset(offset)), parameters)


@lru_cache(maxsize=2048)
def entity_plan(selection: Selection, properties: tuple[str, ...]) -> Plan:
    """The key and the named properties of the one row that the steps lead to."""
    rows, condition, parameters = _rows(selection)
    return Plan(Statement(select(rows.c[selection_key(selection)], *(rows.c[name] for name in properties)).where(*condition)), parameters)


@lru_cache(maxsize=1024)
def count_plan(selection: Selection) -> Plan:
    rows, condition, parameters = _rows(selection)
    return Plan(Statement(select(func.count()).select_from(rows).where(*condition)), parameters)


def selection_key(selection: Selection) -> str:
    return end_of(selection).type.key


def end_of(selection: Selection) -> EntitySet:
    """The set that the steps arrive at."""
    entity_set = selection.root
    for step in selection.steps:
        if step is not KEY:
            entity_set = selection.model.entity_set(step.target)
    return entity_set


def lifted(filters: Lifted | None) -> tuple[str | None, tuple[Literal, ...]]:
    return (filters.shape, filters.kinds) if filters else (None, ())


def _rows(selection: Selection) -> tuple[FromClause, list[ColumnElement[bool]], tuple[Parameter, ...]]:
    rows, condition = _walk(selection)
    if selection.filter is None:
        return rows, condition, ()
    from sandbox.odata.filter import read_filter  # odata-query takes a while to import, and many readers never filter

    matching, parameters = read_filter(selection.model, end_of(selection), rows, selection.filter, selection.kinds)
    return rows, [*condition, matching], parameters


def _walk(selection: Selection) -> tuple[FromClause, list[ColumnElement[bool]]]:
    """The table at the end of the steps and what holds of its rows; each navigation wraps what was before into a subquery."""
    entity_set, keys = selection.root, 0
    rows: FromClause = entity_set.table
    condition = [_own(entity_set, rows)]
    for step in selection.steps:
        if step is KEY:
            condition.append(rows.c[entity_set.type.key] == bindparam(f"k{keys}", type_=String()))
            keys += 1
            continue
        target = selection.model.entity_set(step.target)
        before, rows = rows, target.table.alias()
        if step.reference:
            joined = rows.c[target.type.key].in_(select(before.c[step.reference]).where(*condition).correlate(None))
        elif step.inverse:
            joined = rows.c[step.inverse].in_(select(before.c[entity_set.type.key]).where(*condition).correlate(None))
        else:
            assert step.link is not None
            near = select(before.c[entity_set.type.key]).where(*condition).correlate(None)
            fixed = [column == value for column, value in step.link.fixed]
            link = select(step.link.there).where(*fixed, step.link.tenant == _tenant(), step.link.here.in_(near))
            joined = rows.c[target.type.key].in_(link.correlate(None))
        entity_set, condition = target, [_own(target, rows), joined]
    return rows, condition


def _own(entity_set: EntitySet, rows: FromClause) -> ColumnElement[bool]:
    return rows.c[entity_set.tenant] == _tenant()


def _tenant() -> ColumnElement[Any]:
    return bindparam("tenant", type_=String())

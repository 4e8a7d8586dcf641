"""A read, compiled once for its shape: only the reader's tenant, keys, literals and the page's place differ from request to request."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from sqlalchemy import BigInteger, ColumnElement, FromClause, Select, bindparam, func, select

from sandbox.database.effort import TooMuchWork
from sandbox.database.engine import Database
from sandbox.database.statement import Statement
from sandbox.odata import errors
from sandbox.odata.bookmarks import After, behind_bookmark
from sandbox.odata.criteria import Shape
from sandbox.odata.literals import Parameter
from sandbox.odata.model import Edm, EntitySet, Model, Property
from sandbox.odata.order import Order
from sandbox.odata.selection import Selection, walk

if TYPE_CHECKING:
    from sandbox.odata.scope import Value


P = ParamSpec("P")


@dataclass(frozen=True, eq=False)
class Plan:
    """A statement, what its parameters are made of, and the columns that its rows begin with."""

    statement: Statement
    parameters: tuple[Parameter, ...]
    columns: tuple[Property, ...] = ()
    key: int = -1
    """Where in a row the key stands."""
    sorted_by: tuple[int, ...] = ()
    """Where in a row stands what the rows are sorted by."""

    def fetch(self, database: Database, given: Mapping[str, Any], literals: tuple[str, ...]) -> list[tuple[Any, ...]]:
        values = dict(given)
        for parameter in self.parameters:
            values[parameter.name] = parameter.convert(literals[parameter.index])
        try:
            return database.fetch(self.statement, values)
        except TooMuchWork as error:
            raise errors.TooMuchWork(problem=str(error)) from None


def planned(count: int) -> Callable[[Callable[Concatenate[Selection, P], Plan]], Callable[Concatenate[Selection, P], Plan]]:
    """Remembers the last `count` plans, but none whose shape is long."""

    def decorate(make: Callable[Concatenate[Selection, P], Plan]) -> Callable[Concatenate[Selection, P], Plan]:
        known = lru_cache(maxsize=count)(make)

        @wraps(make)
        def plan(selection: Selection, /, *args: P.args, **kwargs: P.kwargs) -> Plan:
            if selection.shape.is_long:
                return make(selection, *args, **kwargs)
            return known(selection, *args, **kwargs)  # type: ignore[arg-type]

        return plan

    return decorate


@dataclass
class Rows:
    """The rows that a selection and its criteria mean, as the pieces of a SELECT."""

    model: Model
    entity_set: EntitySet
    table: FromClause
    condition: list[ColumnElement[bool]]
    computed: "dict[str, Value]" = field(default_factory=dict)
    parameters: list[Parameter] = field(default_factory=list)

    def column(self, name: str) -> ColumnElement[Any]:
        made = self.computed.get(name)
        return self.table.c[name] if made is None else made.sql.label(name)  # type: ignore[union-attr]

    def plain(self, name: str) -> ColumnElement[Any]:
        """Without a label, as conditions and orders want it."""
        made = self.computed.get(name)
        return self.table.c[name] if made is None or made.sql is None else made.sql

    def columns(self, names: tuple[str, ...]) -> tuple[Property, ...]:
        known = self.entity_set.type.by_name
        return tuple(known[name] if name not in self.computed else _computed(name, self.computed[name]) for name in names)

    def narrow(self, shape: Shape, baked: tuple[str, ...] | None = None) -> None:
        """Adds the conditions and computations of `shape`; with `baked`, its literals too, so that they need not be given later.

        odata-query is imported here: it takes a while, and many never filter.
        """
        if shape.filter is None and not shape.computed:
            return
        from sandbox.odata.filter import Filter
        from sandbox.odata.grammar import parse
        from sandbox.odata.scope import Scope, Value

        scope = Scope(self.entity_set, self.table, self.computed)
        for item in shape.computed:
            translation = Filter(self.model, item.kinds, self.parameters, item.offset, "$compute", baked)
            value = translation.computation(parse(item.shape, "$compute"), scope)
            self.computed[item.name] = Value(translation.sql(value, value.type), value.type, weight=translation.terms)
        if shape.filter is not None:
            translation = Filter(self.model, shape.kinds, self.parameters, baked=baked)
            self.condition.append(translation.condition(parse(shape.filter), scope))


@planned(2048)
def page_plan(selection: Selection, names: tuple[str, ...], order: Order, after: After | None = None) -> Plan:
    """The named properties of the rows from `offset` on, at most `limit`; then the key and what they are sorted by, if not among them.

    With `after`, only the rows behind a bookmark.
    """
    rows = rows_of(selection)
    wanted = list(dict.fromkeys((*names, rows.entity_set.type.key, *(name for name, _ in order))))
    statement = paged(rows, [rows.column(name) for name in wanted], order, after)
    key, sorted_by = wanted.index(rows.entity_set.type.key), tuple(wanted.index(name) for name, _ in order)
    return Plan(Statement(statement), tuple(rows.parameters), rows.columns(names), key, sorted_by)


def paged(rows: Rows, columns: Sequence[ColumnElement[Any]], order: Order, after: After | None) -> Select[Any]:
    limit, offset = (bindparam(name, type_=BigInteger) for name in ("limit", "offset"))
    behind = [behind_bookmark([rows.plain(name) for name, _ in order], order, after)] if after else []
    return select(*columns).where(*rows.condition, *behind).order_by(*ordered(rows, order)).limit(limit).offset(offset)


@planned(2048)
def entity_plan(selection: Selection, names: tuple[str, ...]) -> Plan:
    """The named properties and the key of the one row that the steps lead to."""
    rows = rows_of(selection)
    columns = [*map(rows.column, names), rows.table.c[rows.entity_set.type.key]]
    # An alternate key may be nobody's or several people's; the first by key is the one that is meant.
    statement = select(*columns).where(*rows.condition).order_by(rows.table.c[rows.entity_set.type.key]).limit(1)
    return Plan(Statement(statement), tuple(rows.parameters), rows.columns(names))


@planned(1024)
def count_plan(selection: Selection) -> Plan:
    rows = rows_of(selection)
    return Plan(Statement(select(func.count()).select_from(rows.table).where(*rows.condition)), tuple(rows.parameters))


def rows_of(selection: Selection) -> Rows:
    entity_set, table, condition = walk(selection)
    rows = Rows(selection.model, entity_set, table, condition)
    rows.narrow(selection.shape)
    return rows


def ordered(rows: Rows, order: Order) -> list[ColumnElement[Any]]:
    return [rows.plain(name).desc() if descends else rows.plain(name) for name, descends in order]


def _computed(name: str, value: "Value") -> Property:
    return Property(name, value.type or Edm.STRING)

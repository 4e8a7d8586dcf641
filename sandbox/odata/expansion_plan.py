"""The SQL of `$expand`: one statement for each navigation and the whole page, however many entities the page has."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Subquery, and_, func, or_, select, true

from sandbox.database.statement import Statement
from sandbox.odata.bookmarks import After
from sandbox.odata.expand import Expansion
from sandbox.odata.model import EntitySet, Model
from sandbox.odata.order import Order
from sandbox.odata.plan import Plan, Rows, ordered, paged, rows_of
from sandbox.odata.selection import Selection
from sandbox.odata.ways import joined

PARENT, PLACE, TOTAL = "of parent", "in place", "of total"
"""Names with a blank, which nothing that a client computes can have."""


@dataclass(frozen=True)
class Parents:
    """The entities that the first navigation of a chain starts from: a page of a collection, or the one entity of a path."""

    selection: Selection
    order: Order | None = None
    """None for the one entity."""
    after: After | None = None


def expansion_plan(parents: Parents, chain: tuple[Expansion, ...]) -> Plan:
    """Rows of the last navigation of the chain: its projection, then key, parent's key, place within the parent's, and their total.

    They come in the order wanted of them; whose they are, the parent's key tells. What is long is planned anew each time.
    """
    is_long = parents.selection.shape.is_long or any(expansion.is_long for expansion in chain)
    return _plan(parents, chain) if is_long else _known(parents, chain)


def _plan(parents: Parents, chain: tuple[Expansion, ...]) -> Plan:
    start = rows_of(parents.selection)
    here, rows = start.entity_set, _first(start, parents)
    for expansion in chain[:-1]:
        related, _ = _related(parents.selection.model, here, rows, expansion)
        here, rows = expansion.target, _once(related, expansion)
    last = chain[-1]
    related, found = _related(parents.selection.model, here, rows, last)
    names = last.projection.names
    columns = [related.c[name] for name in (*names, last.target.type.key)]
    said = [related.c[PARENT], related.c[PLACE], related.c[TOTAL]]
    # Each parent's first row comes whatever the window: it brings the total.
    shown = or_(and_(*_window(related, last)), related.c[PLACE] == 1) if last.counted else and_(true(), *_window(related, last))
    statement = select(*columns, *said).where(shown).order_by(related.c[PLACE])
    return Plan(Statement(statement), tuple(start.parameters), found.columns(names))


_known = lru_cache(maxsize=512)(_plan)


def _first(start: Rows, parents: Parents) -> FromClause:
    """The page again, as a table with all its columns."""
    columns = list(start.table.c)
    if parents.order is None:
        return select(*columns).where(*start.condition).subquery()
    return paged(start, columns, parents.order, parents.after).subquery()


def _related(model: Model, here: EntitySet, rows: FromClause, expansion: Expansion) -> tuple[Subquery, Rows]:
    """All that the navigation leads to from `rows`, numbered within each parent."""
    target = expansion.target
    found = Rows(model, target, target.table.alias(), [])
    found.narrow(expansion.criteria.shape, baked=expansion.criteria.texts)
    parent = rows.c[here.type.key]
    total: ColumnElement[Any] = func.count().over(partition_by=parent)
    place: ColumnElement[Any] = func.row_number().over(partition_by=parent, order_by=ordered(found, expansion.order))
    columns = [*found.table.c, *map(found.column, found.computed), parent.label(PARENT), place.label(PLACE), total.label(TOTAL)]
    way = joined(expansion.navigation, here, rows, target, found.table)
    return select(*columns).select_from(rows.join(found.table, way)).where(*found.condition).subquery(), found


def _window(related: Subquery, expansion: Expansion) -> list[ColumnElement[bool]]:
    place = related.c[PLACE]
    last = [] if expansion.top is None else [place <= expansion.skip + expansion.top]
    return [place > expansion.skip, *last] if expansion.skip else last


def _once(related: Subquery, expansion: Expansion) -> FromClause:
    """The entities of a level as parents of the next: one that several parents lead to is there once."""
    columns = [related.c[column.name] for column in expansion.target.table.c]
    return select(*columns).where(*_window(related, expansion)).distinct().subquery()

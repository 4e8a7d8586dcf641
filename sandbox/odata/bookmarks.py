"""Where a page ended, so that its next link goes on behind that very row, whatever has been added meanwhile.

The vendor's next links count rows (`skip=200`). By counting alone, a row that is added in front of the reader's place shows the last row
of one page again at the top of the next. The place of each link that was given is remembered; a link that nobody remembers counts.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, false, or_

from sandbox.database.engine import Database
from sandbox.odata.options import Given
from sandbox.odata.order import Order

After = tuple[bool, ...]
"""For each thing that is sorted by, whether the last row had a value of it: that decides on the SQL."""

REMEMBERED, ENTRY = 4 << 20, 512
"""Bytes, and what a bookmark weighs beside its parameters."""


class Bookmarks:
    """Of one path's pages. They are known by their parameters and not by the link's text, which a client may spell anew."""

    def __init__(self, database: Database, tenant: str, path: str) -> None:
        self._memory = database.memory("odata.bookmarks", REMEMBERED, across_writes=True)
        self._place = tenant, path

    def get(self, parameters: tuple[Given, ...]) -> tuple[Any, ...] | None:
        """What the last row before the page was sorted by."""
        values: tuple[Any, ...] | None = self._memory.get(self._key(parameters))
        return values

    def put(self, parameters: tuple[Given, ...], values: Sequence[Any]) -> None:
        """Of the page that comes next by these parameters."""
        weight = ENTRY + sum(len(item.name.text) + len(item.value) for item in parameters)
        self._memory.put(self._key(parameters), tuple(values), weight)

    def _key(self, parameters: tuple[Given, ...]) -> tuple[Any, ...]:
        return (*self._place, tuple((item.name.text, item.value) for item in parameters))


def after_of(values: tuple[Any, ...]) -> After:
    return tuple(value is not None for value in values)


def given_values(values: tuple[Any, ...]) -> dict[str, Any]:
    return {f"a{place}": value for place, value in enumerate(values) if value is not None}


def behind_bookmark(columns: Sequence[ColumnElement[Any]], order: Order, after: After) -> ColumnElement[bool]:
    """That a row comes behind the remembered one: it is equal in the first things sorted by, and behind it in the next."""
    alternatives: list[ColumnElement[bool]] = []
    equal: list[ColumnElement[bool]] = []
    for place, (column, (_, descends), present) in enumerate(zip(columns, order, after, strict=True)):
        value = bindparam(f"a{place}", type_=String())
        alternatives.append(and_(*equal, _behind(column, value, descends=descends, present=present)))
        equal.append(column == value if present else column.is_(None))
    return or_(*alternatives)


def _behind(column: ColumnElement[Any], value: ColumnElement[Any], *, descends: bool, present: bool) -> ColumnElement[bool]:
    """Nulls come first, or last when it descends, as in SQLite (odata-wire.md, 9.2)."""
    if not present:
        return false() if descends else column.is_not(None)
    return or_(column < value, column.is_(None)) if descends else column > value

"""What a world has one of, a dataclass's worth of settings: no row until something is set."""

from dataclasses import asdict, fields
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select

from sandbox.database.statement import Statement

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


class SingleRow(Generic[T]):
    """`table` has a column for each field of `unset`, which is what holds until something is set, and an `id`."""

    def __init__(self, rows: Connection, table: Table, unset: T) -> None:
        self._rows, self._table, self._unset = rows, table, unset

    def get(self) -> T:
        found = _statement(self._table).run(self._rows)
        return type(self._unset)(**{field.name: found[0][field.name] for field in fields(self._unset)}) if found else self._unset

    def set(self, changed: T) -> None:
        self._rows.execute(delete(self._table))
        self._rows.execute(insert(self._table).values(id=1, **asdict(changed)))


@cache
def _statement(table: Table) -> Statement:
    return Statement(select(table))

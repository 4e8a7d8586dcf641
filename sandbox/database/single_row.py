"""What a world has one of, a dataclass's worth of settings: no row until something is set."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


class SingleRow(Generic[T]):
    """`table` has a column for each field of `unset`, which is what holds until something is set, and an `id`."""

    def __init__(self, rows: Connection, table: Table, unset: T) -> None:
        self._rows, self._table, self._unset = rows, table, unset

    def get(self) -> T:
        row = self._rows.execute(select(self._table)).mappings().one_or_none()
        kept: dict[str, Any] = {name: row[name] for name in asdict(self._unset)} if row else {}
        return type(self._unset)(**kept) if row else self._unset

    def set(self, changed: T) -> None:
        self._rows.execute(delete(self._table))
        self._rows.execute(insert(self._table).values(id=1, **asdict(changed)))

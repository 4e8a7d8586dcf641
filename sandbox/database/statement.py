"""Statements that are compiled once and run by the driver itself: what SQLAlchemy does for every execution costs ten times the query."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class Prepared:
    """The driver's text, the names of its parameters in the order in which the driver wants them, and what becomes of the values.

    `defaults` are the values that the statement itself brought along. `writes` and `reads` hold the parameters and columns whose type
    converts, and how.
    """

    text: str
    names: tuple[str, ...]
    defaults: dict[str, Any]
    writes: tuple[tuple[str, Convert], ...]
    columns: tuple[str, ...]
    reads: tuple[tuple[str, Convert], ...]


@dataclass(frozen=True, eq=False)
class Statement:
    """Built with SQLAlchemy Core, compiled when a kind of database first meets it."""

    sql: Select[Any] | Insert | Update | Delete
    _prepared: dict[str, Prepared] = field(default_factory=dict)

    def on(self, dialect: Dialect) -> Prepared:
        prepared = self._prepared.get(dialect.name)
        if prepared is None:
            prepared = self._prepared[dialect.name] = prepare(self.sql, dialect)
        return prepared

    def run(self, rows: Connection, **values: Any) -> list[dict[str, Any]]:
        """Executes in the transaction of `rows`; the rows found, by column, with the columns' own types."""
        prepared = self.on(rows.dialect)
        driver: Any = rows.connection.driver_connection
        cursor = driver.execute(prepared.text, _parameters(prepared, values))
        found = [dict(zip(prepared.columns, row, strict=True)) for row in cursor.fetchall()]
        for row in found:
            for name, convert in prepared.reads:
                row[name] = convert(row[name])
        return found

    def run_all(self, rows: Connection, many: Iterable[Mapping[str, Any]]) -> int:
        """Executes a write once for each; how many rows were written in all."""
        prepared = self.on(rows.dialect)
        driver: Any = rows.connection.driver_connection
        return int(driver.executemany(prepared.text, [_parameters(prepared, values) for values in many]).rowcount)


def prepare(sql: Select[Any] | Insert | Update | Delete, dialect: Dialect) -> Prepared:
    compiled = sql.compile(dialect=dialect)
    binds = {name: _writer(bind.type, dialect) for name, bind in compiled.binds.items()}
    columns = sql.selected_columns if isinstance(sql, Select) else sql.exported_columns
    readers = {str(column.name): _reader(column.type, dialect) for column in columns}
    return Prepared(
        text=str(compiled),
        names=tuple(compiled.positiontup or ()),
        defaults={name: value for name, value in compiled.params.items() if value is not None},
        writes=tuple((name, convert) for name, convert in binds.items() if convert),
        columns=tuple(readers),
        reads=tuple((name, convert) for name, convert in readers.items() if convert),
    )


def _parameters(prepared: Prepared, values: Mapping[str, Any]) -> list[Any]:
    """As the driver wants them."""
    given = {**prepared.defaults, **values}
    for name, convert in prepared.writes:
        given[name] = convert(given[name])
    return [given[name] for name in prepared.names]


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)

"""Rows on their way into the tables, many at a time."""

from typing import Any

from sqlalchemy import Connection, Table, insert

Row = tuple[Table, dict[str, Any]]

BATCH = 2000
"""Rows of one table that wait for each other: enough for `executemany` to pay, few enough to keep memory flat."""


class Batches:
    """Collects rows by table and writes them in bulk."""

    def __init__(self, rows: Connection) -> None:
        self._rows = rows
        self._waiting: dict[Table, list[dict[str, Any]]] = {}

    def add(self, row: Row) -> None:
        table, values = row
        waiting = self._waiting.setdefault(table, [])
        waiting.append(values)
        if len(waiting) >= BATCH:
            self._write(table)

    def finish(self) -> None:
        for table in self._waiting:
            self._write(table)

    def _write(self, table: Table) -> None:
        if self._waiting[table]:
            self._rows.execute(insert(table), self._waiting[table])
            self._waiting[table] = []

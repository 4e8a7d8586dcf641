"""Rows on their way into the tables."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, insert

from sandbox.fourfour.services import SERVICES
from sandbox.fourfour.tables.links import LinkKind, links

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


def linked(workspace_id: str, kind: LinkKind, left_id: str, right_ids: Iterable[str]) -> Iterator[Row]:
    """One link to each of `right_ids`, however often it is named."""
    for right_id in dict.fromkeys(right_ids):
        yield links, {"workspace_id": workspace_id, "kind": kind, "left_id": left_id, "right_id": right_id}


def service_identifier(name: str) -> str:
    try:
        return SERVICES[name]
    except KeyError:
        raise ValueError(f"{name!r} is none of Four/Four's services") from None

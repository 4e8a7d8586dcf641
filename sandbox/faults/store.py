"""Faults as rows."""

from dataclasses import replace
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from sandbox.database.statement import Statement
from sandbox.faults.fault import Fault, read_rule, rule_of
from sandbox.faults.table import faults
from sandbox.faults.window import Window

ALL = Statement(select(faults).order_by(faults.c.id))
_COUNTS = ("requests", "hits", "window_began_at", "window_requests")
COUNT = Statement(
    update(faults).where(faults.c.id == bindparam("fault")).values({name: bindparam(name, type_=faults.c[name].type) for name in _COUNTS})
)


class FaultStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def all(self) -> list[Fault]:
        """Oldest first."""
        return [_fault(row) for row in ALL.run(self._rows)]

    def add(self, fault: Fault) -> Fault:
        """With the id that it has from now on."""
        added = self._rows.execute(insert(faults).values(rule=orjson.dumps(rule_of(fault)).decode()))
        assert added.inserted_primary_key
        return replace(fault, id=str(added.inserted_primary_key[0]))

    def count(self, fault: Fault) -> None:
        """Keeps what it has met."""
        window = fault.window
        began_at, counted = (window.began_at, window.requests) if window else (None, 0)
        COUNT.run(
            self._rows, fault=int(fault.id), requests=fault.requests, hits=fault.hits, window_began_at=began_at, window_requests=counted
        )

    def remove(self, fault: Fault) -> None:
        self._rows.execute(delete(faults).where(faults.c.id == int(fault.id)))

    def clear(self) -> None:
        self._rows.execute(delete(faults))


def _fault(row: dict[str, Any]) -> Fault:
    window = Window(row["window_began_at"], row["window_requests"]) if row["window_began_at"] else None
    return replace(read_rule(str(row["id"]), orjson.loads(row["rule"])), requests=row["requests"], hits=row["hits"], window=window)

"""The faults of one world, in memory and written through: one process owns a world's file, and every request asks for them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from sandbox.database.engine import Database
from sandbox.database.statement import Statement
from sandbox.faults.table import faults

if TYPE_CHECKING:  # few worlds have faults, and what they are is loaded for those
    from sandbox.faults.fault import Asked, Fault, Strike
    from sandbox.faults.store import FaultStore

SOME = Statement(select(faults.c.id).limit(1))
MOST = 100
"""Faults of one world (ours)."""


class Faults:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._all: list[Fault] = []
        if database.fetch(SOME, {}):
            with self._store() as store:
                self._all = store.all()

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator["Fault"]:
        """Oldest first."""
        return iter(self._all)

    def find(self, fault_id: str) -> "Fault | None":
        return next((fault for fault in self if fault.id == fault_id), None)

    def add(self, fault: "Fault") -> "Fault":
        """With the id that it has from now on. There is room (MOST)."""
        with self._store() as store:
            fault = store.add(fault)
        self._all.append(fault)
        return fault

    def remove(self, fault: "Fault") -> None:
        with self._store() as store:
            store.remove(fault)
        self._all.remove(fault)

    def clear(self) -> None:
        with self._store() as store:
            store.clear()
        self._all.clear()

    def meet(self, asked: "Asked", now: datetime) -> "list[Strike]":
        """What comes of the faults for one request, oldest first; those behind one that answers do not see it. The others count it."""
        met, strikes = dict[str, "Fault"](), list["Strike"]()
        for fault in self:
            if fault.target.fits(asked):
                met[fault.id], strike = fault.meet(now)
                strikes += [strike] if strike else []
            if strikes and strikes[-1].answers:
                break
        self._count(met)
        return strikes

    def _count(self, met: "Mapping[str, Fault]") -> None:
        if not met:
            return
        with self._store() as store:
            for fault in met.values():
                store.count(fault)
        self._all = [met.get(fault.id, fault) for fault in self]

    @contextmanager
    def _store(self) -> "Iterator[FaultStore]":
        from sandbox.faults.store import FaultStore

        with self._database.begin() as rows:
            yield FaultStore(rows)

    def absent_tools(self) -> set[str | None]:
        """Those that nobody can call. None is in it if an endpoint is absent."""
        if not self._all:
            return set()
        from sandbox.faults.effects import Absent

        return {fault.target.tool for fault in self if isinstance(fault.effect, Absent)}

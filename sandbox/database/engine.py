"""One world's database: transactions through SQLAlchemy Core, hot reads through the driver.

SQLite is called on the event loop: a lookup costs microseconds, a hop to a thread ten times that. So one connection serves the whole
process, and an endpoint must not await between opening and leaving a transaction; endpoints are plain functions, so they cannot.
"""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from sandbox.database import snapshot
from sandbox.database.effort import BRIEF, MOST_STEPS, Effort, TooMuchWork, is_too_much
from sandbox.database.functions import add_functions
from sandbox.database.memory import Memory
from sandbox.database.schema import metadata
from sandbox.database.statement import Statement

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cache_size = -8000",
    "PRAGMA case_sensitive_like = ON",  # LIKE means the same as in PostgreSQL
)

FAILURES = (DBAPIError, sqlite3.Error)
"""How the database says that it cannot go on, for want of space say."""


class Database:
    """The SQLite file of one world. Raises UnusableFile if the file is damaged, not a sandbox's or of another version's shape."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._restored = self._version = 0
        self._memories: dict[str, Memory] = {}
        self._engine = create_engine("sqlite://", creator=lambda: self._raw, poolclass=StaticPool, isolation_level="AUTOCOMMIT")
        self.dialect = self._engine.dialect
        fresh = not path.exists()
        self._open(fresh=fresh)
        if fresh:
            with self.begin() as rows:
                metadata.create_all(rows)
            snapshot.sign(self._raw)

    def _open(self, *, fresh: bool) -> None:
        self._raw = _open(self.path, fresh=fresh)
        self._effort = Effort(self._raw)
        self._connection = self._engine.connect()

    def begin(self) -> AbstractContextManager[Connection]:
        """A transaction that will write. It is committed at the end of the block, or rolled back by an exception."""
        return self._transaction("BEGIN IMMEDIATE")

    def read(self) -> AbstractContextManager[Connection]:
        """A transaction that reads one unchanging state and keeps nobody from writing."""
        return self._transaction("BEGIN")

    @contextmanager
    def _transaction(self, how: str) -> Iterator[Connection]:
        """Begun and ended by the driver, at a third of what it costs through SQLAlchemy, which keeps its own account if it is used."""
        self._raw.execute(how)
        try:
            yield self._connection
            self._connection.commit()
            self._raw.commit()
        except BaseException:
            self._connection.rollback()
            with suppress(sqlite3.ProgrammingError):  # SQLAlchemy closes a connection whose statement a signal has broken off
                self._raw.rollback()
            raise

    def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Rows of a hot read as the driver gives them, and values as it takes them: no type of SQLAlchemy's is consulted.

        A write is its own transaction, unless one is open. Raises TooMuchWork for a read that would keep everybody waiting.
        """
        return self._fetch(*self._driver_words(statement, values), most=MOST_STEPS)

    async def fetch_patiently(self, statement: Statement, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """`fetch`, for a read that may have to look at millions of rows: it holds up nobody, and it is not ended.

        What is not done after a few milliseconds is begun anew in a thread, over a connection of its own.
        """
        text, parameters = self._driver_words(statement, values)
        try:
            return self._fetch(text, parameters, most=BRIEF)
        except TooMuchWork:
            return await asyncio.to_thread(_fetch_aside, self.path, text, parameters)

    def _driver_words(self, statement: Statement, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
        prepared = statement.on(self.dialect)
        given = {**prepared.defaults, **values}
        return prepared.text, [given[name] for name in prepared.names]

    def _fetch(self, text: str, parameters: list[Any], *, most: int) -> list[tuple[Any, ...]]:
        self._effort.begin(most)
        try:
            return self._raw.execute(text, parameters).fetchall()
        except sqlite3.OperationalError as error:
            if is_too_much(error):
                raise TooMuchWork(str(error)) from None
            raise
        finally:
            self._effort.end()

    def memory(self, name: str, size: int, *, across_writes: bool = False) -> Memory:
        """A memory of this database's, the same one for the same name. One that lasts `across_writes` ends with `become` only."""
        if name not in self._memories:
            self._memories[name] = Memory((lambda: self._restored) if across_writes else self._stamp, size)
        return self._memories[name]

    def notice_others(self) -> None:
        """Looks whether another connection has written, so that nothing outdated is remembered. Once a request is enough."""
        ((self._version,),) = self._raw.execute("PRAGMA data_version").fetchall()

    def _stamp(self) -> tuple[int, int, int]:
        """Changes with every write: by `become`, by this connection, and, as of the last `notice_others`, by another one."""
        return self._restored, self._raw.total_changes, self._version

    def copy_to(self, target: Path) -> None:
        snapshot.copy(self._raw, target)

    def become(self, source: Path) -> None:
        """Takes the place of itself with another world's file, at one stroke: a crash leaves the one or the other.

        The file is exchanged and not written over, which would put every page into the journal first and then into the file. That is
        for a file that nobody else has open: another program would hold on to the old one.
        """
        partial = self.path.with_suffix(".partial")
        try:
            shutil.copyfile(source, partial)
            self.close()
            alone = not self._journal.exists()  # whoever is the last to close folds the journal into the file and removes it
            if alone:
                os.replace(partial, self.path)
            self._open(fresh=False)
        finally:
            partial.unlink(missing_ok=True)
        if not alone:
            snapshot.write_over(self._raw, source)
        self._restored += 1

    def fold_journal(self, pages: int) -> None:
        """How large the journal may become before a commit here folds it into the file; 0 leaves it to others."""
        if self.is_open:
            self._raw.execute(f"PRAGMA wal_autocheckpoint = {pages}")

    @property
    def _journal(self) -> Path:
        return self.path.with_name(f"{self.path.name}-wal")

    @property
    def is_open(self) -> bool:
        """Not after `close`, nor after a `become` that found no room to open the file again."""
        return not self._connection.closed

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()
        self._raw.close()


def _fetch_aside(path: Path, text: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as raw:
        raw.execute("PRAGMA case_sensitive_like = ON")
        add_functions(raw)
        return raw.execute(text, parameters).fetchall()


def _open(path: Path, *, fresh: bool) -> sqlite3.Connection:
    with snapshot.refusing_damage(path):
        raw = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)
        try:
            snapshot.refuse_foreign_file(raw, path, fresh=fresh)
            for pragma in PRAGMAS:
                raw.execute(pragma)
            add_functions(raw)
        except BaseException:
            raw.close()
            raise
    return raw

"""One world's database: transactions through SQLAlchemy Core, hot reads through the driver.

SQLite is called on the event loop: a lookup costs microseconds, a hop to a thread ten times that. So one connection serves the whole
process, and an endpoint must not await between opening and leaving a transaction; endpoints are plain functions, so they cannot.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ClauseElement, Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from sandbox.database import snapshot
from sandbox.database.schema import metadata

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cache_size = -8000",
    "PRAGMA case_sensitive_like = ON",  # LIKE means the same as in PostgreSQL
)


@dataclass(frozen=True)
class Prepared:
    """A statement compiled once: the driver's text, and the names of its parameters in the order in which the driver wants them.

    `defaults` are the values that the statement itself brought along.
    """

    text: str
    names: tuple[str, ...]
    defaults: dict[str, Any]


class Database:
    """The SQLite file of one world. Raises UnusableFile if the file is damaged, not a sandbox's or of another version's shape."""

    def __init__(self, path: Path) -> None:
        self.path = path
        fresh = not path.exists()
        self._raw = _open(path, fresh=fresh)
        self._engine = create_engine("sqlite://", creator=lambda: self._raw, poolclass=StaticPool)
        event.listen(self._engine, "begin", _begin)
        if fresh:
            with self.begin() as rows:
                metadata.create_all(rows)
            snapshot.sign(self._raw)
        self._connection = self._engine.connect()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that will write. It is committed at the end of the block, or rolled back by an exception."""
        with self._transaction("BEGIN IMMEDIATE") as rows:
            yield rows

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that reads one unchanging state and keeps nobody from writing."""
        with self._transaction("BEGIN") as rows:
            yield rows

    @contextmanager
    def _transaction(self, how: str) -> Iterator[Connection]:
        rows = self._engine.connect() if not hasattr(self, "_connection") else self._connection
        rows.execution_options(sandbox_begin=how)
        with rows.begin():
            yield rows

    @property
    def dialect(self) -> str:
        """Which databases take the same prepared text."""
        return self._engine.dialect.name

    def prepare(self, statement: ClauseElement) -> Prepared:
        compiled = statement.compile(self._engine)
        return Prepared(str(compiled), tuple(getattr(compiled, "positiontup", None) or ()), {name: value for name, value in compiled.params.items() if value is not None})

    def fetch(self, statement: Prepared, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of a prepared read, as the driver gives them: no type of SQLAlchemy's is consulted. `values` in the order of `names`."""
        return self._raw.execute(statement.text, values).fetchall()

    def write(self, statement: Prepared, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """A prepared single-statement write, its own transaction unless one is open; the rows are those of a RETURNING clause."""
        return self._raw.execute(statement.text, values).fetchall()

    def copy_to(self, target: Path) -> None:
        snapshot.copy(self._raw, target)

    def become(self, source: Path) -> None:
        """Replaces every row and table by those of another world's file, in one transaction."""
        snapshot.restore(source, self._raw)

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()
        self._raw.close()


def _open(path: Path, *, fresh: bool) -> sqlite3.Connection:
    with snapshot.refusing_damage(path):
        raw = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)
        try:
            snapshot.refuse_foreign_file(raw, path, fresh=fresh)
            for pragma in PRAGMAS:
                raw.execute(pragma)
        except BaseException:
            raw.close()
            raise
    return raw


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options()["sandbox_begin"])

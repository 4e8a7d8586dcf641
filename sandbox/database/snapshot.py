"""What only SQLite's files know: whose they are, and how to copy one while it is in use."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from sandbox.database.room import is_full
from sandbox.database.schema import MADE_BESIDE, metadata

APPLICATION_ID = 0x534E4458  # "SNDX": tells our files from everybody else's


class UnusableFile(Exception):
    """The file is not a sandbox's database, or is damaged, or another version of the program made it; the text says which."""


@cache
def shape() -> int:
    """A number that changes whenever a table, a column, an index or what is made beside them does. Asked for when all tables are known."""
    columns = (f"{column} {column.type!r} {column.nullable} {column.primary_key}" for table in metadata.sorted_tables for column in table.c)
    indexes = (f"{index.name} {index.unique}" for table in metadata.sorted_tables for index in table.indexes)
    beside = metadata.info.get(MADE_BESIDE, ())
    return zlib.crc32("\n".join([*columns, *sorted(indexes), *beside]).encode()) & 0x7FFFFFFF


def sign(database: sqlite3.Connection) -> None:
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {shape()}")


def refuse_foreign_file(database: sqlite3.Connection, path: Path, *, fresh: bool) -> None:
    if fresh:
        return
    (owner,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if owner != APPLICATION_ID:
        raise UnusableFile(f"{path} is not a sandbox database")
    if version != shape():
        raise UnusableFile(f"{path} was made by another version of sandbox; remove it or choose another --data folder")
    database.execute("SELECT * FROM sandbox_world").fetchone()


@contextmanager
def refusing_damage(path: Path) -> Iterator[None]:
    """Raises UnusableFile in place of SQLite's complaints, a full disk aside: the file is not to blame for that."""
    try:
        yield
    except sqlite3.Error as error:
        if is_full(error):
            raise
        raise UnusableFile(f"{path} cannot be used as a database: {error}") from None


def write_over(target: sqlite3.Connection, source: Path) -> None:
    """At one stroke, for everybody who has the target open. Raises sqlite3.OperationalError if another one does not stop writing."""

    def refuse_to_wait(status: int, remaining: int, total: int) -> None:
        if status == sqlite3.SQLITE_BUSY:  # it has waited as long as it should; `backup` would try for ever
            raise sqlite3.OperationalError("database is locked")

    with closing(sqlite3.connect(source)) as read:
        read.backup(target, progress=refuse_to_wait)


def copy(source: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as written:
        # A half-written copy is thrown away by its maker, so it needs no journal of its own.
        written.execute("PRAGMA journal_mode = OFF")
        written.execute("PRAGMA synchronous = OFF")
        source.backup(written)

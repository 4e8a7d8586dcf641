"""A second connection to a world's file, for a process beside the server. SQLite lets one write at a time and makes the others wait."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.database.engine import Database

PATIENCE = 30.0
LARGE = 64_000
"""Pages of the journal, of 4 KiB. A visitor writes the same ones again and again, so folding them into the file seldom saves most of it."""
SMALL = 1000
"""With so many the server's own connection folds the journal as it goes."""


@contextmanager
def visiting(path: str) -> Iterator[sqlite3.Connection]:
    """Raises sqlite3.Error if the file is not there. Nothing is waited for at a commit: the file survives the end of a process.

    A large journal is folded into the file at the end, so that it does not fall to the server to do it.
    """
    rows = _open(path)
    try:
        yield rows
        if os.path.getsize(f"{path}-wal") > SMALL * 4096:
            rows.execute("PRAGMA wal_checkpoint(PASSIVE)")  # most of the work, which holds up nobody
            rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        rows.close()


@contextmanager
def awaiting_visitors(database: "Database") -> Iterator[None]:
    """While somebody else may open the file: it is not exchanged under his feet, because we too have it open a second time, and folding
    the journal is left to him.
    """
    second = _open(str(database.path))
    try:
        second.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        database.fold_journal(0)
        yield
    finally:
        second.close()
        database.fold_journal(SMALL)


def _open(path: str) -> sqlite3.Connection:
    rows = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=PATIENCE)
    for pragma in ("synchronous = NORMAL", "cache_size = -16000", f"wal_autocheckpoint = {LARGE}"):
        rows.execute(f"PRAGMA {pragma}")
    return rows

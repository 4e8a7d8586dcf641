"""A second connection to a world's file, for a process beside the server. SQLite lets one write at a time and makes the others wait."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

PATIENCE = 30.0


def visit(path: str) -> sqlite3.Connection:
    """Raises sqlite3.Error if the file is not there. Nothing is waited for at a commit: the file survives the end of a process."""
    rows = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=PATIENCE)
    rows.execute("PRAGMA synchronous = NORMAL")
    rows.execute("PRAGMA cache_size = -16000")
    rows.execute("PRAGMA wal_autocheckpoint = 16000")  # pages: much is written here, and the same pages again and again
    return rows


@contextmanager
def awaiting_visitors(path: Path) -> Iterator[None]:
    """While somebody else may open the file: it is not exchanged under his feet, because we too have it open a second time."""
    with closing(visit(str(path))) as rows:
        rows.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield

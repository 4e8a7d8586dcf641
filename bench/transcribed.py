"""A hundred thousand transcribed calls: the demo's own, told again and again, a quarter of an hour apart."""

import sqlite3
from contextlib import closing
from pathlib import Path

import sandbox.app  # noqa: F401 - all tables are known
from sandbox.database.engine import Database
from sandbox.tenfold.calls.stale_store import all_texts_changed
from sandbox.tenfold.search.text_upkeep import write_texts

CALLS = 100_000
RARE, FREQUENT, APART = "walrus", "thank", '"jürgen köhler" "of the" walrus99'
"""A word of every thousandth call, one that is said every day, and terms that are all there, but never together."""

# Each is a copy of one of those that were transcribed, in turn, so that a page weighs what a page of the demo does.
TOLD = """
    WITH RECURSIVE told(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM told WHERE n < :calls),
        own AS (SELECT call_id, row_number() OVER (ORDER BY call_id) - 1 AS place FROM tenfold_speech
            WHERE organization_id = :organization),
        copy AS (SELECT n, call_id FROM told JOIN own ON place = n % (SELECT count(*) FROM own))
"""
COPIES = {
    "tenfold_calls": {
        "id": "'bench-' || n",
        "line_id": "'bench-' || n",
        "recording_name": "NULL",
        "started_at": "1577836800000 + n * 900000",
        "description": "'Told for the ' || n || 'th time' || CASE n % 1000 WHEN 0 THEN ', with a walrus' ELSE '' END",
    },
    "tenfold_call_matches": {"call_id": "'bench-' || n"},
    "tenfold_speech": {"call_id": "'bench-' || n", "id": "'bench-' || n"},
}


def grow(path: Path, organization: str) -> None:
    """Takes about a minute: the index is made as the server makes it."""
    with closing(sqlite3.connect(path)) as rows:
        for table, changed in COPIES.items():
            _copy(rows, table, changed, {"calls": CALLS, "organization": organization})
        rows.commit()
    database = Database(path)
    with database.begin() as connection:
        all_texts_changed(connection)
        write_texts(connection)
    database.close()


def _copy(rows: sqlite3.Connection, table: str, changed: dict[str, str], values: dict[str, object]) -> None:
    names = [name for _, name, *_ in rows.execute(f"PRAGMA table_info({table})")]
    told = ", ".join(changed.get(name, f'old."{name}"') for name in names)
    own = "id" if table == "tenfold_calls" else "call_id"
    query = f"{TOLD} SELECT {told} FROM copy JOIN {table} AS old ON old.{own} = copy.call_id"
    rows.execute(f"INSERT INTO {table} ({', '.join(names)}) {query}", values)

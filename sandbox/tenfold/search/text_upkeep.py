"""When texts are written: all of them as a world is planted, and what has changed since when somebody searches."""

from asyncio import sleep

from sqlalchemy import Connection

from sandbox.database.engine import Database
from sandbox.tenfold.search.text_store import ANY_STALE, TextStore

MANY = 5000
"""Texts in one go while nobody waits."""
WRITTEN, INDEXED = 300, 40
"""In one go between two requests: some hundredths of a second."""


def write_texts(rows: Connection) -> None:
    """Of a world that is being planted. The texts of small worlds are read through as fast as others are looked up: they need no index."""
    store = TextStore(rows)
    while store.refresh(MANY):
        pass
    if store.has_many_unindexed():
        while store.index(MANY):
            pass


async def catch_up(database: Database) -> None:
    """Writes what has changed, and then the index if it has fallen behind by much. Others have their turns between the steps."""
    behind = False
    while database.fetch(ANY_STALE, {}):
        with database.begin() as rows:
            TextStore(rows).refresh(WRITTEN)
            behind = TextStore(rows).has_many_unindexed()
        await sleep(0)
    while behind:
        with database.begin() as rows:
            behind = TextStore(rows).index(INDEXED) == INDEXED
        await sleep(0)

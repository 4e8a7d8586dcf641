"""When texts are written: all of them as a world is planted, and what has changed since when somebody searches."""

from asyncio import sleep

from sqlalchemy import Connection, literal_column, select

from sandbox.database.engine import Database
from sandbox.database.statement import Statement
from sandbox.tenfold.analytics.text_store import TextStore
from sandbox.tenfold.tables.call_texts import stale_texts

MANY = 5000
"""Texts in one go while nobody waits."""
WRITTEN, INDEXED = 300, 40
"""In one go between two requests: some hundredths of a second."""

ANY_STALE = Statement(select(stale_texts.c.call_id).limit(literal_column("1")))


def write_texts(rows: Connection) -> None:
    """Of a world that is being planted. What is said in small worlds is read through as fast as it is looked up: they need no index."""
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

"""What calls are searched by (tenfold.md, 8: T2-21), and which calls have changed since it was written."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table

from sandbox.database.schema import metadata
from sandbox.database.text_index import TextIndex

call_texts = Table(
    "tenfold_call_texts",
    metadata,
    # In the order of organization, start and id, with room between two for calls that somebody plants in the past. An integer key in
    # SQLite, where only INTEGER is the table's own order.
    Column("number", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("call_id", String, nullable=False, unique=True),
    Column("organization_id", String, nullable=False),
    Column("user_id", String, nullable=False),
    Column("started_at", BigInteger, nullable=False),  # milliseconds, as the call has it
    Column("indexed", Boolean, nullable=False),
    Column("text", String, nullable=False),  # folded, with U+001F between the fields; last, because it is long
)
Index("ix_tenfold_call_texts_order", call_texts.c.organization_id, call_texts.c.started_at, call_texts.c.call_id)
Index("ix_tenfold_call_texts_unindexed", call_texts.c.number, sqlite_where=~call_texts.c.indexed)

call_text_index = TextIndex(call_texts.c.number, call_texts.c.text, call_texts.c.indexed)

stale_texts = Table(
    "tenfold_stale_texts",
    metadata,
    Column("call_id", String, primary_key=True),
)

"""How far conversations have come. What is known of them so far is in the entity sets, what is still to come is in `pending`."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table

from sandbox.database.schema import UtcDateTime, metadata

processings = Table(
    "fourfour_conversation_processings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("workspace_id", String, nullable=False),
    Column("state", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("takes", Float, nullable=False),  # seconds of the world's clock
    Column("received_at", UtcDateTime("microseconds"), nullable=False),
    Column("transcribed_at", UtcDateTime("microseconds")),
    Column("completed_at", UtcDateTime("microseconds")),
    Column("pending", String),  # the whole conversation as JSON; null once it is complete
    sqlite_autoincrement=True,
)
Index("ix_fourfour_conversation_processings_state", processings.c.state, processings.c.number)

controls = Table(
    "fourfour_conversation_controls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hold", Boolean, nullable=False),
    Column("every", Float),
    Column("arrives_in", String),
    Column("arrival", Integer),
)

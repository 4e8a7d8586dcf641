"""What clients had tracked (T2-20)."""

from sqlalchemy import Column, Index, Integer, String, Table

from sandbox.database.schema import UtcDateTime, metadata

tracked_events = Table(
    "tenfold_tracked_events",
    metadata,
    Column("number", Integer, primary_key=True),  # in order of arrival
    Column("user_id", String, nullable=False),
    Column("event", String, nullable=False),
    Column("data", String),  # JSON: an object, as it was sent
    Column("at", UtcDateTime, nullable=False),
)
Index("ix_tenfold_tracked_events_user", tracked_events.c.user_id, tracked_events.c.number)

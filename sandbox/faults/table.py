"""The faults of a world, as rows: cloned with it, and gone when it is put back."""

from sqlalchemy import Column, Integer, String, Table

from sandbox.database.schema import UtcDateTime, metadata

faults = Table(
    "sandbox_faults",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rule", String, nullable=False),  # JSON, see `fault.rule_of`
    Column("requests", Integer, nullable=False, default=0),
    Column("hits", Integer, nullable=False, default=0),
    Column("window_began_at", UtcDateTime("microseconds")),  # of a rate limit; None before the first request
    Column("window_requests", Integer, nullable=False, default=0),
    sqlite_autoincrement=True,  # until then no id is given twice, so that nobody takes away somebody else's fault
)

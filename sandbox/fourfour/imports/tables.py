"""The importer's own tables. Records, and what is remembered of their imports, are in those of the entity sets."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table

from sandbox.database.schema import UtcDateTime, metadata

jobs = Table(
    "fourfour_import_jobs",
    metadata,
    Column("number", Integer, primary_key=True),  # jobs of one workspace are worked on in this order
    Column("id", String, nullable=False, unique=True),
    Column("workspace_id", String, nullable=False),
    Column("action", String, nullable=False),
    Column("type", String, nullable=False),
    Column("file", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("status", String, nullable=False),
    Column("processed", BigInteger, nullable=False),
    Column("byte_offset", BigInteger, nullable=False),
    Column("line", BigInteger, nullable=False),
    Column("error", String),
    Column("error_line", BigInteger),
    Column("fail_at_line", BigInteger),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("started_at", UtcDateTime),
    Column("completed_at", UtcDateTime),
    sqlite_autoincrement=True,
)
Index("ix_fourfour_import_jobs_open", jobs.c.workspace_id, jobs.c.status, jobs.c.number)

controls = Table(
    "fourfour_import_controls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hold", Boolean, nullable=False),
    Column("rows_per_second", BigInteger),
    Column("fail_at_line", BigInteger),
)

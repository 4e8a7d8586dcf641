"""Calls and the CRM records they are matched to (tenfold.md, 5 and 6)."""

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, String, Table, literal_column

from sandbox.database.schema import UtcMilliseconds, metadata

calls = Table(
    "tenfold_calls",
    metadata,
    Column("id", String, primary_key=True),  # a UUID where it was originated, 24 hexadecimal digits otherwise
    Column("organization_id", String, nullable=False),
    Column("user_id", String, nullable=False),
    Column("extension", String, nullable=False),
    Column("phone_number", String, nullable=False),  # of the other end: digits alone
    Column("caller_id_name", String),
    Column("direction", String, nullable=False),  # Inbound, Outbound, Internal
    Column("state", String, nullable=False),  # queued, ringing, talking, ended
    Column("started_at", UtcMilliseconds, nullable=False),
    Column("answered_at", UtcMilliseconds),
    Column("ended_at", UtcMilliseconds),
    Column("created_at", UtcMilliseconds, nullable=False),  # a moment after the start (inferred: the vendor's insert)
    Column("duration", BigInteger, nullable=False),  # milliseconds; 0 while it is live and when nobody answered
    Column("recording", String, nullable=False),  # not-recorded, recording-in-progress, recording-stopped (inferred)
    Column("recording_name", String),  # of the file, once something was recorded
    Column("pbx_id", String, nullable=False),  # digits: its id in the phone system
    Column("subject", String),
    Column("description", String),  # the notes
    Column("matched", Integer, nullable=False, default=0),  # to how many records
    Column("crm_record_id", String),
    Column("line_id", String, nullable=False),  # the id of the first call of a chain of transfers
    Column("leg", Integer, nullable=False, default=0),  # how often it was passed on before: 0 for the first call of a line
    Column("is_mobile", Boolean, nullable=False),
    Column("has_transcript", Boolean, nullable=False),
    Column("listening_score", Float),  # 0 to 100
    Column("crm_errors", String, nullable=False),  # JSON: [{"method": ..., "message": ...}]
    Column("held", Boolean, nullable=False),  # it goes on by hand only
    Column("next_state", String),  # what it comes to by itself, and when
    Column("next_at", UtcMilliseconds),
    Column("root", String),  # where whoever began it reached this server: links in its events begin with it
)
Index("ix_tenfold_calls_organization", calls.c.organization_id, calls.c.started_at, calls.c.id)
Index("ix_tenfold_calls_user", calls.c.user_id, calls.c.started_at, calls.c.id)
Index("ix_tenfold_calls_number", calls.c.organization_id, calls.c.phone_number, calls.c.started_at)
Index("ix_tenfold_calls_record", calls.c.organization_id, calls.c.crm_record_id, calls.c.started_at)
Index("ix_tenfold_calls_line", calls.c.line_id, calls.c.leg)
Index("ix_tenfold_calls_recording", calls.c.recording_name, sqlite_where=calls.c.recording_name.is_not(None))
Index("ix_tenfold_calls_live", calls.c.organization_id, sqlite_where=calls.c.state != literal_column("'ended'"))

call_pace = Table(
    "tenfold_call_pace",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hold", Boolean, nullable=False),
    Column("queued", Float, nullable=False),  # seconds, like the others
    Column("ringing", Float),
    Column("answered", Float, nullable=False),  # a chance
    Column("unanswered", Float, nullable=False),
    Column("talking", Float),
)

matches = Table(
    "tenfold_call_matches",
    metadata,
    Column("call_id", String, primary_key=True),
    Column("record_id", String, primary_key=True),
    Column("organization_id", String, nullable=False),
)
Index("ix_tenfold_call_matches_record", matches.c.organization_id, matches.c.record_id)

"""Endpoints, the messages to them, and what became of each attempt."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, literal_column, true

from sandbox.database.schema import UtcDateTime, metadata

endpoints = Table(
    "webhook_endpoints",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("vendor", String, nullable=False),
    Column("tenant_id", String, nullable=False),
    Column("url", String, nullable=False),
    Column("events", String, nullable=False),  # with blanks between
    Column("client_id", String),
    Column("secret", String, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("waits", String, nullable=False),  # JSON: seconds from one attempt to the next
    Column("mischief", String, nullable=False),  # JSON: a chance for each kind
    Column("created_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
)
Index("ix_webhook_endpoints_tenant", endpoints.c.vendor, endpoints.c.tenant_id)

messages = Table(
    "webhook_messages",
    metadata,
    Column("number", Integer, primary_key=True),  # messages are sent in this order
    Column("id", String, nullable=False, unique=True),
    Column("endpoint_id", String, nullable=False),
    Column("event", String, nullable=False),
    Column("tenant_id", String, nullable=False),
    Column("cause", String, nullable=False),
    Column("body", String, nullable=False),
    Column("mischief", String, nullable=False),  # with blanks between
    Column("overtakable", Boolean, nullable=False),  # the next message to the endpoint is to come first
    Column("status", String, nullable=False),
    Column("attempts", BigInteger, nullable=False),
    Column("tries_left", BigInteger, nullable=False),  # attempts before it is given up
    Column("resends", BigInteger, nullable=False),  # how often it was asked for anew
    Column("due_at", UtcDateTime("microseconds")),
    Column("created_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("answer", BigInteger),  # the status code of the last attempt, none if nobody answered
    Column("error", String),
)
PENDING = messages.c.status == literal_column("'pending'")
OVERTAKABLE = messages.c.overtakable == true()  # spelled alike in index and query, or the index is not used
for name, columns, part in (
    ("pending", (messages.c.endpoint_id, messages.c.number), PENDING),
    ("cause", (messages.c.endpoint_id, messages.c.cause, messages.c.number), PENDING),
    ("overtakable", (messages.c.endpoint_id,), OVERTAKABLE),
):
    Index(f"ix_webhook_messages_{name}", *columns, sqlite_where=part)  # `postgresql_where` would import that dialect at every start

attempts = Table(
    "webhook_attempts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("message_id", String, nullable=False),
    Column("endpoint_id", String, nullable=False),
    Column("ordinal", BigInteger, nullable=False),  # 1 for the message's first
    Column("at", UtcDateTime("microseconds"), nullable=False),
    Column("duration_ms", BigInteger, nullable=False),  # of real time
    Column("request_headers", String, nullable=False),  # JSON
    Column("mischief", String, nullable=False),
    Column("answer", BigInteger),
    Column("answer_body", String),
    Column("error", String),
)
Index("ix_webhook_attempts_message", attempts.c.message_id, attempts.c.number)

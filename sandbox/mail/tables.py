"""Mail that was written here."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from sandbox.database.schema import UtcDateTime, metadata

mails = Table(
    "mails",
    metadata,
    Column("number", Integer, primary_key=True),  # in the order in which they were written
    Column("id", String, nullable=False, unique=True),
    Column("recipient", String, nullable=False),  # the address alone
    Column("subject", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("status", String, nullable=False),  # kept, sent, failed
    Column("error", String),  # of the last attempt
    Column("attempts", BigInteger, nullable=False),
    Column("size", BigInteger, nullable=False),  # of the raw text, in bytes
    Column("raw", String, nullable=False),  # the message, as it is sent
)
Index("ix_mails_recipient", mails.c.recipient, mails.c.number)

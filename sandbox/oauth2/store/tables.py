"""The tables of clients, codes and tokens. `realm` tells the vendors apart: what one issued means nothing to the other."""

from sqlalchemy import Column, Index, String, Table

from sandbox.database.schema import UtcDateTime, metadata
from sandbox.oauth2.store.grants import grant_columns

clients = Table(
    "oauth2_clients",
    metadata,
    Column("realm", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("redirect_uris", String, nullable=False),  # one a line
    Column("secret_hash", String),
    Column("grants", String, nullable=False),
    Column("tenant_id", String),
    Column("created_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
)

codes = Table(
    "oauth2_codes",
    metadata,
    Column("hash", String, primary_key=True),
    Column("realm", String, nullable=False),
    *grant_columns(),
    Column("redirect_uri", String),
    Column("challenge", String),
    Column("challenge_method", String),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
)

tokens = Table(
    "oauth2_tokens",
    metadata,
    Column("id", String, primary_key=True),
    Column("realm", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("hash", String, nullable=False),
    *grant_columns(),
    Column("issued_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    Column("name", String),
)
Index("ix_oauth2_tokens_hash", tokens.c.hash, unique=True)
Index("ix_oauth2_tokens_grant_id", tokens.c.grant_id, tokens.c.revoked_at)  # a long chain of refreshes leaves many dead ones behind

"""The Analyst's prompts, which no entity set shows: MCP clients see them (confirmed; the columns are proposed)."""

from sqlalchemy import Column, String, Table

from sandbox.database.schema import metadata

prompts = Table(
    "fourfour_prompts",
    metadata,
    Column("workspace_id", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("user_id", String),  # whose own it is; null for one that all members share
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("text", String, nullable=False),
)

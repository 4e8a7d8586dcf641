"""Workspaces ("tenants" in older vendor text), the people, and who belongs where.

That a person's `user_id` is the same in every tenant is confirmed (fourfour.md, 3.2); the roles are proposed.
"""

from sqlalchemy import Column, Index, String, Table

from sandbox.database.schema import metadata

users = Table(
    "fourfour_users",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("email", String, nullable=False, unique=True),
)

workspaces = Table(
    "fourfour_workspaces",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("cast_key", String),  # what the ids of all that was planted in it hang on; null in one that no cast planted
)

members = Table(
    "fourfour_members",
    metadata,
    Column("workspace_id", String, primary_key=True),
    Column("user_id", String, primary_key=True),
    Column("role", String, nullable=False),  # admin (has "Manage connections"), member
)
Index("ix_fourfour_members_user_id", members.c.user_id, members.c.workspace_id)

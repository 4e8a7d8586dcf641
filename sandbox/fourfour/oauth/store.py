"""SQL of what OAuth needs beside clients, codes and tokens: people with their workspaces, and browser sessions."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, String, Table, and_, bindparam, delete, insert, literal_column, or_, select

from sandbox.database.schema import UtcDateTime, metadata
from sandbox.database.statement import Statement
from sandbox.fourfour.oauth.people import Person, Workspace
from sandbox.fourfour.tables.workspaces import members, users, workspaces
from sandbox.oauth2.grants import Grant
from sandbox.oauth2.store.tables import tokens
from sandbox.oauth2.tokens import Kind

REALM = "fourfour"

sessions = Table(
    "fourfour_sessions",
    metadata,
    Column("hash", String, primary_key=True),
    Column("user_id", String, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)


MEMBER = Statement(select(members.c.role).where(members.c.workspace_id == bindparam("workspace"), members.c.user_id == bindparam("user")))


class PeopleStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def all(self) -> list[Person]:
        """Everybody who belongs to a workspace: admins first, then by name."""
        return self._people()

    def find(self, name: str) -> Person | None:
        """By id or e-mail."""
        return next(iter(self._people(or_(users.c.id == name, users.c.email == name))), None)

    def is_member(self, grant: Grant) -> bool:
        """Confirmed: the tokens of somebody who was removed from the workspace are worth nothing any more."""
        return bool(MEMBER.run(self._rows, workspace=grant.tenant_id, user=grant.user_id))

    def workspaces(self) -> list[Workspace]:
        return [Workspace(*row) for row in self._rows.execute(select(workspaces.c.id, workspaces.c.name).order_by(workspaces.c.name))]

    def _people(self, *where: Any) -> list[Person]:
        of_both = select(users, members.c.role, workspaces.c.id.label("workspace_id"), workspaces.c.name.label("workspace"))
        joined = of_both.join(members, members.c.user_id == users.c.id).join(workspaces, workspaces.c.id == members.c.workspace_id)
        found: dict[str, list[Any]] = {}
        for row in self._rows.execute(joined.where(*where).order_by(workspaces.c.name, workspaces.c.id)):
            found.setdefault(row.id, []).append(row)
        return sorted((_person(rows) for rows in found.values()), key=lambda person: (not person.is_admin, person.name, person.id))


def _person(rows: list[Any]) -> Person:
    """`rows` are the memberships of one person."""
    first, places = rows[0], tuple(Workspace(row.workspace_id, row.workspace) for row in rows)
    return Person(id=first.id, name=first.name, email=first.email, is_admin=any(row.role == "admin" for row in rows), workspaces=places)


class SessionStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def add(self, key_hash: str, user_id: str, *, expires_at: datetime) -> None:
        self._rows.execute(insert(sessions).values(hash=key_hash, user_id=user_id, expires_at=expires_at))

    def user_id(self, key_hash: str, *, at: datetime) -> str | None:
        mine = select(sessions.c.user_id).where(sessions.c.hash == key_hash, sessions.c.expires_at > at)
        return self._rows.execute(mine).scalar_one_or_none()

    def remove(self, key_hash: str, *, at: datetime) -> None:
        """Takes the expired ones away too."""
        self._rows.execute(delete(sessions).where(or_(sessions.c.hash == key_hash, sessions.c.expires_at <= at)))


_belongs = and_(members.c.workspace_id == tokens.c.tenant_id, members.c.user_id == tokens.c.user_id)
_mine = and_(tokens.c.realm == literal_column(f"'{REALM}'"), tokens.c.kind != literal_column(f"'{Kind.REFRESH}'"))
SPEAKER = Statement(
    select(tokens.c.user_id, tokens.c.tenant_id, tokens.c.scopes, tokens.c.id, tokens.c.client_id, tokens.c.expires_at, tokens.c.audience)
    .join(members, _belongs)
    .where(tokens.c.hash == bindparam("hash"), _mine, tokens.c.revoked_at.is_(None))
)
"""Finds whom a token speaks for, and until when, by the token's hash.

The person must still be a member (confirmed: removal revokes). A refresh token is no access token.
"""

"""`/odata/me`: who the token speaks for, and in which workspace (confirmed: fourfour.ai/developers)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from sandbox.database.engine import Database
from sandbox.database.statement import Statement
from sandbox.fourfour.tables.workspaces import members, users, workspaces
from sandbox.odata.model import Edm, EntityType, Property, Singleton


@dataclass(frozen=True)
class Person:
    """The reader, as far as `me` needs to know."""

    database: Database
    user_id: str
    workspace_id: str


WHO = Statement(
    select(users.c.id, users.c.name, users.c.email, workspaces.c.id, workspaces.c.name)
    .join(members, members.c.user_id == users.c.id)
    .join(workspaces, workspaces.c.id == members.c.workspace_id)
    .where(users.c.id == bindparam("user_id"), workspaces.c.id == bindparam("workspace_id"))
)


def read_me(person: Person) -> dict[str, Any]:
    """Not a transaction of its own: work that was put off reads in the transaction that keeps its answer."""
    (row,) = person.database.fetch(WHO, {"user_id": person.user_id, "workspace_id": person.workspace_id})
    return dict(zip(NAMES, row, strict=True))


NAMES = ("user_id", "user_name", "user_email", "tenant_id", "tenant_name")

ME = Singleton("me", EntityType("Me", tuple(Property(name, Edm.STRING, nullable=False) for name in NAMES), key="user_id"), read_me)

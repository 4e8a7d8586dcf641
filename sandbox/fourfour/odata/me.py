"""`/odata/me`: who the token speaks for, and in which workspace (confirmed: fourfour.ai/developers)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from sandbox.database.engine import Database
from sandbox.fourfour.caller import Caller
from sandbox.fourfour.tables.workspaces import members, users, workspaces
from sandbox.odata.model import Edm, EntityType, Property, Singleton


@dataclass(frozen=True)
class Person:
    """The reader, as far as `me` needs to know."""

    database: Database
    caller: Caller


def read_me(person: Person) -> dict[str, Any]:
    columns = (users.c.id, users.c.name, users.c.email, workspaces.c.id, workspaces.c.name)
    membership = select(*columns).join(members, members.c.user_id == users.c.id).join(workspaces, workspaces.c.id == members.c.workspace_id)
    who = (users.c.id == person.caller.user_id, workspaces.c.id == person.caller.workspace_id)
    with person.database.read() as rows:
        row = rows.execute(membership.where(*who)).one()
    return dict(zip(ME.type.property_names, row, strict=True))


NAMES = ("user_id", "user_name", "user_email", "tenant_id", "tenant_name")

ME = Singleton("me", EntityType("Me", tuple(Property(name, Edm.STRING, nullable=False) for name in NAMES), key="user_id"), read_me)

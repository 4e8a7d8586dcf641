"""SQL of people."""

from collections.abc import Collection, Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, Select, bindparam, func, select, update

from sandbox.database.statement import Statement
from sandbox.oauth2.tokens import hash_of
from sandbox.tenfold.tables.organizations import users
from sandbox.tenfold.users.user import User

BY_ID = Statement(select(users).where(users.c.id == bindparam("user"), ~users.c.deleted))
SIGN_IN = Statement(
    select(users).where(users.c.username == bindparam("username"), users.c.password_hash == bindparam("hash"), ~users.c.deleted)
)


class UserStore:
    """Deleted people are found by no client (proposed)."""

    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def find(self, user_id: str) -> User | None:
        found = BY_ID.run(self._rows, user=user_id)
        return _user(found[0]) if found else None

    def sign_in(self, username: str, password: str) -> User | None:
        """With the right password; the case of the username means nothing (proposed)."""
        found = SIGN_IN.run(self._rows, username=username.lower(), hash=hash_of(password))
        return _user(found[0]) if found else None

    def named(self, name: str) -> list[str]:
        """The ids of those whose id or username it is, deleted ones too: what they left behind is still there."""
        wanted = select(users.c.id).where((users.c.id == name) | (func.lower(users.c.username) == name.lower()))
        return [str(found) for found in self._rows.execute(wanted).scalars()]

    def usernames(self, user_ids: Collection[str] | None = None) -> dict[str, str]:
        """By id: of these, deleted ones too, or of all who are there."""
        wanted = select(users.c.id, users.c.username).where(~users.c.deleted if user_ids is None else users.c.id.in_(user_ids))
        return {row.id: row.username for row in self._rows.execute(wanted)}

    def page(self, organization_id: str, *, name: str = "", username: str = "", offset: int, limit: int) -> list[User]:
        """Those whose names hold both texts, whatever their case, by name."""
        wanted = _of_organization(organization_id)
        for column, text in ((users.c.name, name), (users.c.username, username)):
            if text:
                wanted = wanted.where(func.lower(column).contains(text.lower(), autoescape=True))
        return [_user(row) for row in self._rows.execute(wanted.offset(offset).limit(limit)).mappings()]

    def all(self, organization_id: str) -> list[User]:
        """By name."""
        return [_user(row) for row in self._rows.execute(_of_organization(organization_id)).mappings()]

    def count(self, organization_id: str) -> int:
        wanted = select(func.count()).where(users.c.organization_id == organization_id, ~users.c.deleted)
        return int(self._rows.execute(wanted).scalar_one())

    def change_settings(self, user: User, settings: Mapping[str, Any]) -> None:
        text = orjson.dumps(dict(settings)).decode()
        self._rows.execute(update(users).where(users.c.id == user.id).values(settings=text))


def _of_organization(organization_id: str) -> Select[Any]:
    return select(users).where(users.c.organization_id == organization_id, ~users.c.deleted).order_by(users.c.name, users.c.id)


def _user(row: Any) -> User:
    values = dict(row)
    read = {name: orjson.loads(values[name]) for name in ("phone_numbers", "settings")}
    return User(**values | read | {"extensions": tuple(values["extensions"].split()), "phone_numbers": tuple(read["phone_numbers"])})

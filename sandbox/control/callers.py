"""Who is on a call, as a person names them to the control API."""

import re
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from sandbox.control.people import unknown
from sandbox.control.scenarios import scenario_of
from sandbox.errors import InvalidField
from sandbox.tenfold.errors import InvalidField as TenfoldInvalidField
from sandbox.tenfold.phone_numbers import dialable
from sandbox.tenfold.users.store import UserStore
from sandbox.tenfold.users.user import User
from sandbox.world import world_of

EXTENSION = re.compile("[0-9]{1,20}")


def named_user(request: Request, rows: Connection, name: str | None, *, field: str = "user") -> User:
    """By id or username; without one, the admin whom `sandbox env` names. Raises InvalidField."""
    name = scenario_of(request, world_of(request)).credentials.tenfold.username if name is None else name
    users = UserStore(rows)
    ids = users.named(name)
    found = next((user for user in map(users.find, ids) if user), None)
    if found is None:
        raise InvalidField(
            field=field, rule=f"has left: {name!r}" if ids else unknown("user of Tenfold", name, list(users.usernames().values()))
        )
    return found


def named_user_ids(rows: Connection, name: str) -> list[str]:
    """Of somebody who has left, too. Raises InvalidField."""
    found = UserStore(rows).named(name)
    if not found:
        raise InvalidField(field="user", rule=unknown("user of Tenfold", name, list(UserStore(rows).usernames().values())))
    return found


def extension(value: Any) -> str:
    """A colleague's. Raises ValueError."""
    if not EXTENSION.fullmatch(value if isinstance(value, str) else ""):
        raise ValueError("must be an extension, digits alone, where the call is internal")
    return str(value)


def phone_number(value: Any) -> str:
    """Raises ValueError."""
    try:
        return dialable(value if isinstance(value, str) else "")
    except TenfoldInvalidField as error:
        raise ValueError(error.fields["rule"]) from None

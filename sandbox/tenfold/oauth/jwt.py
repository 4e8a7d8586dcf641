"""The JWTs of sign-ins (T2-10, T1-03). Claims and their day of life are proposed; the algorithm is pinned. Imported late: PyJWT is slow."""

from datetime import timedelta
from typing import Any

import jwt
from sqlalchemy import insert, select

from sandbox.database.statement import Statement
from sandbox.tenfold.tables.organizations import signing_keys
from sandbox.tenfold.users.user import User
from sandbox.world import DEFAULT, World

ALGORITHM = "HS256"
LIFETIME = timedelta(hours=24)
KEY_LENGTH = 48


KEY = Statement(select(signing_keys.c.secret))


def issue(world: World, user: User, *, audience: str | None = None) -> str:
    """Behind one of another world than the default stands a dot and that world's name, as behind all tokens.

    One for an `audience` is worth nothing to anybody else, and nothing as a bearer's token.
    """
    now = world.clock.now()
    claims = {"sub": user.id, "organizationId": user.organization_id, "iat": now, "exp": now + LIFETIME}
    claims |= {"aud": audience} if audience else {}
    token = jwt.encode(claims, _known_key(world) or _new_key(world), algorithm=ALGORITHM)
    return token if world.name == DEFAULT else f"{token}.{world.name}"


def user_of(world: World, token: str, *, audience: str | None = None) -> str | None:
    """The id of the person whom the token speaks for, if it is one of ours and of now."""
    key = _known_key(world)
    if key is None:
        return None
    text = token if world.name == DEFAULT else token.removesuffix(f".{world.name}")
    try:
        options: Any = {"require": ["sub", "exp"], "verify_exp": False, "verify_iat": False}
        claims = jwt.decode(text, key, algorithms=[ALGORITHM], audience=audience, options=options)
    except jwt.InvalidTokenError:
        return None
    return str(claims["sub"]) if claims["exp"] > world.clock.now().timestamp() else None


def _known_key(world: World) -> str | None:
    found = world.database.fetch(KEY, {})
    return str(found[0][0]) if found else None


def _new_key(world: World) -> str:
    key = world.chance.token(KEY_LENGTH)
    with world.database.begin() as rows:
        rows.execute(insert(signing_keys).values(id="jwt", secret=key))
    return key

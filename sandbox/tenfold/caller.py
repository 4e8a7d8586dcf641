"""Who calls: the person for whom an OAuth token or a JWT speaks (tenfold.md, 2). Both forms work on both versions (confirmed)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, literal_column, select
from starlette.requests import Request

from sandbox.database.statement import Statement
from sandbox.http.authorization import Bearer, authorization_of
from sandbox.http.bodies import body_of, form_of, query_of, single
from sandbox.http.headers import headers_of
from sandbox.http.media_types import media_type
from sandbox.oauth2.store.tables import tokens
from sandbox.oauth2.tokens import hash_of
from sandbox.tenfold.errors import InvalidToken, SeveralTokens
from sandbox.tenfold.tables.organizations import users
from sandbox.tenfold.users.store import UserStore
from sandbox.tenfold.users.user import User
from sandbox.world import World, world_of

FORM = "application/x-www-form-urlencoded"

SPEAKER = Statement(
    select(users.c.id, users.c.organization_id, users.c.is_admin, tokens.c.expires_at)
    .join(users, users.c.id == tokens.c.user_id)
    .where(
        tokens.c.hash == bindparam("hash"),
        tokens.c.realm == literal_column("'tenfold'"),
        tokens.c.kind == literal_column("'access'"),
        tokens.c.revoked_at.is_(None),
        ~users.c.deleted,
    )
)


@dataclass(frozen=True, kw_only=True)
class Caller:
    user_id: str
    organization_id: str
    is_admin: bool


def caller_of(request: Request) -> Caller:
    """`Bearer <token>`, `Bearer JWT <token>`, or `access_token` as a parameter or form field (inferred), but only one of them.

    Raises InvalidToken, SeveralTokens.
    """
    shown = [token for token in (_in_header(request), *_in_parameters(request)) if token]
    if len(shown) > 1:
        raise SeveralTokens
    return caller_with(request, shown[0] if shown else "")


def caller_with(request: Request, token: str) -> Caller:
    """An OAuth token, or a JWT behind the word `JWT`. Raises InvalidToken."""
    world = world_of(request)
    world.database.notice_others()
    caller = _caller(world, token) if token else None
    if caller is None:
        raise InvalidToken
    return caller


def user_of(rows: Connection, caller: Caller) -> User:
    """Raises InvalidToken for somebody who was deleted a moment ago."""
    found = UserStore(rows).find(caller.user_id)
    if found is None:
        raise InvalidToken
    return found


def _in_header(request: Request) -> str | None:
    shown = authorization_of(request)
    return shown.token if isinstance(shown, Bearer) else None


def is_form(request: Request) -> bool:
    """What calls itself one and is no JSON object: the vendor's own samples send JSON as a form."""
    return media_type(headers_of(request).get("content-type", "")) == FORM and not body_of(request).lstrip().startswith(b"{")


def _in_parameters(request: Request) -> tuple[str | None, str | None]:
    form = single(form_of(request)) if is_form(request) else {}
    return single(query_of(request)).get("access_token"), form.get("access_token")


def _caller(world: World, token: str) -> Caller | None:
    scheme, _, rest = token.partition(" ")
    if scheme.lower() == "jwt":
        return _of_jwt(world, rest.strip())
    found = world.database.fetch(SPEAKER, {"hash": hash_of(token)})
    if not found or datetime.fromisoformat(found[0][3]) <= world.clock.now():
        return None
    user_id, organization_id, is_admin, _ = found[0]
    return Caller(user_id=user_id, organization_id=organization_id, is_admin=bool(is_admin))


def _of_jwt(world: World, token: str) -> Caller | None:
    from sandbox.tenfold.oauth import jwt

    user_id = jwt.user_of(world, token)
    with world.database.read() as rows:
        user = UserStore(rows).find(user_id) if user_id else None
    return Caller(user_id=user.id, organization_id=user.organization_id, is_admin=user.is_admin) if user else None

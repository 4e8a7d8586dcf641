"""Who calls: the person and the one workspace that a token speaks for. It runs on every call, so it is one look-up and little else."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from sandbox.database.engine import Database
from sandbox.fourfour.errors import InvalidScope, Unauthenticated
from sandbox.fourfour.oauth.store import SPEAKER
from sandbox.http.authorization import Basic, authorization_of
from sandbox.http.public_url import public_url
from sandbox.oauth2.tokens import hash_of
from sandbox.world import world_of

ODATA_CHALLENGE = 'Basic realm="Four/Four"'
"""Makes BI clients prompt for a user and a password (proposed)."""

REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Caller:
    """`client_id` is None for a personal access token."""

    user_id: str
    workspace_id: str
    scopes: str
    token_id: str
    client_id: str | None
    expires_at: datetime
    audience: str
    """The servers that the token is for; nothing if it names none."""


def caller_of(request: Request, *, scope: str, server: str | None = None, challenge: str | None = None) -> Caller:
    """FF-OA-45 to FF-OA-50, FF-OA-66. Raises Unauthenticated, with `challenge` as its `WWW-Authenticate`, and InvalidScope.

    A Bearer token, or Basic with any user name and the token as password. One that is for some servers only must be for `server`.
    """
    shown = authorization_of(request)
    if shown is not None:
        world = world_of(request)
        world.database.notice_others()
        caller = _caller(world.database, shown.password if isinstance(shown, Basic) else shown.token)
        if caller is not None and caller.expires_at > world.clock.now() and _is_for(server, caller.audience):
            if scope not in caller.scopes.split():
                raise InvalidScope
            return caller
    raise Unauthenticated(headers={"WWW-Authenticate": challenge} if challenge else None)


def _is_for(server: str | None, audience: str) -> bool:
    return not audience or server is None or server in audience.split()


def _caller(database: Database, token: str) -> Caller | None:
    """Whom the token speaks for, if it was not revoked."""
    memory = database.memory("fourfour.callers", REMEMBERED)
    caller: Caller | None = memory.get(token)
    if caller is None:
        found = database.fetch(SPEAKER, {"hash": hash_of(token)})
        if found:
            user_id, workspace_id, scopes, token_id, client_id, expires_at, audience = found[0]
            caller = Caller(user_id, workspace_id, scopes, token_id, client_id, datetime.fromisoformat(expires_at), audience)
            memory.put(token, caller)
    return caller


def mcp_challenge(request: Request) -> str:
    """Leads an MCP client to the authorization server (RFC 9728, 5.1; inferred)."""
    return f'Bearer realm="mcp", resource_metadata="{public_url(request)}/.well-known/oauth-protected-resource/mcp"'

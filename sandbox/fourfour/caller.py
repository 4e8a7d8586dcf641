"""Who calls: the person and the one workspace that a token speaks for. It runs on every call, so it is one look-up and little else."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from starlette.requests import Request

from sandbox.database.engine import Database, Prepared
from sandbox.database.schema import utc_text
from sandbox.fourfour.errors import InvalidScope, Unauthenticated
from sandbox.fourfour.oauth.store import live_token
from sandbox.http.authorization import Basic, authorization_of
from sandbox.http.public_url import public_url
from sandbox.oauth2.tokens import hash_of
from sandbox.world import world_of

ODATA_CHALLENGE = 'Basic realm="Four/Four"'
"""Makes BI clients prompt for a user and a password (proposed)."""

_statements: WeakKeyDictionary[Database, Prepared] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Caller:
    """`client_id` is None for a personal access token."""

    user_id: str
    workspace_id: str
    scopes: str
    token_id: str
    client_id: str | None


def caller_of(request: Request, *, scope: str, challenge: str | None = None) -> Caller:
    """FF-OA-45 to FF-OA-50. Raises Unauthenticated, with `challenge` as its `WWW-Authenticate`, and InvalidScope.

    A Bearer token, or Basic with any user name and the token as password.
    """
    shown = authorization_of(request)
    if shown is not None:
        world = world_of(request)
        token = shown.password if isinstance(shown, Basic) else shown.token
        database = world.database
        statement = _statements.get(database)
        if statement is None:
            statement = _statements[database] = live_token(database)
        found = database.fetch(statement, (hash_of(token), utc_text(world.clock.now())))
        if found:
            caller = Caller(*found[0])
            if scope not in caller.scopes.split():
                raise InvalidScope
            return caller
    raise Unauthenticated(headers={"WWW-Authenticate": challenge} if challenge else None)


def mcp_challenge(request: Request) -> str:
    """Leads an MCP client to the authorization server (RFC 9728, 5.1; inferred)."""
    return f'Bearer realm="mcp", resource_metadata="{public_url(request)}/.well-known/oauth-protected-resource/mcp"'

"""The token endpoint, which a client's server calls. The one that a browser is sent to stands in endpoints_browser.py."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.fourfour.oauth.client_authentication import authenticated_client
from sandbox.fourfour.oauth.dialect import in_words
from sandbox.fourfour.oauth.errors import InvalidScope, UnsupportedGrantType
from sandbox.fourfour.oauth.issuing import counter_of
from sandbox.fourfour.oauth.parameters import Parameters, body_parameters
from sandbox.fourfour.oauth.resources import audience_of, known_resources
from sandbox.fourfour.oauth.scopes import FOR_CLIENTS, asked_scopes
from sandbox.fourfour.oauth.store import REALM
from sandbox.fourfour.oauth.wire import token_response
from sandbox.oauth2.audiences import Audience
from sandbox.oauth2.clients import AUTHORIZATION_CODE, REFRESH_TOKEN, Client
from sandbox.oauth2.codes import Redemption
from sandbox.oauth2.errors import CodeUsed, Refusal
from sandbox.oauth2.scopes import first_outside
from sandbox.oauth2.service import Counter, redeem, rotate
from sandbox.oauth2.store import ClientStore, TokenStore
from sandbox.oauth2.tokens import Pair
from sandbox.world import world_of

Exchange = Callable[[Counter, Client, Parameters, Audience | None, datetime], Pair]


def token(request: Request) -> Response:
    """FF-OA-26 to FF-OA-65. Turns a code or a refresh token into a pair of tokens. Errors: every row of fourfour.md, 2.4."""
    world, parameters = world_of(request), body_parameters(request)
    now = world.clock.now()
    try:
        with world.database.begin() as rows:
            return token_response(_exchange(request, parameters, counter_of(world, rows), rows, now))
    except CodeUsed as replay:
        # The refusal has rolled its transaction back; what the code gave must be revoked all the same.
        with world.database.begin() as rows:
            TokenStore(rows, REALM).revoke_grant(replay.grant_id, at=now)
        raise in_words(replay) from None
    except Refusal as refusal:
        raise in_words(refusal) from None


def carried_credential(request: Request) -> str | None:
    """By which the world that issued it is found, for a client that knows one address only."""
    parameters = body_parameters(request)
    return parameters.exact("refresh_token") or parameters.exact("code")


def _exchange(request: Request, parameters: Parameters, counter: Counter, rows: Connection, now: datetime) -> Pair:
    grant = parameters.exact("grant_type")
    if grant is None or grant not in EXCHANGES:
        raise UnsupportedGrantType
    client = authenticated_client(request, parameters, ClientStore(rows, REALM), grant=grant)
    audience = audience_of(parameters.every("resource"), known_resources(request))
    return EXCHANGES[grant](counter, client, parameters, audience, now)


def _redeem(counter: Counter, client: Client, parameters: Parameters, audience: Audience | None, now: datetime) -> Pair:
    code, redirect_uri = parameters.required("code"), parameters.get("redirect_uri")
    brought = Redemption(client_id=client.id, redirect_uri=redirect_uri, verifier=parameters.get("code_verifier"), audience=audience)
    return redeem(counter, code, client, brought, at=now)


def _rotate(counter: Counter, client: Client, parameters: Parameters, audience: Audience | None, now: datetime) -> Pair:
    value, scope = parameters.required("refresh_token"), parameters.get("scope")
    scopes = asked_scopes(scope) if scope else None
    unknown = first_outside(scopes or (), FOR_CLIENTS)
    if unknown is not None:
        raise InvalidScope(scope=unknown)
    return rotate(counter, value, client, scopes, at=now, audience=audience)


EXCHANGES: dict[str, Exchange] = {AUTHORIZATION_CODE: _redeem, REFRESH_TOKEN: _rotate}

"""What a client may ask of the token endpoints of both versions, and the tokens it gets (tenfold.md, 2, T1-01, T1-02 and T2-36).

Errors are those of node-oauth2-server 2 (inferred).
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from sandbox.http.authorization import Basic, authorization_of
from sandbox.oauth2 import errors as refusals
from sandbox.oauth2.clients import AUTHORIZATION_CODE, REFRESH_TOKEN, Client
from sandbox.oauth2.codes import Redemption
from sandbox.oauth2.service import issue, redeem, rotate
from sandbox.oauth2.store import ClientStore
from sandbox.oauth2.tokens import Pair
from sandbox.tenfold.errors import InvalidClient, InvalidGrant, InvalidRequest
from sandbox.tenfold.oauth.realm import CLIENT_CREDENTIALS, LIFETIMES, PASSWORD, REALM, counter_of
from sandbox.tenfold.organizations.store import OrganizationStore
from sandbox.tenfold.users.store import UserStore
from sandbox.tenfold.users.user import User
from sandbox.world import World

Given = Mapping[str, Any]

SECONDS = int(next(iter(LIFETIMES.values())).total_seconds())


def client_of(request: Request, rows: Connection, given: Given) -> Client:
    """By Basic, or by `client_id` and `client_secret` of the body. Raises InvalidClient."""
    shown = authorization_of(request)
    client_id, secret = (shown.user, shown.password) if isinstance(shown, Basic) else (given.get("client_id"), given.get("client_secret"))
    if not isinstance(client_id, str) or not client_id:
        raise InvalidClient(complaint="Invalid or missing client_id parameter")
    if not isinstance(secret, str) or not secret:
        raise InvalidClient(complaint="Missing client_secret parameter")
    client = ClientStore(rows, REALM).get(client_id)
    if client is None or client.revoked_at is not None or not client.has_secret(secret):
        raise InvalidClient(complaint="Client credentials are invalid")
    return client


def exchanged(world: World, rows: Connection, client: Client, given: Given, grants: Mapping[str, "Exchange"]) -> Pair:
    """By the grant that the client names, of those that the endpoint knows. Raises an OAuthError."""
    exchange = grants.get(str(given.get("grant_type")))
    if exchange is None:
        raise InvalidRequest(complaint="Invalid or missing grant_type parameter")
    if given["grant_type"] not in client.grants:
        raise InvalidClient(complaint="The grant type is unauthorised for this client_id")
    return exchange(world, rows, client, given)


def by_password(world: World, rows: Connection, client: Client, given: Given) -> Pair:
    username, password = given.get("username"), given.get("password")
    if not isinstance(username, str) or not isinstance(password, str) or not username or not password:
        raise InvalidClient(complaint='Missing parameters. "username" and "password" are required')
    user = UserStore(rows).sign_in(username, password)
    if user is None:
        raise InvalidGrant(complaint="User credentials are invalid")
    return pair_for(world, rows, client, user)


def by_client(world: World, rows: Connection, client: Client, given: Given) -> Pair:
    """Acts as the admin of the organization that has the client (inferred: as its owner)."""
    owner = UserStore(rows).find(OrganizationStore(rows).get(client.tenant_id or "").admin_id)
    if owner is None:
        raise InvalidGrant(complaint="Client credentials are invalid")
    return pair_for(world, rows, client, owner)


def by_refresh_token(world: World, rows: Connection, client: Client, given: Given) -> Pair:
    """The old one stops working (proposed)."""
    value = given.get("refresh_token")
    if not isinstance(value, str) or not value:
        raise InvalidRequest(complaint="No refresh_token parameter")
    try:
        return rotate(counter_of(world, rows), value, client, None, at=world.clock.now())
    except refusals.TokenExpired:
        raise InvalidGrant(complaint="Refresh token has expired") from None
    except refusals.Refusal:
        raise InvalidGrant(complaint="Invalid refresh token") from None


def by_code(world: World, rows: Connection, client: Client, given: Given) -> Pair:
    """Without a code, a refresh token will do: the vendor's sample of a refresh names this grant. If both come, the code wins."""
    value = given.get("code")
    if value is None and given.get("refresh_token") is not None:
        return by_refresh_token(world, rows, client, given)
    if not isinstance(value, str) or not value:
        raise InvalidRequest(complaint='No "code" parameter')
    brought = Redemption(client_id=client.id, redirect_uri=None, verifier=None)
    try:
        return redeem(counter_of(world, rows), value, client, brought, at=world.clock.now())
    except refusals.CodeExpired:
        raise InvalidGrant(complaint="Code has expired") from None
    except refusals.Refusal:
        raise InvalidGrant(complaint="Invalid code") from None


Exchange = Callable[[World, Connection, Client, Given], Pair]

V1_GRANTS: Mapping[str, Exchange] = {PASSWORD: by_password, CLIENT_CREDENTIALS: by_client, REFRESH_TOKEN: by_refresh_token}
V2_GRANTS: Mapping[str, Exchange] = {AUTHORIZATION_CODE: by_code, REFRESH_TOKEN: by_refresh_token}


def pair_for(world: World, rows: Connection, client: Client, user: User) -> Pair:
    counter = counter_of(world, rows)
    grant = counter.mint.grant(client_id=client.id, user_id=user.id, tenant_id=user.organization_id, scopes=())
    return issue(counter, grant, client, at=world.clock.now())


def pair_body(pair: Pair, expires_in: int | str) -> dict[str, Any]:
    """The members in the order of the vendor's samples (confirmed)."""
    refresh = {"refresh_token": pair.refresh.value} if pair.refresh else {}
    return {"token_type": "bearer", "access_token": pair.access.value, "expires_in": expires_in, **refresh}

"""Tokens of Four/Four: looked at, made without a browser, run out and revoked."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.control import fields
from sandbox.control.people import named_person, named_workspace
from sandbox.database.schema import utc_text
from sandbox.errors import InvalidField
from sandbox.fourfour.oauth.issuing import counter_of, mint_of
from sandbox.fourfour.oauth.personal_tokens import personal_token
from sandbox.fourfour.oauth.scopes import FOR_CLIENTS, FOR_PEOPLE
from sandbox.fourfour.oauth.store import REALM, PeopleStore
from sandbox.fourfour.oauth.wire import pair_body
from sandbox.http.bodies import query_of, single
from sandbox.http.rendering import json_response
from sandbox.oauth2.service import issue
from sandbox.oauth2.store import ClientStore, TokenStore
from sandbox.oauth2.tokens import Kind, Token
from sandbox.world import World, world_of

PERSONAL, OAUTH = "personal", "oauth"


def list_tokens(request: Request) -> Response:
    """Without their values, which nobody knows any more. `kind`, `user` and `client` choose."""
    wanted = single(query_of(request))
    for name in wanted:
        if name not in ("kind", "user", "client"):
            raise InvalidField(field=name, rule="is not a parameter of this request; it takes kind, user, client")
    kind = fields.read_field("kind", wanted["kind"], fields.one_of(*Kind)) if "kind" in wanted else None
    with world_of(request).database.read() as rows:
        user_id = named_person(PeopleStore(rows), wanted["user"]).id if "user" in wanted else None
        found = TokenStore(rows, REALM).all(kind=kind, user_id=user_id, client_id=wanted.get("client"))
    return json_response({"tokens": [token_facts(token) for token in found]})


def mint(request: Request) -> Response:
    """201. A `personal` one is told with its facts; for `oauth` the members are those of the token endpoint."""
    known: dict[str, type | fields.Reader] = {
        "kind": fields.one_of(PERSONAL, OAUTH),
        "user": fields.filled,
        "workspace": str,
        "scopes": _scopes,
        "name": fields.filled,
        "client_id": fields.filled,
    }
    given = fields.fields_of(request, known, required=["kind", "user"])
    make = {PERSONAL: _personal, OAUTH: _oauth}[given["kind"]]
    world = world_of(request)
    with world.database.begin() as rows:
        return json_response(make(world, rows, given, world.clock.now()), 201)


def expire(request: Request) -> Response:
    """It has run out as of now."""
    return _change(request, TokenStore.expire)


def revoke(request: Request) -> Response:
    return _change(request, TokenStore.revoke)


def token_facts(token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        "kind": token.kind,
        "name": token.name,
        "user_id": token.grant.user_id,
        "workspace_id": token.grant.tenant_id,
        "client_id": token.grant.client_id,
        "scopes": list(token.grant.scopes),
        "audience": list(token.grant.audience),
        "issued_at": utc_text(token.issued_at),
        "expires_at": utc_text(token.expires_at),
        "revoked_at": utc_text(token.revoked_at) if token.revoked_at else None,
    }


def _personal(world: World, rows: Connection, given: dict[str, Any], now: datetime) -> dict[str, Any]:
    _refuse(given, "client_id", PERSONAL)
    person = named_person(PeopleStore(rows), given["user"])
    workspace = named_workspace(PeopleStore(rows), given.get("workspace"), person)
    scopes, name = given.get("scopes", FOR_CLIENTS), given.get("name", "Sandbox")
    issued = personal_token(mint_of(world), user_id=person.id, workspace_id=workspace.id, scopes=scopes, name=name, at=now)
    TokenStore(rows, REALM).add(issued)
    return {"token": issued.value, **token_facts(issued.token)}


def _oauth(world: World, rows: Connection, given: dict[str, Any], now: datetime) -> dict[str, Any]:
    for name in ("scopes", "name"):  # a client can have api:read only, and its tokens have no name
        _refuse(given, name, OAUTH)
    person = named_person(PeopleStore(rows), given["user"])
    workspace = named_workspace(PeopleStore(rows), given.get("workspace"), person)
    client = ClientStore(rows, REALM).get(given.get("client_id", ""))
    if client is None:
        raise InvalidField(field="client_id", rule="is no client of this world" if "client_id" in given else "is missing")
    counter = counter_of(world, rows)
    grant = counter.mint.grant(client_id=client.id, user_id=person.id, tenant_id=workspace.id, scopes=FOR_CLIENTS)
    return pair_body(issue(counter, grant, client, at=now))


def _refuse(given: dict[str, Any], name: str, kind: str) -> None:
    if name in given:
        raise InvalidField(field=name, rule=f"is not a field of a token of kind {kind}")


def _scopes(value: Any) -> tuple[str, ...]:
    given = fields.list_of(fields.one_of(*FOR_PEOPLE))(value)
    if not given:
        raise ValueError(f"must have at least one of {', '.join(FOR_PEOPLE)}")
    return tuple(dict.fromkeys(given))


def _change(request: Request, change: Callable[..., None]) -> Response:
    """Answers with the token as it is then."""
    given = fields.fields_of(request, {"token": fields.filled, "id": fields.filled})
    if len(given) != 1:
        raise InvalidField(field="token", rule="or id must be given, and not both")
    world = world_of(request)
    with world.database.begin() as rows:
        store = TokenStore(rows, REALM)
        change(store, _named(store, given), at=world.clock.now())
        return json_response(token_facts(_named(store, given)))


def _named(store: TokenStore, given: dict[str, str]) -> Token:
    found = store.by_value(given["token"]) if "token" in given else store.by_id(given["id"])
    if found is None:
        raise InvalidField(field=next(iter(given)), rule="is no token of this world")
    return found

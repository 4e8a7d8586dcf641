"""Clients: what an admin registers, and what an MCP client registers for itself (RFC 7591)."""

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.chance import Chance
from sandbox.fourfour.oauth.errors import InvalidClientMetadata, InvalidRedirectUri
from sandbox.fourfour.oauth.scopes import FOR_CLIENTS
from sandbox.fourfour.oauth.store import REALM
from sandbox.http.bodies import Malformed, json_of
from sandbox.http.rendering import json_response
from sandbox.oauth2.clients import GRANTS, Client, fault_of_name
from sandbox.oauth2.redirects import first_fault
from sandbox.oauth2.scopes import scope_text
from sandbox.oauth2.store import ClientStore
from sandbox.oauth2.tokens import hash_of
from sandbox.world import world_of

SECRET_LENGTH = 40
UNNAMED = "MCP client"


def new_client(
    chance: Chance,
    *,
    name: str,
    redirect_uris: tuple[str, ...],
    confidential: bool,
    at: datetime,
    tenant_id: str | None = None,
    grants: tuple[str, ...] = GRANTS,
) -> tuple[Client, str | None]:
    """The client, and its secret at the one moment at which it is known. Inferred: a UUID, and 40 letters and digits (Passport)."""
    client_id, secret = chance.uuid(), chance.token(SECRET_LENGTH) if confidential else None
    kept = hash_of(secret) if secret else None
    client = Client(
        id=client_id, name=name, redirect_uris=redirect_uris, created_at=at, secret_hash=kept, grants=grants, tenant_id=tenant_id
    )
    return client, secret


def register(request: Request) -> Response:
    """FF-OA-72, FF-OA-73. 201 with a public client, which needs PKCE. Errors: InvalidRedirectUri, InvalidClientMetadata."""
    metadata, world = _metadata(request), world_of(request)
    uris, name = _redirect_uris(metadata), _name(metadata)
    client, _ = new_client(world.chance, name=name, redirect_uris=uris, confidential=False, at=world.clock.now())
    with world.database.begin() as rows:
        ClientStore(rows, REALM).add(client)
    answer = {
        "client_id": client.id,
        "redirect_uris": list(client.redirect_uris),
        "grant_types": list(client.grants),
        "response_types": ["code"],
        "scope": scope_text(FOR_CLIENTS),
        "token_endpoint_auth_method": "none",
    }
    return json_response(answer, 201, {"Cache-Control": "no-store"})


def _metadata(request: Request) -> dict[str, Any]:
    try:
        given = json_of(request)
    except Malformed:
        given = None
    if not isinstance(given, dict):
        raise InvalidClientMetadata(field="The body", rule="must be a JSON object")
    return given


def _redirect_uris(metadata: dict[str, Any]) -> tuple[str, ...]:
    given = metadata.get("redirect_uris")
    if not isinstance(given, list) or not given:
        raise InvalidRedirectUri(field="redirect_uris", rule="must be a list of at least one URL")
    if fault := first_fault(given):
        raise InvalidRedirectUri(field=f"redirect_uris[{fault[0]}]", rule=fault[1])
    return tuple(given)


def _name(metadata: dict[str, Any]) -> str:
    name = metadata.get("client_name") or UNNAMED
    fault = fault_of_name(name) if isinstance(name, str) else "must be a text"
    if fault:
        raise InvalidClientMetadata(field="client_name", rule=fault)
    return name.strip()

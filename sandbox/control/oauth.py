"""Clients of Four/Four's OAuth, as an admin registers them in the vendor's pages."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.control import fields
from sandbox.control.people import named_workspace
from sandbox.database.schema import utc_text
from sandbox.errors import NotFound
from sandbox.fourfour.oauth.registration import new_client
from sandbox.fourfour.oauth.store import REALM, PeopleStore
from sandbox.http.rendering import json_response
from sandbox.oauth2.clients import GRANTS, Client, fault_of_name
from sandbox.oauth2.redirects import first_fault
from sandbox.oauth2.store import ClientStore, TokenStore
from sandbox.world import world_of


def list_clients(request: Request) -> Response:
    with world_of(request).database.read() as rows:
        clients = ClientStore(rows, REALM).all()
    return json_response({"clients": [client_facts(client) for client in clients]})


def create(request: Request) -> Response:
    """201, with the `client_secret` of a confidential client; nobody can be told it again. The workspace is the one that owns it."""
    known: dict[str, type | fields.Reader] = {
        "name": _name,
        "redirect_uris": _redirect_uris,
        "confidential": bool,
        "workspace": str,
        "grant_types": _grants,
    }
    given = fields.fields_of(request, known, required=["name", "redirect_uris"])
    world = world_of(request)
    with world.database.begin() as rows:
        owner = named_workspace(PeopleStore(rows), given.get("workspace"))
        client, secret = new_client(
            world.chance,
            name=given["name"],
            redirect_uris=given["redirect_uris"],
            confidential=given.get("confidential", True),
            at=world.clock.now(),
            tenant_id=owner.id,
            grants=given.get("grant_types", GRANTS),
        )
        ClientStore(rows, REALM).add(client)
    return json_response(client_facts(client) | ({"client_secret": secret} if secret else {}), 201)


def revoke(request: Request) -> Response:
    """204. Its tokens are revoked with it."""
    world, client_id = world_of(request), request.path_params["client"]
    with world.database.begin() as rows:
        if ClientStore(rows, REALM).get(client_id) is None:
            raise NotFound(path=request.scope["path"])
        now = world.clock.now()
        ClientStore(rows, REALM).revoke(client_id, at=now)
        TokenStore(rows, REALM).revoke_client(client_id, at=now)
    return Response(status_code=204)


def client_facts(client: Client) -> dict[str, Any]:
    return {
        "client_id": client.id,
        "name": client.name,
        "redirect_uris": list(client.redirect_uris),
        "confidential": client.is_confidential,
        "grant_types": list(client.grants),
        "workspace": client.tenant_id,
        "created_at": utc_text(client.created_at),
        "revoked_at": utc_text(client.revoked_at) if client.revoked_at else None,
    }


def _name(value: Any) -> str:
    fault = fault_of_name(fields.filled(value))
    if fault:
        raise ValueError(fault)
    return str(value).strip()


def _redirect_uris(value: Any) -> tuple[str, ...]:
    given = fields.list_of(str)(value)
    if not given:
        raise ValueError("must have at least one URL")
    if fault := first_fault(given):
        raise ValueError(f"has {given[fault[0]]!r}, which {fault[1]}")
    return tuple(given)


def _grants(value: Any) -> tuple[str, ...]:
    given = fields.list_of(fields.one_of(*GRANTS))(value)
    if not given:
        raise ValueError(f"must have at least one of {', '.join(GRANTS)}")
    return tuple(dict.fromkeys(given))

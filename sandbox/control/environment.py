"""Names and values of the environment of a client that is to talk to this world: the addresses and the scenario's fixed credentials."""

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from sandbox.cast.identifiers import identifier
from sandbox.control.scenarios import scenario_of
from sandbox.http.public_url import server_url
from sandbox.http.rendering import json_response
from sandbox.tenfold.seeding.ids import organization_id
from sandbox.world import world_of, world_url

if TYPE_CHECKING:
    from sandbox.cast.scenario import FourFourCredentials, TenfoldCredentials


def environment(request: Request) -> Response:
    """Of the request's world. Only names that work now."""
    world = world_of(request)
    sandbox = {"SANDBOX_URL": server_url(request), "SANDBOX_WORLD": world.name}
    credentials = scenario_of(request, world).credentials
    url = world_url(request, world)
    return json_response(sandbox | _fourfour(url, credentials.fourfour) | _tenfold(url, credentials.tenfold))


def _fourfour(url: str, credentials: "FourFourCredentials") -> dict[str, str]:
    return {
        "FOURFOUR_BASE_URL": url,
        "FOURFOUR_CLIENT_ID": credentials.client_id,
        "FOURFOUR_CLIENT_SECRET": credentials.client_secret,
        "FOURFOUR_REDIRECT_URI": credentials.redirect_uris[0],
        "FOURFOUR_TENANT_ID": identifier("workspace", credentials.workspace),
        "FOURFOUR_API_TOKEN": credentials.api_token,
        "FOURFOUR_IMPORT_TOKEN": credentials.import_token,
        "FOURFOUR_WEBHOOK_SECRET": credentials.webhook_secret,
    }


def _tenfold(url: str, credentials: "TenfoldCredentials") -> dict[str, str]:
    return {
        "TENFOLD_BASE_URL": url,
        "TENFOLD_CLIENT_ID": credentials.client_id,
        "TENFOLD_CLIENT_SECRET": credentials.client_secret,
        "TENFOLD_ORGANIZATION_ID": organization_id(credentials.workspace),
        "TENFOLD_USERNAME": credentials.username,
        "TENFOLD_PASSWORD": credentials.password,
        "TENFOLD_REGULAR_USERNAME": credentials.regular_username,
        "TENFOLD_REGULAR_PASSWORD": credentials.password,
    }

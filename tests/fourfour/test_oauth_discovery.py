"""How an MCP client finds its way to a token by itself (fourfour.md, 7.1)."""

from typing import Any

import pytest

from tests.conftest import World
from tests.facts import fact
from tests.fourfour.oauth_flow import CHALLENGE, VERIFIER, Browser, Client, me

URIS = ["http://127.0.0.1:7777/done"]


@fact("FF-OA-70")
@pytest.mark.parametrize("path", ["/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp"])
def test_the_mcp_server_names_its_authorization_server(world: World, path: str) -> None:
    assert world.client().get(path).json() == {
        "resource": f"{world.url}/mcp",
        "authorization_servers": [world.url],
        "scopes_supported": ["api:read"],
    }


@fact("FF-OA-71")
def test_the_authorization_server_describes_itself(world: World) -> None:
    assert world.client().get("/.well-known/oauth-authorization-server").json() == {
        "issuer": world.url,
        "authorization_endpoint": f"{world.url}/oauth/authorize",
        "token_endpoint": f"{world.url}/oauth/token",
        "registration_endpoint": f"{world.url}/oauth/register",
        "response_types_supported": ["code"],
        "code_challenge_methods_supported": ["S256"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "scopes_supported": ["api:read"],
    }


@fact("FF-OA-70", "FF-OA-71")
def test_the_metadata_of_a_world_is_found_at_the_root_as_the_standards_say(world: World) -> None:
    root, well_known = world.server.client(), "/.well-known/oauth-"

    server = root.get(f"{well_known}authorization-server/w/{world.name}").json()
    resource = root.get(f"{well_known}protected-resource/w/{world.name}/mcp").json()

    assert (server["issuer"], resource["resource"]) == (world.url, f"{world.url}/mcp")
    assert root.get(f"{well_known}authorization-server/w/nowhere").status_code == 404


@fact("FF-OA-72")
def test_a_client_registers_itself_and_gets_a_token_with_pkce(world: World) -> None:
    answer = world.client().post("/oauth/register", json={"redirect_uris": URIS, "client_name": "Assistant"})

    made = answer.json()
    assert answer.status_code == 201
    assert made == {
        "client_id": made["client_id"],
        "redirect_uris": URIS,
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "scope": "api:read",
        "token_endpoint_auth_method": "none",
    }
    client = Client(world, made["client_id"], None, URIS[0])
    code = Browser(world, client).code(scope="mcp:use", code_challenge=CHALLENGE, code_challenge_method="S256")
    assert me(world, client.exchange(code, code_verifier=VERIFIER).json()["access_token"]).status_code == 200


@fact("FF-OA-73", "FF-OA-01")
@pytest.mark.parametrize(
    "uris",
    [None, [], "https://a.example/", [7], ["/relative"], ["http://a.example/"], ["ftp://a.example/"], ["https://a.example/#x"], ["\u0000"]],
)
def test_a_redirect_uri_that_cannot_be_registered(world: World, uris: Any) -> None:
    response = world.client().post("/oauth/register", json={} if uris is None else {"redirect_uris": uris})

    assert (response.status_code, response.json()["error"]) == (400, "invalid_redirect_uri")


@fact("FF-OA-73")
@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"redirect_uris": ["http://localhost/"], "client_name": 7}'])
def test_metadata_that_cannot_be_used(world: World, body: bytes) -> None:
    response = world.client().post("/oauth/register", content=body, headers={"Content-Type": "application/json"})

    assert (response.status_code, response.json()["error"]) == (400, "invalid_client_metadata")

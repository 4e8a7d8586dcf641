"""Whom the MCP server lets in (fourfour.md, 7 and 7.1)."""

import httpx
import pytest

from tests.conftest import World, started
from tests.demo import API_TOKEN, HELEN, IMPORT_TOKEN
from tests.facts import fact
from tests.fourfour.mcp_assistant import Assistant
from tests.fourfour.oauth_flow import Browser, demo_client, tokens_of
from tests.tenfold.conftest import Tenfold


def challenge(world: World) -> str:
    return f'Bearer realm="mcp", resource_metadata="{world.url}/.well-known/oauth-protected-resource/mcp"'


@fact("FF-MC-01")
def test_without_a_token_one_is_told_where_to_get_it(world: World) -> None:
    answer = Assistant(world, None).request("ping")

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, challenge(world))


@fact("FF-MC-02")
def test_personal_tokens_and_those_of_oauth_clients_open_the_server(world: World) -> None:
    assert Assistant(world, API_TOKEN).ask("ping") == {}
    assert Assistant(world, tokens_of(world)["access_token"]).ask("ping") == {}


@fact("FF-MC-03")
def test_a_token_that_may_only_import_is_not_enough(world: World) -> None:
    answer = Assistant(world, IMPORT_TOKEN).request("ping")

    said = f'{challenge(world)}, error="insufficient_scope", scope="api:read"'
    assert (answer.status_code, answer.headers["www-authenticate"]) == (403, said)


@fact("FF-MC-04")
def test_an_expired_a_revoked_and_a_foreign_token_are_refused(world: World) -> None:
    pair = tokens_of(world)
    other = world.client().post("/oauth/token", data=refresh(world, pair["refresh_token"])).json()["access_token"]
    refused = {
        "revoked": pair["access_token"],
        "refresh": pair["refresh_token"],
        "tenfold": Tenfold(world).pair()["access_token"],
        "nobody's": "x",
    }

    for name, token in refused.items():
        answer = Assistant(world, token).request("ping")
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, f'{challenge(world)}, error="invalid_token"'), name
    assert Assistant(world, other).ask("ping") == {}
    world.clock.advance(days=2)
    assert Assistant(world, other).request("ping").status_code == 401


def refresh(world: World, token: str) -> dict[str, str]:
    client = demo_client(world)
    return {"grant_type": "refresh_token", "refresh_token": token, "client_id": client.id, "client_secret": client.secret or ""}


@fact("FF-MC-04")
def test_a_token_of_another_world_is_refused(world: World) -> None:
    world.control.post(f"/worlds/{world.name}/clone", json={"name": f"{world.name}-other"}).raise_for_status()
    other = World(world.server, f"{world.name}-other")
    token = tokens_of(other, HELEN)["access_token"]

    assert Assistant(other, token).ask("ping") == {}
    assert Assistant(world, token).request("ping").status_code == 401
    other.control.delete(f"/worlds/{other.name}").raise_for_status()


@fact("FF-MC-08")
def test_a_token_for_another_server_is_refused(world: World) -> None:
    browser = Browser(world, demo_client(world))
    token = browser.client.exchange(browser.code(resource=f"{world.url}/odata")).json()["access_token"]

    answer = Assistant(world, token).request("ping")

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, f'{challenge(world)}, error="invalid_token"')
    assert world.with_token(token).get("/odata/me").status_code == 200


@fact("FF-MC-08")
@pytest.mark.parametrize("named", [["/mcp"], ["/odata", "/mcp"], [""], []])
def test_a_token_for_this_server_or_for_all_opens_it(world: World, named: list[str]) -> None:
    browser = Browser(world, demo_client(world))
    token = browser.client.exchange(browser.code(resource=[world.url + path for path in named])).json()["access_token"]

    assert Assistant(world, token).ask("ping") == {}


@fact("FF-MC-05")
def test_only_a_bearer_token_counts(world: World) -> None:
    answer = world.client().post("/mcp", json={}, auth=("helen", API_TOKEN))

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, challenge(world))


@fact("FF-MC-06")
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example", "ftp://localhost", ""])
def test_a_page_of_another_site_is_refused(world: World, origin: str) -> None:
    assert Assistant(world).request("ping", Origin=origin).status_code == 403


@fact("FF-MC-06")
def test_pages_of_the_server_itself_and_of_this_machine_may_call(world: World) -> None:
    for origin in (world.server.url, "http://localhost:6274", "http://[::1]:3000"):
        assert Assistant(world).request("ping", Origin=origin).status_code == 200


@fact("FF-MC-07")
@pytest.mark.parametrize("host", ["evil.example", "evil.example:4410", "127.0.0.1.evil.example"])
def test_a_host_name_that_is_made_to_point_here_is_refused(world: World, host: str) -> None:
    assert Assistant(world).request("ping", Host=host).status_code == 421


@fact("FF-MC-07")
def test_the_public_address_is_a_name_of_the_server_and_stands_in_its_links() -> None:
    with started("--ephemeral", "--public-url", "https://voice.example") as (_, url):
        headers = {"Authorization": f"Bearer {API_TOKEN}", "Host": "voice.example", "Origin": "https://voice.example"}
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "find_labels", "arguments": {}}}
        answer = httpx.post(f"{url}/mcp", headers=headers, json=message)

    assert answer.status_code == 200
    assert answer.json()["result"]["structuredContent"]["results"][0]["url"].startswith("https://voice.example/odata/Labels('")

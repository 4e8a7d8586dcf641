"""The servers that a token is for (RFC 8707): what `resource` named goes with the code and the tokens, and others refuse them."""

from typing import Any

import httpx
import pytest

from tests.conftest import World
from tests.demo import API_TOKEN
from tests.facts import fact
from tests.fourfour.mcp_assistant import Assistant
from tests.fourfour.oauth_flow import Browser, audiences, demo_client, me, sent_back

BEYOND = (400, "invalid_target", "resource must not reach beyond what was authorized", "Check the `resource` parameter")


@pytest.fixture
def browser(world: World) -> Browser:
    return Browser(world, demo_client(world))


def at(world: World, *paths: str) -> list[str]:
    return [world.url + path for path in paths]


def pair_for(browser: Browser, *paths: str, **exchanged: Any) -> dict[str, Any]:
    """The tokens of somebody who allowed the client the servers at `paths`."""
    code = browser.code(resource=at(browser.world, *paths), prompt="consent")
    pair: dict[str, Any] = browser.client.exchange(code, **exchanged).raise_for_status().json()
    return pair


def opens(world: World, access_token: str) -> dict[str, int]:
    return {"mcp": Assistant(world, access_token).request("ping").status_code, "odata": me(world, access_token).status_code}


def refusal(response: httpx.Response) -> tuple[int, str, str, str]:
    body = response.json()
    return response.status_code, body["error"], body["error_description"], body["hint"]


@fact("FF-OA-65", "FF-OA-66", "FF-MC-08")
@pytest.mark.parametrize(
    ("named", "audience", "mcp", "odata"),
    [
        (["/mcp"], ["mcp"], 200, 401),
        (["/odata"], ["odata"], 401, 200),
        (["/odata", "/mcp"], ["odata", "mcp"], 200, 200),
        (["/mcp", "/mcp/"], ["mcp"], 200, 401),
        ([""], ["mcp", "odata"], 200, 200),
        (["/odata", ""], ["odata", "mcp"], 200, 200),
        ([], [], 200, 200),
    ],
)
def test_a_token_is_for_the_servers_that_were_named(browser: Browser, named: list[str], audience: list[str], mcp: int, odata: int) -> None:
    pair = pair_for(browser, *named)

    assert audiences(browser.world) == {"access": audience, "refresh": audience}
    assert opens(browser.world, pair["access_token"]) == {"mcp": mcp, "odata": odata}


@fact("FF-OA-66")
@pytest.mark.parametrize("basic", [False, True])
def test_odata_refuses_a_token_for_another_server_like_one_that_is_none(browser: Browser, basic: bool) -> None:
    token = pair_for(browser, "/mcp")["access_token"]
    who = httpx.BasicAuth("anybody", token) if basic else None

    response = browser.world.client().get("/odata/me", auth=who, headers={} if basic else {"Authorization": f"Bearer {token}"})

    assert (response.status_code, response.json()) == (401, {"message": "Unauthenticated."})
    assert response.headers["www-authenticate"] == 'Basic realm="Four/Four"'


@fact("FF-OA-65", "FF-MC-08")
def test_personal_tokens_are_for_all_servers(world: World) -> None:
    assert opens(world, API_TOKEN) == {"mcp": 200, "odata": 200}
    assert {tuple(token["audience"]) for token in world.control.get("/tokens", params={"kind": "personal"}).json()["tokens"]} == {()}


@fact("FF-OA-65")
def test_a_code_without_a_server_is_narrowed_for_good_by_the_first_that_is_named(browser: Browser) -> None:
    pair = pair_for(browser, resource=at(browser.world, "/mcp"))

    assert audiences(browser.world) == {"access": ["mcp"], "refresh": ["mcp"]}
    response = browser.client.refresh(pair["refresh_token"], resource=at(browser.world, "/odata"))
    assert refusal(response) == BEYOND


@fact("FF-OA-65")
def test_a_code_for_several_servers_gives_a_token_for_one_and_a_grant_for_all(browser: Browser) -> None:
    pair = pair_for(browser, "/mcp", "/odata", resource=at(browser.world, "/odata"))

    assert audiences(browser.world) == {"access": ["odata"], "refresh": ["mcp", "odata"]}
    assert opens(browser.world, pair["access_token"]) == {"mcp": 401, "odata": 200}


@fact("FF-OA-65")
def test_a_code_for_the_whole_server_is_narrowed_for_its_first_token_only(browser: Browser) -> None:
    """Unlike one that names no server at all."""
    pair = pair_for(browser, "", resource=at(browser.world, "/mcp"))

    assert audiences(browser.world) == {"access": ["mcp"], "refresh": ["mcp", "odata"]}
    assert browser.client.refresh(pair["refresh_token"], resource=at(browser.world, "")).status_code == 200


@fact("FF-OA-65")
@pytest.mark.parametrize("wanted", [["/odata"], ["/mcp", "/odata"], [""]])
def test_a_code_gives_no_token_for_what_was_not_authorized(browser: Browser, wanted: list[str]) -> None:
    code = browser.code(resource=at(browser.world, "/mcp"))

    response = browser.client.exchange(code, resource=at(browser.world, *wanted))

    assert refusal(response) == BEYOND
    assert browser.client.exchange(code, resource=at(browser.world, "/mcp")).status_code == 200  # the code is not lost by it


@fact("FF-OA-65")
def test_a_refresh_narrows_the_access_token_and_not_the_grant(browser: Browser) -> None:
    token = pair_for(browser, "/mcp", "/odata")["refresh_token"]

    for path, opened in (("/mcp", {"mcp": 200, "odata": 401}), ("/odata", {"mcp": 401, "odata": 200})):
        pair = browser.client.refresh(token, resource=at(browser.world, path)).json()
        assert opens(browser.world, pair["access_token"]) == opened
        assert audiences(browser.world)["refresh"] == ["mcp", "odata"]
        token = pair["refresh_token"]

    assert opens(browser.world, browser.client.refresh(token).json()["access_token"]) == {"mcp": 200, "odata": 200}


@fact("FF-OA-65")
def test_a_refresh_gives_no_token_for_what_was_not_authorized(browser: Browser) -> None:
    pair = pair_for(browser, "/mcp")

    for wanted in (["/odata"], ["/mcp", "/odata"], [""]):
        response = browser.client.refresh(pair["refresh_token"], resource=at(browser.world, *wanted))
        assert refusal(response) == BEYOND
    assert opens(browser.world, pair["access_token"]) == {"mcp": 200, "odata": 401}  # the pair is not lost by it


@fact("FF-OA-67")
def test_who_allowed_one_server_is_asked_for_another(browser: Browser) -> None:
    pair_for(browser, "/mcp")

    assert "code" in sent_back(browser.open(resource=at(browser.world, "/mcp")))
    for wanted in (at(browser.world, "/odata"), at(browser.world, "/mcp", "/odata"), None):
        assert "Allow" in browser.open(resource=wanted).text


@fact("FF-OA-67")
def test_who_allowed_all_servers_is_not_asked_for_one(browser: Browser) -> None:
    pair_for(browser)

    assert "code" in sent_back(browser.open(resource=at(browser.world, "/mcp")))


@fact("FF-OA-67")
@pytest.mark.parametrize(("path", "told"), [("/mcp", True), ("/odata", False), ("", True)])
def test_the_consent_page_tells_of_the_mcp_server_if_the_token_is_for_it(browser: Browser, path: str, told: bool) -> None:
    page = browser.sign_in(browser.open(resource=at(browser.world, path)))

    assert ("Use the MCP server" in page.text) is told

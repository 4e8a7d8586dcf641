"""`resource` (RFC 8707): how a client names the servers that its token shall be for."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.app import Sandbox, create_app
from sandbox.settings import Settings
from tests.conftest import World
from tests.facts import fact
from tests.fourfour.oauth_flow import CALLBACK, Browser, audiences, demo_client, sent_back
from tests.in_process import ask

MALFORMED = "resource must be an absolute URI without a fragment"
UNKNOWN = "resource must be this server's own address, alone or with /mcp or /odata behind it"


@pytest.fixture
def browser(world: World) -> Browser:
    return Browser(world, demo_client(world))


def at(world: World, *paths: str) -> list[str]:
    return [world.url + path for path in paths]


@fact("FF-OA-64")
def test_a_server_is_named_as_it_names_itself(browser: Browser) -> None:
    named = browser.world.client().get("/.well-known/oauth-protected-resource/mcp").json()["resource"]

    browser.client.exchange(browser.code(resource=named))

    assert audiences(browser.world)["access"] == ["mcp"]


@fact("FF-OA-64")
def test_case_of_scheme_and_host_and_a_slash_at_the_end_do_not_matter(browser: Browser) -> None:
    port, name = browser.world.server.url.rpartition(":")[2], browser.world.name
    browser.http.headers["Host"] = f"LocalHost:{port}"

    page = browser.open(resource=f"HTTP://lOCALHOST:{port}/w/{name}/mcp/")

    assert page.status_code == 200


@fact("FF-OA-64")
@pytest.mark.parametrize(("host", "resource"), [("a.example", "http://a.example:80/mcp"), ("a.example:80", "http://a.example/mcp")])
def test_the_usual_port_may_be_left_out(world: World, host: str, resource: str) -> None:
    headers = {"Host": host, "X-Sandbox-World": world.name}

    assert world.server.client(headers=headers).get("/oauth/authorize", params=query(world, resource)).status_code == 200


def query(world: World, resource: str) -> dict[str, str]:
    return {"response_type": "code", "client_id": demo_client(world).id, "redirect_uri": CALLBACK, "resource": resource}


SILLY = [
    ("mcp", MALFORMED),
    ("/mcp", MALFORMED),
    ("//127.0.0.1/mcp", MALFORMED),
    ("{url}/mcp#", MALFORMED),
    ("{url}/mcp#tools", MALFORMED),
    ("{url}/mc\x00p", MALFORMED),
    ("{url}/mc\r\np", MALFORMED),
    ("{url}/m\u00e7p", MALFORMED),
    ("{url}/m cp", MALFORMED),
    ("x" * 5000, MALFORMED),
    ("http://" + "x" * 5000, UNKNOWN),
    ("{url}/mcp//", UNKNOWN),
    ("{url}/mcp?", UNKNOWN),
    ("{url}/mcp?a=1", UNKNOWN),
    ("{url}/MCP", UNKNOWN),
    ("{url}/%6dcp", UNKNOWN),
    ("{url}/odata/Contacts", UNKNOWN),
    ("{url}/import", UNKNOWN),
    ("{url}/../mcp", UNKNOWN),
    ("http://user@{host}/mcp", UNKNOWN),
    ("https://mcp.example/mcp", UNKNOWN),
    ("http://[::1/mcp", UNKNOWN),
    ("http:mcp", UNKNOWN),
    ("urn:mcp", UNKNOWN),
]


def spelt(resource: str, world: World) -> str:
    return resource.replace("{url}", world.url).replace("{host}", world.url.partition("://")[2])


@fact("FF-OA-64")
@pytest.mark.parametrize(("resource", "rule"), SILLY)
def test_what_is_no_server_of_ours_is_told_by_redirect(browser: Browser, resource: str, rule: str) -> None:
    answer = sent_back(browser.open(resource=spelt(resource, browser.world), state="xyz"), to=CALLBACK + "?error=invalid_target")

    assert answer == {"error": "invalid_target", "error_description": rule, "hint": "Check the `resource` parameter", "state": "xyz"}


@fact("FF-OA-64")
@pytest.mark.parametrize(("resource", "rule"), SILLY)
def test_what_is_no_server_of_ours_is_refused_for_a_code(browser: Browser, resource: str, rule: str) -> None:
    response = browser.client.exchange("any", resource=spelt(resource, browser.world))

    refused = {"error": "invalid_target", "error_description": rule, "hint": "Check the `resource` parameter"}
    assert (response.status_code, response.json()) == (400, refused)


@fact("FF-OA-64")
def test_one_unknown_server_among_known_ones_is_refused(browser: Browser) -> None:
    named = [*at(browser.world, "/mcp"), "https://elsewhere.example/mcp", *at(browser.world, "/odata")]

    assert sent_back(browser.open(resource=named))["error"] == "invalid_target"


@fact("FF-OA-64")
@pytest.mark.parametrize("nothing", ["", "  ", ["", ""]])
def test_an_empty_resource_is_none(browser: Browser, nothing: Any) -> None:
    assert browser.client.exchange(browser.code(resource=nothing), resource=nothing).status_code == 200
    assert audiences(browser.world)["access"] == []


@fact("FF-OA-64")
def test_the_servers_of_another_world_are_not_this_ones(browser: Browser) -> None:
    for url in (browser.world.server.url, f"{browser.world.server.url}/w/default"):
        assert sent_back(browser.open(resource=f"{url}/mcp"))["error_description"] == UNKNOWN


@fact("FF-OA-64")
@pytest.mark.parametrize("prefixed", [True, False])
def test_a_world_that_is_named_by_a_header_has_its_prefix_or_none(world: World, prefixed: bool) -> None:
    url, client = world.url if prefixed else world.server.url, world.server.client(headers={"X-Sandbox-World": world.name})

    assert client.get("/oauth/authorize", params=query(world, f"{url}/mcp")).status_code == 200


@fact("FF-OA-64")
def test_a_world_that_is_found_by_its_code_has_its_prefix_or_none(browser: Browser) -> None:
    root, client, world = browser.world.server.client(), browser.client, browser.world
    form = {"grant_type": "authorization_code", "redirect_uri": CALLBACK, "client_id": client.id, "client_secret": client.secret}

    for url in (world.url, world.server.url):
        form |= {"code": browser.code(resource=f"{world.url}/mcp", prompt="consent"), "resource": f"{url}/mcp"}
        assert root.post("/oauth/token", data=form).status_code == 200


@fact("FF-OA-64", "FF-OA-38")
@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        (["{url}/mcp", "{url}/odata"], (200, None)),
        ("{url}/mcp", (200, None)),
        ([], (200, None)),
        (None, (200, None)),
        (["", None, False], (200, None)),
        ([7], (400, "invalid_target")),
        ([True], (400, "invalid_target")),
        ([["{url}/mcp"]], (400, "invalid_request")),
        ({"0": "{url}/mcp"}, (400, "invalid_request")),
        ([{}], (400, "invalid_request")),
    ],
)
def test_a_json_body_names_one_server_or_a_list(browser: Browser, resource: Any, expected: tuple[int, str | None]) -> None:
    client, named = browser.client, json.loads(spelt(json.dumps(resource), browser.world))
    body = {"grant_type": "authorization_code", "code": browser.code(), "redirect_uri": CALLBACK, "client_id": client.id}

    response = browser.world.client().post("/oauth/token", json={**body, "client_secret": client.secret, "resource": named})

    assert (response.status_code, response.json().get("error")) == expected


@fact("FF-OA-61")
def test_of_all_other_parameters_the_last_counts_still(browser: Browser) -> None:
    response = browser.client.token(
        grant_type="authorization_code", code=["x", browser.code(scope=["import", "api:read"])], redirect_uri=CALLBACK
    )

    assert response.status_code == 200


@pytest.fixture
def public() -> Iterator[Sandbox]:
    app = create_app(Settings(ephemeral=True, public_url="https://Voice.example", auto_approve="admin@empty.example", scenario="empty"))
    yield app
    app.worlds.close()


@fact("FF-OA-64")
@pytest.mark.parametrize(
    ("resource", "key"),
    [
        ("https://voice.example/mcp", "code"),
        ("https://voice.example:443/w/default/mcp", "code"),
        ("http://127.0.0.1:4410/mcp", "code"),
        ("http://voice.example/mcp", "error"),
        ("https://127.0.0.1:4410/mcp", "error"),
    ],
)
def test_a_server_with_a_public_address_has_two_names(public: Sandbox, resource: str, key: str) -> None:
    client = ask(public, "GET", "/_sandbox/env").json()["FOURFOUR_CLIENT_ID"]
    asked = {"response_type": "code", "client_id": client, "redirect_uri": "http://127.0.0.1:8000/callback", "resource": resource}

    assert key in sent_back(ask(public, "GET", "/oauth/authorize", params=asked))

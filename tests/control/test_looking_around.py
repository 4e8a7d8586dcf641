"""What the control API tells of the server: endpoints, environment, health and the page for people."""

from html.parser import HTMLParser

import httpx
import pytest
from playwright.sync_api import Browser

from tests.conftest import Server, World

pytestmark = pytest.mark.xdist_group("looking around")


def test_every_endpoint_is_listed_with_its_vendor(server: Server) -> None:
    endpoints = server.client().get("/_sandbox/endpoints").json()["endpoints"]

    assert {"method": "POST", "path": "/_sandbox/clock/advance", "fact": "", "vendor": "sandbox"} in endpoints
    assert {endpoint["vendor"] for endpoint in endpoints} <= {"sandbox", "fourfour", "tenfold"}
    assert any(endpoint["path"] == "/oauth/token" and endpoint["vendor"] == "fourfour" for endpoint in endpoints)


def test_the_endpoints_of_a_vendor_name_their_contract_fact(server: Server) -> None:
    endpoints = server.client().get("/_sandbox/endpoints").json()["endpoints"]

    assert [endpoint["path"] for endpoint in endpoints if endpoint["vendor"] != "sandbox" and not endpoint["fact"]] == []


def test_the_environment_has_the_addresses_and_the_scenarios_credentials(server: Server, world: World) -> None:
    names = world.control.get("/env").json()

    assert list(names) == [
        "SANDBOX_URL",
        "SANDBOX_WORLD",
        "FOURFOUR_BASE_URL",
        "FOURFOUR_CLIENT_ID",
        "FOURFOUR_CLIENT_SECRET",
        "FOURFOUR_REDIRECT_URI",
        "FOURFOUR_TENANT_ID",
        "FOURFOUR_API_TOKEN",
        "FOURFOUR_IMPORT_TOKEN",
        "FOURFOUR_WEBHOOK_SECRET",
        *("TENFOLD_BASE_URL", "TENFOLD_CLIENT_ID", "TENFOLD_CLIENT_SECRET", "TENFOLD_ORGANIZATION_ID"),
        *("TENFOLD_USERNAME", "TENFOLD_PASSWORD", "TENFOLD_REGULAR_USERNAME", "TENFOLD_REGULAR_PASSWORD"),
    ]
    assert (names["SANDBOX_URL"], names["SANDBOX_WORLD"]) == (server.url, world.name)


def test_the_credentials_of_the_environment_work(world: World) -> None:
    names = world.control.get("/env").json()

    me = world.with_token(names["FOURFOUR_API_TOKEN"]).get("/odata/me")

    assert me.status_code == 200
    assert names["FOURFOUR_TENANT_ID"] in me.text


def test_a_server_that_answers_is_alive_and_ready(server: Server) -> None:
    assert server.client().get("/_sandbox/health").json() == {"status": "ok"}
    assert server.client().get("/_sandbox/ready").json() == {"status": "ready"}


HELD = (
    *("env", "people", "oauth/clients", "tokens", "jobs", "conversations", "webhooks/endpoints", "webhooks/messages"),
    *("organizations", "calls", "crm/forms", "tracking", "mail"),
    *("clock", "faults", "endpoints", "worlds", "health"),
)


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def test_a_person_finds_a_page_whose_links_lead_somewhere(world: World) -> None:
    answer = world.client().get("/_sandbox/")
    links = Links()
    links.feed(answer.text)

    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert f"/w/{world.name}" in answer.text
    assert {link.removeprefix(world.url) for link in links.found} == {
        *("/developers/api", "/odata/openapi.json", "/odata/$metadata", "/.well-known/oauth-authorization-server"),
        *(f"/_sandbox/{name}" for name in HELD),
    }
    for link in links.found:
        assert (link, world.server.client().get(link.removeprefix(world.server.url)).status_code) == (link, 200)


@pytest.mark.parametrize("width", [320, 380, 1280])
def test_the_page_fits_a_narrow_screen_and_a_wide_one(server: Server, control: httpx.Client, real_browser: Browser, width: int) -> None:
    name = "made-with-a-long-name" + "-x" * 20
    control.post("/worlds", json={"name": name, "scenario": "empty"}).raise_for_status()

    with real_browser.new_page(viewport={"width": width, "height": 900}) as page:
        page.goto(f"{server.url}/w/{name}/_sandbox/")
        too_wide = (
            "[...document.querySelectorAll('*')].filter(it => it.clientWidth && it.scrollWidth > it.clientWidth).map(it => it.tagName)"
        )
        assert page.evaluate(too_wide) == []


def test_the_page_does_not_repeat_a_strangers_words_as_markup(server: Server) -> None:
    answer = server.client().get("/_sandbox/", headers={"X-Forwarded-Host": '"><script>alert(1)</script>'})

    assert "<script" not in answer.text

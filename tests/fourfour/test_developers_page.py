"""The reference page at `/developers/api`: Redoc over our OpenAPI document, in a browser and as its bytes."""

import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page

from sandbox.fourfour.odata.entity_sets import MODEL
from tests.conftest import Server, World
from tests.facts import fact

pytestmark = pytest.mark.xdist_group("developers page")

SCRIPT = "/developers/api/redoc.standalone.js"


@pytest.fixture
def page(real_browser: Browser) -> Iterator[Page]:
    with real_browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@fact("FF-OD-75", "FF-OD-76")
def test_somebody_reads_the_reference_and_nothing_of_it_comes_from_elsewhere(page: Page, world: World) -> None:
    wanted: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: wanted.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{world.url}/developers")

    page.get_by_role("heading", level=1).filter(has_text="Four/Four API").wait_for()
    sets = [item.name for item in MODEL.sets]
    menu = [str(item.get_attribute("data-item-id")) for item in page.get_by_role("menuitem").all()]
    assert [name for name in menu if name.count("/") == 1] == [f"tag/{name}" for name in (*sets, "me", "Batch-requests")]
    page.get_by_placeholder("Search...").fill("TopicModels")  # looked up in a worker, which the policy must let it make
    page.locator("[data-role='search:results']").wait_for()

    pages = {url for url in wanted if not url.startswith(("blob:", "data:"))}
    assert {urlsplit(url).netloc for url in pages} == {urlsplit(world.url).netloc}
    assert {urlsplit(url).path.startswith(f"/w/{world.name}/") for url in pages} == {True}
    assert f"{world.url}/odata/openapi.json" in pages
    assert complaints == []


@fact("FF-OD-75")
def test_a_link_into_the_vendors_reference_leads_to_the_same_place_in_ours(page: Page, world: World) -> None:
    page.goto(f"{world.url}/developers/api#tag/Accounts/paths/~1Accounts/get")

    page.locator("[id='tag/Accounts/paths/~1Accounts/get']").wait_for()
    page.wait_for_function("document.querySelector(\"[id='tag/Accounts/paths/~1Accounts/get']\").getBoundingClientRect().top < 300")


@fact("FF-OD-75")
def test_the_page_needs_no_token_and_can_be_neither_framed_nor_fed(server: Server) -> None:
    answer = server.client().get("/developers/api")
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert (policy["default-src"], policy["script-src"], policy["frame-ancestors"]) == ("'none'", "'self'", "'none'")
    assert answer.headers["x-frame-options"] == "DENY"
    assert server.client().post("/developers/api").status_code == 405


@fact("FF-OD-76")
def test_the_way_there_keeps_the_world(server: Server, world: World) -> None:
    assert location(server.client().get("/developers")) == "/developers/api"
    assert location(world.client().get("/developers")) == f"/w/{world.name}/developers/api"
    assert f'src="/w/{world.name}{SCRIPT}?' in world.client().get("/developers/api").text


def location(answer: httpx.Response) -> str:
    assert answer.status_code == 302
    return answer.headers["location"]


@fact("FF-OD-76")
def test_the_script_is_ours_to_serve_and_the_browsers_to_keep(server: Server) -> None:
    page = server.client().get("/developers/api").text
    address = page.partition('<script src="')[2].partition('"')[0]
    script, license_ = server.client().get(address), server.client().get(f"{SCRIPT}.LICENSE.txt")

    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert len(script.content) > 1_000_000
    assert server.client().get(SCRIPT).headers["cache-control"] == "public, max-age=3600"
    assert (license_.status_code, "MIT" in license_.text) == (200, True)
    assert server.client().get("/developers/api/logo-mini.svg").headers["content-type"] == "image/svg+xml"


@fact("FF-OD-76")
@pytest.mark.parametrize("name", ["nope.js", "..", "%2e%2e", "..%2f..%2f__init__.py", "redoc.py", "\u00e9"])
def test_no_other_file_is_served(server: Server, name: str) -> None:
    assert server.client().get(f"/developers/api/{name}").status_code in (302, 404)


def test_the_package_that_carries_the_script_is_never_imported() -> None:
    program = "import sys, sandbox.fourfour.developers.redoc as redoc; assert redoc.folder().is_dir(); print(*sys.modules)"
    imported = set(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split())

    assert imported & {"fastapi", "pydantic", "fastapi_standalone_docs"} == set()

"""The pages of `/oauth/authorize`, in a browser and as their bytes. Their look and words are ours."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser as RealBrowser
from playwright.sync_api import Page

from tests.conftest import World
from tests.demo import DANIEL, HELEN, SKERRY
from tests.facts import fact
from tests.fourfour.landing import TITLE, landing
from tests.fourfour.oauth_flow import Browser, Client, demo_client, me, new_client, sent_back, workspace_id

pytestmark = pytest.mark.xdist_group("consent page")


@pytest.fixture
def client(world: World) -> Iterator[Client]:
    with landing() as place:
        yield new_client(world, place.url, name="Pipeline Insights")


@pytest.fixture
def page(real_browser: RealBrowser) -> Iterator[Page]:
    """Without JavaScript: the pages must do without."""
    with real_browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def link(client: Client) -> str:
    query = {"response_type": "code", "client_id": client.id, "redirect_uri": client.redirect_uri, "scope": "api:read", "state": "s7"}
    return f"{client.world.url}/oauth/authorize?{urlencode(query)}"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def query_of(page: Page, client: Client) -> dict[str, list[str]]:
    page.wait_for_url(client.redirect_uri + "?**")
    assert page.title() == TITLE
    return parse_qs(urlsplit(page.url).query)


@fact("FF-OA-03", "FF-OA-23", "FF-OA-24")
def test_somebody_with_a_keyboard_signs_in_chooses_a_workspace_and_allows(page: Page, client: Client) -> None:
    page.goto(link(client))
    assert page.get_by_role("heading", level=1).inner_text() == "Choose an account"
    press(page, "Tab", "Enter")  # admins come first, and Helen is one

    page.get_by_role("group", name="Choose a workspace").wait_for()
    assert "Helen Castellano" in page.get_by_role("main").inner_text()
    press(page, "Tab", "Tab", "ArrowDown")  # past "switch person", into the group
    assert page.get_by_role("radio", name=SKERRY).is_checked()
    press(page, "Tab", "Enter")

    answer = query_of(page, client)
    assert answer["state"] == ["s7"]
    assert me(client.world, client.exchange(answer["code"][0]).json()["access_token"]).json()["tenant_name"] == SKERRY


@fact("FF-OA-06", "FF-OA-24")
def test_somebody_who_denies_goes_back_with_empty_hands(page: Page, client: Client) -> None:
    page.goto(link(client))
    page.get_by_text("more people").click()
    page.get_by_role("button", name="Daniel Reyes").click()
    page.get_by_role("button", name="Deny").click()

    assert query_of(page, client)["error"] == ["access_denied"]


@fact("FF-OA-24")
def test_somebody_else_can_take_over_the_browser(page: Page, client: Client) -> None:
    page.goto(link(client))
    page.get_by_role("button", name="Helen Castellano").click()
    page.get_by_role("button", name="Switch person").click()
    page.get_by_role("heading", name="Choose an account").wait_for()


@fact("FF-OA-24")
def test_the_pages_are_named_labelled_and_complete_in_themselves(page: Page, client: Client) -> None:
    wanted: list[str] = []
    page.on("request", lambda request: wanted.append(request.url))
    page.goto(link(client))
    page.get_by_role("button", name="Helen Castellano").click()
    page.get_by_role("group", name="Choose a workspace").wait_for()

    assert page.title() == "Allow Pipeline Insights - Four/Four sandbox"
    assert page.locator("html").get_attribute("lang") == "en"
    assert [page.get_by_role(landmark).count() for landmark in ("banner", "main", "contentinfo")] == [1, 1, 1]
    assert {urlsplit(url).netloc for url in wanted} == {urlsplit(client.world.url).netloc}
    for button in page.get_by_role("button").all():
        assert button.inner_text().strip()


@fact("FF-OA-24")
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_pages_fit_any_width(page: Page, client: Client, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(link(client))
    page.get_by_role("button", name="Helen Castellano").click()
    page.get_by_role("button", name="Allow").wait_for()

    right_edges = [box["x"] + box["width"] for box in (each.bounding_box() for each in page.get_by_role("button").all()) if box]
    assert max(right_edges) <= width


@pytest.fixture
def browser(world: World) -> Browser:
    return Browser(world, demo_client(world))


@fact("FF-OA-24")
def test_the_pages_cannot_be_framed_kept_or_fed(browser: Browser) -> None:
    headers = browser.open().headers

    assert (headers["x-frame-options"], headers["cache-control"], headers["referrer-policy"]) == ("DENY", "no-store", "no-referrer")
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["style-src"], policy["frame-ancestors"]) == ("'none'", "'self'", "'none'")


@fact("FF-OA-24")
def test_the_session_is_for_this_world_and_for_no_script(browser: Browser) -> None:
    cookie = browser.open().headers["set-cookie"]

    assert {"HttpOnly", f"Path=/w/{browser.world.name}", "SameSite=lax"} <= set(cookie.split("; "))


@fact("FF-OA-24")
def test_signing_in_changes_the_key_of_the_session(browser: Browser) -> None:
    before = browser.open().cookies

    browser.submit(browser.open(), act="sign_in", person=DANIEL)

    assert next(iter(browser.http.cookies.jar)).value not in {cookie.value for cookie in before.jar}


@fact("FF-OA-24")
@pytest.mark.parametrize("act", ["sign_in", "switch_person", "allow", "deny"])
@pytest.mark.parametrize("token", ["", "guess", "é"])
def test_a_form_that_is_not_ours_does_nothing(browser: Browser, act: str, token: str) -> None:
    page = browser.sign_in(browser.open())

    response = browser.http.post(str(page.url), data={"form_token": token, "act": act, "person": HELEN, "workspace": workspace_id(page)})

    assert (response.status_code, "This page has expired" in response.text) == (419, True)
    assert "Daniel Reyes" in browser.open().text


@fact("FF-OA-24")
def test_a_consent_page_left_open_until_the_session_ended_does_nothing(browser: Browser) -> None:
    page = browser.sign_in(browser.open())
    browser.world.clock.advance(hours=2)

    response = browser.submit(page, act="allow", workspace=workspace_id(page))

    assert (response.status_code, "This page has expired" in response.text) == (419, True)
    assert "Choose an account" in browser.open().text


@fact("FF-OA-24")
@pytest.mark.parametrize("person", ["", "nobody", "\x00", "' OR 1=1"])
def test_an_unknown_person_is_told_so_kindly(browser: Browser, person: str) -> None:
    response = browser.submit(browser.open(), act="sign_in", person=person)

    assert (response.status_code, response.headers["content-type"]) == (422, "text/html; charset=utf-8")
    assert "We do not know this person" in response.text


@fact("FF-OA-23")
def test_nobody_can_choose_a_workspace_of_others(browser: Browser) -> None:
    theirs = workspace_id(browser.sign_in(browser.open(), HELEN), SKERRY)
    other = Browser(browser.world, browser.client)
    page = other.sign_in(other.open(), DANIEL)

    response = other.submit(page, act="allow", workspace=theirs)

    assert (response.status_code, "Choose a workspace" in response.text) == (422, True)


@fact("FF-OA-24")
def test_names_of_clients_are_shown_and_not_obeyed(world: World) -> None:
    browser = Browser(world, new_client(world, name="<script>alert(1)</script>"))

    assert "<script" not in browser.open().text + browser.sign_in(browser.open()).text


@fact("FF-OA-24")
def test_a_session_does_not_reach_into_another_world(browser: Browser) -> None:
    browser.sign_in(browser.open())
    name = f"{browser.world.name}-b"
    browser.world.control.post(f"/worlds/{browser.world.name}/clone", json={"name": name}).raise_for_status()

    elsewhere = browser.http.get(f"{browser.world.server.url}/w/{name}/oauth/authorize", params=browser.asked)

    browser.world.control.delete(f"/worlds/{name}").raise_for_status()
    assert "Choose an account" in elsewhere.text


@fact("FF-OA-06")
def test_denying_needs_no_workspace(browser: Browser) -> None:
    page = browser.sign_in(browser.open(), HELEN)

    assert sent_back(browser.submit(page, act="deny"))["error"] == "access_denied"


def test_a_name_that_is_read_from_the_right_does_not_turn_the_text_around_it(world: World) -> None:
    browser = Browser(world, new_client(world, name="\u05d7\u05e0\u05d5\u05ea"))

    sign_in = browser.open()

    for page in (sign_in, browser.sign_in(sign_in)):
        assert "<bdi>\u05d7\u05e0\u05d5\u05ea</bdi>" in page.text

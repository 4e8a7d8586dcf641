"""From an access token to the dashboard (tenfold.md, T1-03). What stands for the dashboard is a page of ours."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from sqlalchemy import insert

from sandbox.app import Sandbox, create_app
from sandbox.settings import Settings
from sandbox.tenfold.tables.calls import calls
from sandbox.tenfold.users.store import UserStore
from tests.chromium import chromium
from tests.conftest import FROZEN, started
from tests.facts import fact
from tests.in_process import ask
from tests.tenfold.conftest import ADMIN, CLIENT, PASSWORD, REGULAR, Tenfold

LOGIN, PAGE = "/api/v1/users/login", "/_sandbox/tenfold"


def led(tenfold: Tenfold, username: str = ADMIN, **parameters: str) -> httpx.Response:
    """What login answers to somebody's token."""
    return tenfold.anybody.get(LOGIN, params={"access_token": tenfold.pair(username)["access_token"], **parameters})


def cookie_in(answer: httpx.Response) -> str:
    """What a browser sends back."""
    return str(answer.headers["set-cookie"].partition(";")[0])


def opened(tenfold: Tenfold, answer: httpx.Response) -> httpx.Response:
    """Where a browser that was led arrives."""
    return tenfold.world.server.client().get(answer.headers["location"], headers={"Cookie": cookie_in(answer)})


@fact("T1-03")
def test_a_token_opens_the_dashboard_at_the_path_that_is_asked_for(tenfold: Tenfold) -> None:
    answer = led(tenfold, target_path="/calls?direction=Inbound&x=é")

    location = urlsplit(answer.headers["location"])
    assert answer.status_code == 302
    assert f"{location.scheme}://{location.netloc}{location.path}" == tenfold.world.url + PAGE
    assert parse_qs(location.query) == {"target_path": ["/calls?direction=Inbound&x=é"]}
    page = opened(tenfold, answer)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert all(words in page.text for words in ("Helen Castellano", "Ferrybank", "/calls?direction=Inbound&amp;x=é"))


@fact("T1-03")
def test_the_session_is_one_cookie_that_only_the_page_gets_and_no_script(tenfold: Tenfold) -> None:
    answer = led(tenfold)

    value, *attributes = answer.headers["set-cookie"].split("; ")
    assert value.startswith(f"tenfold_session_{tenfold.world.name}=ey")
    assert set(attributes) == {"HttpOnly", "Max-Age=86400", f"Path=/w/{tenfold.world.name}{PAGE}", "SameSite=lax"}
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")


@fact("T1-03", "TQ-16")
def test_the_vendors_sample_sends_its_parameters_as_the_body_of_a_get(tenfold: Tenfold) -> None:
    body = f"access_token={tenfold.pair()['access_token']}&target_path=%2F"

    answer = tenfold.anybody.request("GET", LOGIN, content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})

    assert (answer.status_code, urlsplit(answer.headers["location"]).query) == (302, "target_path=%2F")
    assert opened(tenfold, answer).status_code == 200


@fact("T1-03", "TQ-16")
def test_a_token_finds_its_world_in_the_query_and_in_the_body_and_the_page_is_that_worlds(tenfold: Tenfold) -> None:
    form = {"access_token": tenfold.pair()["access_token"]}
    http = tenfold.world.server.client()

    for answer in (http.get(LOGIN, params=form), http.request("GET", LOGIN, data=form)):
        assert answer.headers["location"].startswith(tenfold.world.url + PAGE)
        assert opened(tenfold, answer).status_code == 200


@fact("T1-03")
def test_a_jwt_and_a_header_will_do_and_no_path_is_the_first_page(tenfold: Tenfold) -> None:
    ways: list[dict[str, Any]] = [
        {"params": {"access_token": f"JWT {tenfold.jwt(REGULAR)}", "target_path": ""}},
        {"headers": {"Authorization": f"Bearer {tenfold.pair(REGULAR)['access_token']}"}},
    ]
    for way in ways:
        answer = tenfold.anybody.get(LOGIN, **way)
        assert urlsplit(answer.headers["location"]).query == "target_path=%2F"
        assert "Daniel Reyes" in opened(tenfold, answer).text


@fact("T1-03")
def test_a_token_that_is_none_opens_nothing(tenfold: Tenfold) -> None:
    for parameters in ({}, {"access_token": ""}, {"access_token": "wrong"}, {"access_token": "wrong", "target_path": "//evil.example"}):
        answer = tenfold.anybody.get(LOGIN, params=parameters)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")
        assert "set-cookie" not in answer.headers
    pair = tenfold.pair()
    tenfold.world.clock.advance(hours=1)
    assert tenfold.anybody.get(LOGIN, params={"access_token": pair["access_token"]}).status_code == 401


@fact("T1-03")
@pytest.mark.parametrize(
    ("target", "rule"),
    [
        *((target, "must be a path that begins with /") for target in ("calls", " /calls", "https://evil.example/", "javascript:alert(1)")),
        *((target, "must be a path that begins with /") for target in ("\t//evil.example", "?x", "%2F", "%68ttps:evil", "\ufeff/")),
        *((target, "must not have //") for target in ("//evil.example", "///evil.example", "/..//evil.example", "/%2F/evil.example")),
        *((target, "must not have //") for target in ("/%2Fevil.example", "/%252F/evil.example", "/%25252Fevil.example", "/x//y?z")),
        *((target, "must not have a backslash") for target in ("/\\evil.example", "/%5Cevil.example", "/%255cevil.example", "/x?\\")),
        *((target, "must not have control") for target in ("/\t/evil.example", "/%09/evil.example", "/x\r\nSet-Cookie: a=b", "/\0")),
        *((target, "must not have control") for target in ("/%0D%0ALocation: x", "/x#\x7f", "/\u2028", "/%E2%80%A9")),
        ("/" + "x" * 2000, "must not be longer than 2000 characters"),
    ],
)
def test_nobody_is_led_to_somebody_elses_site(tenfold: Tenfold, target: str, rule: str) -> None:
    answer = led(tenfold, target_path=target)

    told = answer.json()
    assert (answer.status_code, told["name"], told["details"][0]["field"]) == (400, "ValidationError", "target_path")
    assert told["message"].startswith(f"target_path {rule}")
    assert "set-cookie" not in answer.headers


@fact("T1-03")
@pytest.mark.parametrize("target", ["/", "/calls/5?next=https://x.example//y", "/a b/ü#part", "/@evil.example", "/%E2%82%AC", "/100%"])
def test_any_path_of_the_dashboards_own_comes_through_as_it_is(tenfold: Tenfold, target: str) -> None:
    answer = led(tenfold, target_path=target)

    assert parse_qs(urlsplit(answer.headers["location"]).query)["target_path"] == [target]
    assert opened(tenfold, answer).status_code == 200


@fact("T1-03")
def test_a_head_opens_no_session(tenfold: Tenfold) -> None:
    answer = tenfold.anybody.head(LOGIN, params={"access_token": tenfold.pair()["access_token"]})

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_the_page_is_shut_without_a_session_and_says_how_to_get_one(tenfold: Tenfold) -> None:
    http = tenfold.anybody

    closed = http.get(PAGE)
    strange = http.get(PAGE, headers={"Cookie": f"tenfold_session_{tenfold.world.name}=x.y.z"})

    assert (closed.status_code, strange.status_code) == (401, 401)
    assert "Nobody is signed in" in closed.text
    assert "This session has ended" in strange.text
    assert f"{tenfold.world.url}/api/v1/users/login" in closed.text.replace("<wbr>", "")


def test_a_session_ends_after_a_day_of_the_worlds_clock_and_with_a_reset(tenfold: Tenfold) -> None:
    answer = led(tenfold)
    tenfold.world.clock.advance(hours=23.9)
    assert opened(tenfold, answer).status_code == 200
    tenfold.world.clock.advance(hours=0.2)
    assert opened(tenfold, answer).status_code == 401

    again = led(tenfold)
    assert opened(tenfold, again).status_code == 200
    tenfold.world.control.post("/reset").raise_for_status()
    assert opened(tenfold, again).status_code == 401


def test_a_session_is_no_token_and_a_token_no_session(tenfold: Tenfold) -> None:
    name, _, session = cookie_in(led(tenfold)).partition("=")

    assert tenfold.world.with_token(f"JWT {session}").get("/v2/users/me").status_code == 401
    assert tenfold.anybody.get(PAGE, headers={"Cookie": f"{name}={tenfold.jwt()}"}).status_code == 401


def test_the_page_repeats_nobodys_markup_and_shows_no_path_that_login_refuses(tenfold: Tenfold) -> None:
    answer = led(tenfold, target_path="/<script>alert(1)</script>")
    cookie = {"Cookie": cookie_in(answer)}

    assert "<script" not in opened(tenfold, answer).text
    refused = tenfold.anybody.get(PAGE, params={"target_path": "//<b>evil.example"}, headers=cookie)
    assert (refused.status_code, "<b>" in refused.text) == (400, False)
    assert "target_path must not have //" in refused.text


def test_the_page_names_what_the_api_has_of_the_same_things(tenfold: Tenfold) -> None:
    def named(target: str) -> list[str]:
        return re.findall(r"<code>GET (.*?)</code>", opened(tenfold, led(tenfold, target_path=target)).text)

    assert named("/contact-lists/all") == ["/v2/contact-lists", "/v2/contact-lists/{list}"]
    assert named("/") == ["/v2/users/me", "/v2/users/me/settings", "/v2/organizations/health-check"]


@fact("T1-03")
def test_where_the_control_api_is_locked_a_session_is_enough_for_the_page_and_for_nothing_else() -> None:
    flags = ("--ephemeral", "--scenario", "empty", "--admin-token", "sesame", "--public-url", "https://sandbox.example/tools")
    with started(*flags) as (_, url), httpx.Client(base_url=url) as http:
        form = {**CLIENT, "grant_type": "password", "username": "admin@empty.example", "password": PASSWORD}
        token = http.post("/api/v1/oauth/token", data=form).raise_for_status().json()["access_token"]

        answer = http.get(LOGIN, params={"access_token": token})

        assert answer.headers["location"] == f"https://sandbox.example/tools{PAGE}?target_path=%2F"
        assert {"Path=/tools/_sandbox/tenfold", "Secure"} <= set(answer.headers["set-cookie"].split("; "))
        cookie = {"Cookie": cookie_in(answer)}
        assert [http.get(path, headers=cookie).status_code for path in (PAGE, "/_sandbox", "/_sandbox/people")] == [200, 401, 401]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Sandbox]:
    app = create_app(Settings(data=tmp_path, frozen=datetime.fromisoformat(FROZEN)))
    yield app
    app.worlds.close()


RENEWAL = '<strong class="short">Renewal</strong><span class="short">Wants &lt;forty&gt; seats</span>'


def rung(app: Sandbox, minute: int, **values: Any) -> None:
    """Has Helen have a call, a minute of the day before."""
    world = app.worlds.get("default")
    start = datetime(2026, 3, 17, 23, minute, tzinfo=UTC)
    with world.database.begin() as rows:
        helen = UserStore(rows).sign_in(ADMIN, PASSWORD)
        assert helen
        call: dict[str, Any] = {
            "id": f"{minute:024x}",
            "organization_id": helen.organization_id,
            "user_id": helen.id,
            "line_id": f"{minute:024x}",
        }
        call |= {"phone_number": "16175550142", "direction": "Inbound", "state": "ended", "started_at": start, "created_at": start}
        call |= {
            "answered_at": start,
            "ended_at": start + timedelta(seconds=75),
            "duration": 75_000,
            "extension": "100",
            "pbx_id": "1",
            "crm_errors": "[]",
        }
        call |= {"recording": "not-recorded", "is_mobile": False, "has_transcript": False, "held": False}
        rows.execute(insert(calls).values(call | values))


def test_the_page_has_the_persons_latest_calls_by_their_own_clock(app: Sandbox) -> None:
    rung(app, 1, subject="Renewal", description="Wants <forty> seats")
    rung(app, 2, direction="Outbound", ended_at=None, duration=0, state="talking")
    rung(app, 3, user_id="somebody-else")
    rung(app, 4, direction="Internal", phone_number="2201", ended_at=datetime(2026, 3, 18, 1, 4, 5, tzinfo=UTC))
    rung(app, 5, answered_at=None, phone_number="5551234", description="n" * 5000)
    rung(app, 6, answered_at=None, direction="Outbound")
    form = {**CLIENT, "grant_type": "password", "username": ADMIN, "password": PASSWORD}
    token = ask(app, "POST", "/api/v1/oauth/token", data=form).json()["access_token"]
    answer = ask(app, "GET", f"{LOGIN}?{urlencode({'access_token': token, 'target_path': '/calls'})}")

    page = ask(app, "GET", answer.headers["location"], headers={"Cookie": cookie_in(answer)})

    rows = [re.findall(r"<td.*?>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", page.text, re.DOTALL)[1:]]
    assert rows[:5] == [
        ["2026-03-17 19:06", "Outbound", "+16175550142", "no answer", ""],
        ["2026-03-17 19:05", "Inbound", "5551234", "missed", f'<span class="short">{"n" * 797}...</span>'],
        ["2026-03-17 19:04", "Internal", "2201", "2:00:05", ""],
        ["2026-03-17 19:02", "Outbound", "+16175550142", '<span class="tag tag-live">talking</span>', ""],
        ["2026-03-17 19:01", "Inbound", "+16175550142", "1:15", RENEWAL],
    ]


@fact("T1-03")
@pytest.mark.parametrize("width", [320, 1280])
def test_a_browser_follows_keeps_the_cookie_and_shows_whose_dashboard_it_is(tenfold: Tenfold, width: int) -> None:
    link = f"{tenfold.world.url}{LOGIN}?{urlencode({'access_token': tenfold.pair()['access_token'], 'target_path': '/calls'})}"
    for wish in ({"number": "4" * 20, "duration": 86_399}, {"notes": "https://example.com/" + "a" * 500, "subject": "b" * 90}):
        tenfold.world.control.post("/calls", json=wish).raise_for_status()
    tenfold.world.control.post("/calls/incoming", json={"held": True, "number": "4" * 20}).raise_for_status()

    with chromium() as browser:
        page = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800}).new_page()
        page.goto(link)
        assert urlsplit(page.url).path == f"/w/{tenfold.world.name}{PAGE}"
        assert page.get_by_text("Signed in as Helen Castellano").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        (cookie,) = page.context.cookies(page.url)
        assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == (f"tenfold_session_{tenfold.world.name}", True, "Lax")
        assert page.context.cookies(tenfold.world.url) == []
        page.goto(f"{tenfold.world.url}{PAGE}?target_path=/users")
        assert page.title() == "Helen Castellano - Tenfold sandbox"

"""`GET /oauth/authorize`, as fourfour.ai/developers describes it and a client's developer meets it."""

from typing import Any

import pytest

from tests.conftest import World
from tests.demo import FERRYBANK, HELEN, SKERRY
from tests.facts import fact
from tests.fourfour.oauth_flow import CALLBACK, CHALLENGE, Browser, demo_client, me, new_client, sent_back, workspace_id


@pytest.fixture
def browser(world: World) -> Browser:
    return Browser(world, demo_client(world))


@fact("FF-OA-03")
def test_a_person_who_allows_the_client_comes_back_with_a_code(browser: Browser) -> None:
    page = browser.sign_in(browser.open())

    response = browser.submit(page, act="allow", workspace=workspace_id(page))

    assert sent_back(response, to=CALLBACK + "?code=").keys() == {"code"}
    assert response.headers["cache-control"] == "no-store"


@fact("FF-OA-04")
@pytest.mark.parametrize("state", ["af0ifjsldkj", "a b&c=d", " padded ", "§±", "\x00"])
def test_the_state_comes_back_as_it_was_sent(browser: Browser, state: str) -> None:
    assert browser.allow(state=state)["state"] == state


@fact("FF-OA-05")
def test_a_redirect_uri_with_a_query_keeps_it(world: World) -> None:
    client = new_client(world, "https://client.example/callback?tenant=7")
    browser = Browser(world, client)
    page = browser.sign_in(browser.open())

    response = browser.submit(page, act="allow", workspace=workspace_id(page))

    assert response.headers["location"].startswith("https://client.example/callback?tenant=7&code=")


@fact("FF-OA-06", "FF-OA-07")
def test_a_person_who_denies_the_client_comes_back_with_an_error(browser: Browser) -> None:
    page = browser.sign_in(browser.open(state="xyz"))

    response = browser.submit(page, act="deny")

    answer = sent_back(response, to=CALLBACK + "?error=access_denied")
    assert (answer["hint"], answer["state"]) == ("The user denied the request", "xyz")
    assert answer["error_description"]


@fact("FF-OA-06")
def test_a_person_can_turn_back_before_signing_in(browser: Browser) -> None:
    assert sent_back(browser.submit(browser.open(), act="deny"))["error"] == "access_denied"


@fact("FF-OA-08")
@pytest.mark.parametrize("change", [{"client_id": "nobody"}, {"redirect_uri": "https://elsewhere.example/callback"}])
def test_an_unknown_client_or_address_is_refused_without_a_redirect(browser: Browser, change: dict[str, str]) -> None:
    response = browser.open(**change)

    assert (response.status_code, response.json()) == (
        401,
        {"error": "invalid_client", "error_description": "Client authentication failed"},
    )
    assert "location" not in response.headers


@fact("FF-OA-09")
@pytest.mark.parametrize("changed", [CALLBACK + "/", CALLBACK + "?a=1", CALLBACK.replace("callback", "Callback"), CALLBACK + "#x"])
def test_a_redirect_uri_must_match_character_by_character(browser: Browser, changed: str) -> None:
    assert browser.open(redirect_uri=changed).status_code == 401


@fact("FF-OA-10")
def test_any_port_of_a_loopback_address_will_do(browser: Browser) -> None:
    assert browser.open(redirect_uri="http://127.0.0.1:53124/callback").status_code == 200
    assert browser.open(redirect_uri="http://localhost:53124/callback").status_code == 401


@fact("FF-OA-11")
def test_the_redirect_uri_may_be_left_out_if_there_is_only_one(world: World) -> None:
    only_one, several = new_client(world), demo_client(world)

    page = Browser(world, only_one).open(redirect_uri=None)

    assert page.status_code == 200
    assert Browser(world, several).open(redirect_uri=None).json()["error"] == "invalid_client"


@fact("FF-OA-12")
@pytest.mark.parametrize("name", ["response_type", "client_id"])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_response_type_and_client_id_are_required(browser: Browser, name: str, value: str | None) -> None:
    response = browser.open(**{name: value})

    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")
    assert response.json()["hint"] == f"Check the `{name}` parameter"


@fact("FF-OA-38")
@pytest.mark.parametrize("name", ["client_id", "redirect_uri", "scope", "state", "code_challenge", "prompt", "resource"])
def test_a_parameter_that_is_an_array_is_refused(browser: Browser, name: str) -> None:
    response = browser.open(**{f"{name}[]": "x"}, **{name: None})

    assert (response.status_code, response.json()["hint"]) == (400, f"Check the `{name}` parameter")


@fact("FF-OA-13")
@pytest.mark.parametrize("kind", ["token", "id_token", "code token"])
def test_only_codes_are_given(browser: Browser, kind: str) -> None:
    response = browser.open(response_type=kind)

    assert (response.status_code, response.json()["error"]) == (400, "unsupported_grant_type")


@fact("FF-OA-14", "FF-OA-15")
@pytest.mark.parametrize(
    ("scope", "unknown"), [("everything", "everything"), ("api:read import", "import"), ("API:READ", "API:READ"), ("*", "*")]
)
def test_a_scope_that_a_client_cannot_have_is_told_by_redirect(browser: Browser, scope: str, unknown: str) -> None:
    answer = sent_back(browser.open(scope=scope, state="xyz"), to=CALLBACK + "?error=invalid_scope")

    assert (answer["hint"], answer["state"]) == (f"Check the `{unknown}` scope", "xyz")


@fact("FF-OA-16", "FF-OA-17", "FF-OA-18")
@pytest.mark.parametrize(
    "change", [{"scope": None}, {"scope": ""}, {"scope": "mcp:use"}, {"scope": "api:read api:read"}, {"client_secret": "wrong"}]
)
def test_what_is_asked_for_is_to_read(browser: Browser, change: dict[str, Any]) -> None:
    access = browser.client.exchange(browser.code(**change)).json()["access_token"]

    assert browser.world.with_token(access).get("/odata/me").status_code == 200
    token = browser.world.control.get("/tokens", params={"kind": "access"}).json()["tokens"][-1]
    assert token["scopes"] == ["api:read"]


@fact("FF-OA-19")
@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"code_challenge": "too-short"}, "Code challenge must follow the specifications of RFC-7636."),
        ({"code_challenge": "ä" * 43}, "Code challenge must follow the specifications of RFC-7636."),
        ({"code_challenge": CHALLENGE, "code_challenge_method": "S512"}, "Code challenge method must be one of `S256`, `plain`"),
    ],
)
def test_a_challenge_must_be_one(browser: Browser, change: dict[str, str], hint: str) -> None:
    response = browser.open(**change)

    assert (response.status_code, response.json()["error"], response.json()["hint"]) == (400, "invalid_request", hint)


@fact("FF-OA-20")
def test_a_public_client_must_send_a_challenge(world: World) -> None:
    browser = Browser(world, new_client(world, confidential=False))

    assert browser.open().json()["hint"] == "Code challenge must be provided for public clients"
    assert browser.open(code_challenge=CHALLENGE, code_challenge_method="S256").status_code == 200


@fact("FF-OA-40")
def test_a_client_without_the_grant_cannot_ask(world: World) -> None:
    response = Browser(world, new_client(world, grant_types=["refresh_token"])).open()

    assert (response.status_code, response.json()["error"]) == (400, "unauthorized_client")


@fact("FF-OA-23")
def test_somebody_of_two_workspaces_chooses_the_one_that_the_token_reaches(browser: Browser) -> None:
    access = browser.client.exchange(browser.code(HELEN, SKERRY)).json()["access_token"]

    assert me(browser.world, access).json()["tenant_name"] == SKERRY


@fact("FF-OA-28")
def test_people_of_another_workspace_can_allow_the_client_too(world: World) -> None:
    theirs = new_client(world, workspace=SKERRY)

    assert theirs.exchange(Browser(world, theirs).code()).status_code == 200


@fact("FF-OA-22")
def test_somebody_who_allowed_the_same_before_is_not_asked_again(browser: Browser) -> None:
    browser.client.exchange(browser.code())

    assert "code" in sent_back(browser.open())


@fact("FF-OA-22")
def test_consent_is_asked_again_once_no_token_lives(browser: Browser) -> None:
    browser.client.exchange(browser.code())
    browser.world.clock.advance(days=1)

    page = browser.sign_in(browser.open())

    assert (page.status_code, "Allow" in page.text) == (200, True)


@fact("FF-OA-22")
def test_silent_approval_goes_to_the_workspace_that_was_allowed(browser: Browser) -> None:
    browser.client.exchange(browser.code(HELEN, SKERRY))

    access = browser.client.exchange(sent_back(browser.open())["code"]).json()["access_token"]

    assert me(browser.world, access).json()["tenant_name"] == SKERRY


@fact("FF-OA-22")
def test_who_allowed_it_in_several_workspaces_is_asked_again(browser: Browser) -> None:
    for workspace in (FERRYBANK, SKERRY):
        page = browser.open(prompt="consent")
        page = page if "Allow" in page.text else browser.sign_in(page, HELEN)
        browser.client.exchange(sent_back(browser.submit(page, act="allow", workspace=workspace_id(page, workspace)))["code"])

    assert "Allow" in browser.open().text
    assert sent_back(browser.open(prompt="none"))["error"] == "consent_required"


@fact("FF-OA-22")
def test_consent_to_one_client_is_none_to_another(browser: Browser) -> None:
    browser.client.exchange(browser.code())
    browser.client = new_client(browser.world)

    assert "Allow" in browser.open().text


@fact("FF-OA-21")
@pytest.mark.parametrize("prompt", ["select_account", "none login", "NONE", "", "x"])
def test_any_other_prompt_is_ignored(browser: Browser, prompt: str) -> None:
    assert "Choose an account" in browser.open(prompt=prompt).text
    browser.client.exchange(browser.code())

    assert "code" in sent_back(browser.open(prompt=prompt))


@fact("FF-OA-21")
def test_prompt_none_never_shows_a_page(browser: Browser) -> None:
    assert sent_back(browser.open(prompt="none", state="s")) | {"error_description": ""} == {
        "error": "login_required",
        "error_description": "",
        "state": "s",
    }
    browser.sign_in(browser.open())
    assert sent_back(browser.open(prompt="none"))["error"] == "consent_required"

    page = browser.open()
    browser.client.exchange(sent_back(browser.submit(page, act="allow"))["code"])

    assert "code" in sent_back(browser.open(prompt="none"))


@fact("FF-OA-21")
def test_prompt_consent_asks_even_who_allowed_it_before(browser: Browser) -> None:
    browser.client.exchange(browser.code())

    assert "Allow" in browser.open(prompt="consent").text


@fact("FF-OA-21")
def test_prompt_login_asks_who_it_is_even_if_somebody_is_signed_in(browser: Browser) -> None:
    browser.sign_in(browser.open())

    page = browser.open(prompt="login")

    assert "Choose an account" in page.text
    assert "Allow" in browser.sign_in(page).text


@fact("FF-OA-25")
def test_a_world_can_approve_every_client_without_a_page(browser: Browser) -> None:
    world = browser.world
    world.control.patch(f"/worlds/{world.name}", json={"switches": {"auto_approve": HELEN}}).raise_for_status()

    access = browser.client.exchange(sent_back(browser.open())["code"]).json()["access_token"]

    seen = me(world, access).json()
    assert (seen["user_email"], seen["tenant_name"]) == (HELEN, FERRYBANK)  # she belongs to Skerry Metering too, which sorts behind


@fact("FF-OA-63")
def test_a_head_request_issues_no_code(browser: Browser) -> None:
    world = browser.world
    world.control.patch(f"/worlds/{world.name}", json={"switches": {"auto_approve": HELEN}}).raise_for_status()
    query = {"response_type": "code", "client_id": browser.client.id, "redirect_uri": CALLBACK}

    answer = world.client().head("/oauth/authorize", params=query)

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")
    assert "location" not in answer.headers


@fact("FF-OA-08", "FF-OA-09")
@pytest.mark.parametrize(
    "uri",
    [
        "http://127.0.0.1:9\r\n9/callback",
        "ht\ntp://127.0.0.1:9/callback",
        "\x01http://127.0.0.1:9/callback",
        "http://127.0.0.1:9/call\tback",
        "http://127.0.0.1:9/callback\x7f",
        "http://127.0.0.1:9/callback\x00x",
        "http://127.0.0.1:9/c\u00e4llback",
    ],
)
def test_a_redirect_uri_with_characters_that_no_uri_has_is_not_the_registered_one(browser: Browser, uri: str) -> None:
    response = browser.open(redirect_uri=uri)

    assert (response.status_code, response.json()["error"]) == (401, "invalid_client")
    assert "location" not in response.headers


@fact("FF-OA-62")
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/oauth/authorize"),
        ("HEAD", "/oauth/authorize"),
        ("POST", "/oauth/token"),
        ("GET", "/oauth/token"),
        ("POST", "/oauth/register"),
        ("GET", "/oauth/nothing"),
        ("GET", "/.well-known/oauth-authorization-server"),
        ("GET", "/.well-known/oauth-protected-resource/mcp"),
        ("GET", "/odata/me"),
        ("GET", "/odata/Contacts"),
        ("GET", "/nothing"),
    ],
)
def test_an_answer_that_says_nothing_else_of_caching_is_private(world: World, method: str, path: str) -> None:
    assert world.client().request(method, path).headers.get_list("cache-control") == ["no-cache, private"]


@fact("FF-OA-62")
def test_a_body_that_is_too_large_is_refused_privately_too(world: World) -> None:
    answer = world.client().post("/oauth/token", content=b"x" * (1 << 20) + b"x")

    assert (answer.status_code, answer.headers["cache-control"]) == (413, "no-cache, private")

"""`POST /oauth/token` when all goes well: codes and refresh tokens turned into tokens."""

import httpx
import pytest

from tests.conftest import World
from tests.demo import DANIEL
from tests.facts import fact
from tests.fourfour.oauth_flow import CALLBACK, CHALLENGE, VERIFIER, Browser, Client, demo_client, me, new_client, tokens_of


@pytest.fixture
def client(world: World) -> Client:
    return demo_client(world)


@pytest.fixture
def browser(client: Client) -> Browser:
    return Browser(client.world, client)


@fact("FF-OA-30", "FF-OA-31")
def test_a_code_becomes_a_pair_of_tokens(browser: Browser) -> None:
    response = browser.client.exchange(browser.code())

    body = response.json()
    assert (response.status_code, list(body)) == (200, ["access_token", "refresh_token", "token_type", "expires_in"])
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 86400)
    assert response.headers["content-type"] == "application/json; charset=UTF-8"
    assert (response.headers["cache-control"], response.headers["pragma"]) == ("no-store", "no-cache")


@fact("FF-OA-32")
def test_the_body_may_be_json(browser: Browser) -> None:
    client = browser.client
    body = {"grant_type": "authorization_code", "code": browser.code(), "redirect_uri": CALLBACK}

    response = client.world.client().post("/oauth/token", json={**body, "client_id": client.id, "client_secret": client.secret})

    assert response.status_code == 200


@fact("FF-OA-32")
def test_the_client_may_show_its_credentials_with_http_basic(browser: Browser) -> None:
    client = browser.client
    body = {"grant_type": "authorization_code", "code": browser.code(), "redirect_uri": CALLBACK}

    response = client.world.client().post("/oauth/token", data=body, auth=httpx.BasicAuth(client.id, client.secret or ""))

    assert response.status_code == 200


@fact("FF-OA-19")
@pytest.mark.parametrize("asked", [{"code_challenge": CHALLENGE, "code_challenge_method": "S256"}, {"code_challenge": VERIFIER}])
def test_a_code_asked_for_with_a_challenge_needs_its_verifier(browser: Browser, asked: dict[str, str]) -> None:
    assert browser.client.exchange(browser.code(**asked), code_verifier=VERIFIER).status_code == 200


@fact("FF-OA-20")
def test_a_public_client_needs_no_secret(world: World) -> None:
    client = new_client(world, confidential=False)
    code = Browser(world, client).code(code_challenge=CHALLENGE, code_challenge_method="S256")

    assert client.exchange(code, code_verifier=VERIFIER).status_code == 200


@fact("FF-OA-11")
def test_a_redirect_uri_that_was_left_out_is_left_out_again(world: World) -> None:
    client = new_client(world)
    browser = Browser(world, client)

    assert client.exchange(browser.code(redirect_uri=None), redirect_uri=None).status_code == 200


@fact("FF-OA-10")
def test_the_port_that_was_asked_for_is_the_one_to_repeat(browser: Browser) -> None:
    uri = "http://127.0.0.1:53124/callback"

    assert browser.client.exchange(browser.code(redirect_uri=uri)).json()["hint"] == "Invalid redirect URI"
    assert browser.client.exchange(browser.code(redirect_uri=uri, prompt="consent"), redirect_uri=uri).status_code == 200


@fact("FF-OA-33")
def test_an_access_token_lives_a_day(client: Client) -> None:
    access = tokens_of(client.world)["access_token"]

    client.world.clock.advance(hours=23, minutes=59, seconds=59)
    assert me(client.world, access).status_code == 200

    client.world.clock.advance(seconds=1)
    assert me(client.world, access).status_code == 401


@fact("FF-OA-33")
def test_a_refresh_token_lives_a_year(client: Client) -> None:
    first, second = tokens_of(client.world), tokens_of(client.world)

    client.world.clock.advance(days=364, hours=23)
    assert client.refresh(first["refresh_token"]).status_code == 200

    client.world.clock.advance(hours=1)
    assert client.refresh(second["refresh_token"]).json()["hint"] == "Token has expired"


@fact("FF-OA-26")
def test_a_code_lives_ten_minutes(browser: Browser) -> None:
    in_time, too_late = browser.code(), browser.code(prompt="consent")

    browser.world.clock.advance(minutes=9, seconds=59)
    assert browser.client.exchange(in_time).status_code == 200

    browser.world.clock.advance(seconds=1)
    assert browser.client.exchange(too_late).json()["hint"] == "Authorization code has expired"


@fact("FF-OA-34")
def test_a_refresh_gives_a_new_pair_and_ends_the_old_one(client: Client) -> None:
    old = tokens_of(client.world)

    response = client.refresh(old["refresh_token"])

    new = response.json()
    assert list(new) == list(old)
    assert new["access_token"] != old["access_token"]
    assert me(client.world, new["access_token"]).json()["user_email"] == DANIEL
    assert me(client.world, old["access_token"]).status_code == 401
    assert client.refresh(old["refresh_token"]).json()["hint"] == "Token has been revoked"
    assert client.refresh(new["refresh_token"]).status_code == 200


@fact("FF-OA-34")
def test_a_refresh_leaves_the_tokens_of_other_consents_alone(client: Client) -> None:
    one, other = tokens_of(client.world), tokens_of(client.world)

    client.refresh(one["refresh_token"])

    assert me(client.world, other["access_token"]).status_code == 200


@fact("FF-OA-35")
@pytest.mark.parametrize("scope", ["api:read", "mcp:use", "", "  "])
def test_a_refresh_may_name_the_scopes_that_it_wants(client: Client, scope: str) -> None:
    assert client.refresh(tokens_of(client.world)["refresh_token"], scope=scope).status_code == 200


@fact("FF-OA-27")
def test_a_replayed_code_revokes_what_it_gave(browser: Browser) -> None:
    code = browser.code()
    pair = browser.client.exchange(code).json()

    replay = browser.client.exchange(code)

    assert (replay.status_code, replay.json()["hint"]) == (400, "Authorization code has been revoked")
    assert me(browser.world, pair["access_token"]).status_code == 401
    assert browser.client.refresh(pair["refresh_token"]).json()["hint"] == "Token has been revoked"


@fact("FF-OA-27")
def test_a_replayed_code_revokes_what_was_refreshed_since(browser: Browser) -> None:
    code = browser.code()
    pair = browser.client.refresh(browser.client.exchange(code).json()["refresh_token"]).json()

    browser.client.exchange(code)

    assert me(browser.world, pair["access_token"]).status_code == 401


@fact("FF-OA-40")
def test_a_client_that_may_not_refresh_gets_no_refresh_token(world: World) -> None:
    client = new_client(world, grant_types=["authorization_code"])

    assert list(client.exchange(Browser(world, client).code()).json()) == ["access_token", "token_type", "expires_in"]


def test_a_token_of_a_world_leads_to_that_world_by_itself(client: Client) -> None:
    access = tokens_of(client.world)["access_token"]

    at_the_root = client.world.server.client(headers={"Authorization": f"Bearer {access}"})

    assert access.endswith(f".{client.world.name}")
    assert at_the_root.get("/odata/me").json()["user_email"] == DANIEL

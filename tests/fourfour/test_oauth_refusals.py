"""Every row of the table of refusals of the token endpoint (fourfour.md, 2.4), in its order."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from sandbox.app import Sandbox, create_app
from sandbox.settings import Settings
from tests.conftest import World
from tests.facts import fact
from tests.fourfour.oauth_flow import CHALLENGE, VERIFIER, Browser, Client, demo_client, new_client, tokens_of
from tests.in_process import ask

Answer = tuple[int, str, str | None]


@pytest.fixture
def client(world: World) -> Client:
    return demo_client(world)


@pytest.fixture
def browser(client: Client) -> Browser:
    return Browser(client.world, client)


def refusal(response: Any) -> Answer:
    body = response.json()
    assert list(body) == ["error", "error_description", *(["hint"] if "hint" in body else [])]
    assert response.headers["content-type"] == "application/json"
    return response.status_code, body["error"], body.get("hint")


@fact("FF-OA-36")
@pytest.mark.parametrize(
    "change", [{"client_id": "nobody"}, {"client_secret": "wrong"}, {"client_secret": "x" * 5000}, {"client_id": "a\x00b"}]
)
def test_an_unknown_client_or_a_wrong_secret(client: Client, change: dict[str, str]) -> None:
    response = client.exchange("any", **change)

    assert refusal(response) == (401, "invalid_client", None)
    assert response.json()["error_description"] == "Client authentication failed"
    assert "www-authenticate" not in response.headers


@fact("FF-OA-36")
def test_a_client_that_used_the_header_is_told_the_scheme(client: Client) -> None:
    response = client.world.client().post("/oauth/token", data={"grant_type": "refresh_token"}, auth=(client.id, "wrong"))

    assert refusal(response) == (401, "invalid_client", None)
    assert response.headers["www-authenticate"] == 'Basic realm="OAuth"'


@fact("FF-OA-37")
@pytest.mark.parametrize("secret", [None, "", " "])
def test_a_confidential_client_without_its_secret(client: Client, secret: str | None) -> None:
    assert refusal(client.exchange("any", client_secret=secret)) == (400, "invalid_request", "Check the `client_secret` parameter")


@fact("FF-OA-38")
@pytest.mark.parametrize("name", ["client_id", "code", "redirect_uri"])
@pytest.mark.parametrize("value", [None, "", "\t"])
def test_a_missing_parameter(browser: Browser, name: str, value: str | None) -> None:
    given: dict[str, Any] = {"code": browser.code(), name: value}

    response = browser.client.exchange(**given)

    assert refusal(response) == (400, "invalid_request", f"Check the `{name}` parameter")


@fact("FF-OA-38")
def test_a_missing_refresh_token(client: Client) -> None:
    assert refusal(client.token(grant_type="refresh_token")) == (400, "invalid_request", "Check the `refresh_token` parameter")


@fact("FF-OA-38")
@pytest.mark.parametrize("name", ["client_id", "client_secret", "code", "redirect_uri", "code_verifier", "resource"])
@pytest.mark.parametrize("spelling", ["{}[]", "{}[0]", "{}[a][b]"])
def test_a_parameter_that_is_an_array(browser: Browser, name: str, spelling: str) -> None:
    given: dict[str, Any] = {"code": browser.code(), name: None, spelling.format(name): "x"}

    response = browser.client.exchange(**given)

    assert refusal(response) == (400, "invalid_request", f"Check the `{name}` parameter")


@fact("FF-OA-38")
@pytest.mark.parametrize("value", [[], ["x"], {}, {"a": "x"}])
def test_a_member_of_a_json_body_that_is_not_a_scalar(client: Client, value: Any) -> None:
    body = {"grant_type": "refresh_token", "client_id": client.id, "client_secret": client.secret, "refresh_token": value}

    response = client.world.client().post("/oauth/token", json=body)

    assert refusal(response) == (400, "invalid_request", "Check the `refresh_token` parameter")


@fact("FF-OA-61")
def test_the_last_of_a_repeated_parameter_counts(client: Client) -> None:
    response = client.token(
        grant_type=["authorization_code", "refresh_token"], refresh_token=["x", tokens_of(client.world)["refresh_token"]]
    )

    assert response.status_code == 200


@fact("FF-OA-39")
@pytest.mark.parametrize("grant", [None, "", "password", "client_credentials", "implicit", "Authorization_Code", ["a", "b"]])
def test_an_unknown_or_missing_grant_type(client: Client, grant: Any) -> None:
    expected = (400, "unsupported_grant_type", "Check that all required parameters have been provided")

    assert refusal(client.token(grant_type=grant, code="any")) == expected


@fact("FF-OA-39")
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"grant_type=refresh_token", "text/plain"),
        (b"", "application/x-www-form-urlencoded"),
        (b"{", "application/json"),
        (b"[1]", "application/json"),
        (b"\xff\xfe=\xff&grant_type=\xff", "application/x-www-form-urlencoded"),
        (b'{"grant_type": "\\ud800"}', "application/json"),
    ],
)
def test_a_body_that_cannot_be_read_has_no_grant_type(client: Client, body: bytes, kind: str) -> None:
    response = client.world.client().post("/oauth/token", content=body, headers={"Content-Type": kind})

    assert refusal(response)[1] == "unsupported_grant_type"


@fact("FF-OA-40")
def test_a_grant_that_this_client_may_not_use(world: World) -> None:
    client = new_client(world, grant_types=["authorization_code"])

    assert refusal(client.refresh("any")) == (400, "unauthorized_client", None)


@fact("FF-OA-41")
@pytest.mark.parametrize("code", ["garbage", "x" * 100_000, "a\x00b", "' OR 1=1 --", "🦊"])
def test_a_code_that_is_none(client: Client, code: str) -> None:
    assert refusal(client.exchange(code)) == (400, "invalid_grant", "Cannot validate the provided authorization code")


@fact("FF-OA-42")
def test_a_code_that_has_expired(browser: Browser) -> None:
    code = browser.code()
    browser.world.clock.advance(minutes=10)

    assert refusal(browser.client.exchange(code)) == (400, "invalid_grant", "Authorization code has expired")


@fact("FF-OA-42")
def test_a_code_that_was_used(browser: Browser) -> None:
    code = browser.code()
    browser.client.exchange(code)

    assert refusal(browser.client.exchange(code)) == (400, "invalid_grant", "Authorization code has been revoked")


@fact("FF-OA-43")
def test_a_code_of_another_client(browser: Browser) -> None:
    thief = new_client(browser.world)

    response = thief.exchange(browser.code())

    assert refusal(response) == (400, "invalid_request", "Authorization code was not issued to this client")


@fact("FF-OA-44")
def test_a_redirect_uri_that_differs_from_the_one_of_the_authorization(browser: Browser) -> None:
    response = browser.client.exchange(browser.code(), redirect_uri="http://localhost:8000/callback")

    assert refusal(response) == (400, "invalid_request", "Invalid redirect URI")


@fact("FF-OA-51")
@pytest.mark.parametrize(
    ("verifier", "expected"),
    [
        ("w" * 43, (400, "invalid_grant", "Failed to verify `code_verifier`.")),
        (CHALLENGE, (400, "invalid_grant", "Failed to verify `code_verifier`.")),
        (None, (400, "invalid_request", "Check the `code_verifier` parameter")),
        ("short", (400, "invalid_request", "Code Verifier must follow the specifications of RFC-7636.")),
    ],
)
def test_a_verifier_that_does_not_answer_the_challenge(browser: Browser, verifier: str | None, expected: Answer) -> None:
    code = browser.code(code_challenge=CHALLENGE, code_challenge_method="S256")

    assert refusal(browser.client.exchange(code, code_verifier=verifier)) == expected
    assert browser.client.exchange(code, code_verifier=VERIFIER).status_code == 200  # the code is not lost by it


@fact("FF-OA-51")
def test_a_verifier_without_a_challenge(browser: Browser) -> None:
    response = browser.client.exchange(browser.code(), code_verifier=VERIFIER)

    assert refusal(response) == (400, "invalid_request", "code_verifier received when no code_challenge is present")


@fact("FF-OA-52")
def test_a_refresh_token_that_is_none(client: Client) -> None:
    access = tokens_of(client.world)["access_token"]

    for value in ("garbage", access, "a\x00b", "x" * 100_000):
        assert refusal(client.refresh(value)) == (400, "invalid_grant", "Cannot decrypt the refresh token")


@fact("FF-OA-52")
def test_a_refresh_token_of_another_client(client: Client) -> None:
    thief = new_client(client.world)

    assert refusal(thief.refresh(tokens_of(client.world)["refresh_token"])) == (400, "invalid_grant", "Token is not linked to client")


@fact("FF-OA-52")
def test_a_refresh_token_that_has_expired_or_was_revoked(client: Client) -> None:
    one, other = tokens_of(client.world)["refresh_token"], tokens_of(client.world)["refresh_token"]
    client.world.control.post("/tokens/expire", json={"token": one}).raise_for_status()
    client.world.control.post("/tokens/revoke", json={"token": other}).raise_for_status()

    assert refusal(client.refresh(one)) == (400, "invalid_grant", "Token has expired")
    assert refusal(client.refresh(other)) == (400, "invalid_grant", "Token has been revoked")


@fact("FF-OA-53")
@pytest.mark.parametrize("scope", ["import", "everything", "api:read import", "<b>"])
def test_a_scope_that_was_not_granted(client: Client, scope: str) -> None:
    pair = tokens_of(client.world)

    response = client.refresh(pair["refresh_token"], scope=scope)

    assert refusal(response) == (400, "invalid_scope", f"Check the `{scope.split()[-1]}` scope")
    assert client.refresh(pair["refresh_token"]).status_code == 200  # the pair is not lost by it


@pytest.fixture
def broken() -> Iterator[Sandbox]:
    """A server that has lost a table."""
    app = create_app(Settings(ephemeral=True, scenario="empty"))
    with app.worlds.get("default").database.begin() as rows:
        rows.execute(text("DROP TABLE oauth2_clients"))
    yield app
    app.worlds.close()


@fact("FF-OA-54")
def test_a_fault_of_the_server(broken: Sandbox) -> None:
    response = ask(broken, "POST", "/oauth/token", data={"grant_type": "refresh_token", "client_id": "any"})

    assert refusal(response) == (500, "server_error", None)

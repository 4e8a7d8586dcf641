"""An OAuth client that somebody else wrote meets the sandbox."""

from urllib.parse import urlsplit

import pytest
from authlib.common.security import generate_token  # type: ignore[import-untyped]
from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]

from tests.conftest import World
from tests.facts import fact
from tests.fourfour.oauth_flow import CALLBACK, Browser, demo_client, workspace_id


@fact("FF-OA-03", "FF-OA-19", "FF-OA-27", "FF-OA-30", "FF-OA-34")
@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_authlib_gets_tokens_refreshes_them_and_is_refused_a_replay(world: World, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # Authlib's own switch for http on loopback
    client, verifier = demo_client(world), generate_token(48)
    session = OAuth2Session(
        client.id,
        client.secret,
        scope="api:read",
        redirect_uri=CALLBACK,
        code_challenge_method="S256",
        token_endpoint_auth_method=method,
        token_endpoint=f"{world.url}/oauth/token",
    )
    url, state = session.create_authorization_url(f"{world.url}/oauth/authorize", code_verifier=verifier)
    browser = Browser(world, client)
    page = browser.sign_in(browser.http.get(url.removeprefix(world.url)))
    arrived = browser.submit(page, act="allow", workspace=workspace_id(page)).headers["location"]

    token = session.fetch_token(authorization_response=arrived, state=state, code_verifier=verifier)
    assert session.get(f"{world.url}/odata/me").json()["tenant_name"] == "Ferrybank"

    renewed = session.refresh_token(f"{world.url}/oauth/token", refresh_token=token["refresh_token"])
    assert renewed["access_token"] != token["access_token"]
    assert session.get(f"{world.url}/odata/me").status_code == 200

    with pytest.raises(OAuthError, match="invalid_grant"):
        session.fetch_token(authorization_response=arrived, state=state, code_verifier=verifier)
    assert session.get(f"{world.url}/odata/me").status_code == 401
    assert urlsplit(arrived).netloc == urlsplit(CALLBACK).netloc

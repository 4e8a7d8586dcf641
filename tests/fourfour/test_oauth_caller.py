"""Using a token (fourfour.md, 2.5 and 2.6)."""

import base64
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import delete

from sandbox.app import Sandbox, create_app
from sandbox.fourfour.tables.workspaces import members
from sandbox.settings import Settings
from tests.conftest import World
from tests.demo import API_TOKEN, DANIEL, FERRYBANK, HELEN, IMPORT_TOKEN, SKERRY
from tests.facts import fact
from tests.fourfour.oauth_flow import demo_client, me, tokens_of
from tests.in_process import ask


@fact("FF-OA-45")
@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_a_bearer_token_opens_the_api(world: World, scheme: str) -> None:
    client = world.client(headers={"Authorization": f"{scheme} {API_TOKEN}"})

    assert client.get("/odata/me").json()["user_email"] == HELEN


@fact("FF-OA-46")
@pytest.mark.parametrize("user", [HELEN, "anybody", ""])
def test_the_token_may_be_the_password_of_any_user_name(world: World, user: str) -> None:
    assert world.client().get("/odata/me", auth=httpx.BasicAuth(user, API_TOKEN)).json()["user_email"] == HELEN


@fact("FF-OA-47")
@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer garbage",
        f"Token {API_TOKEN}",
        API_TOKEN,
        f"Bearer {API_TOKEN} x",
        "Basic !",
        "Basic " + base64.b64encode(b"no colon").decode(),
        "Basic " + base64.b64encode(b"user:\xff").decode(),
        f"Basic {API_TOKEN}",
        "Bearer " + "x" * 20_000,
    ],
)
def test_without_a_token_that_lives_the_answer_is_401(world: World, header: str | None) -> None:
    response = world.client(headers={"Authorization": header} if header is not None else {}).get("/odata/Conversations")

    assert (response.status_code, response.json()) == (401, {"message": "Unauthenticated."})
    assert response.headers["www-authenticate"] == 'Basic realm="Four/Four"'


@fact("FF-OA-47")
def test_a_refresh_token_is_no_access_token(world: World) -> None:
    assert me(world, tokens_of(world)["refresh_token"]).status_code == 401


@fact("FF-OA-47")
def test_a_revoked_token_and_one_that_ran_out_open_nothing(world: World) -> None:
    one, other = tokens_of(world)["access_token"], tokens_of(world)["access_token"]
    world.control.post("/tokens/revoke", json={"token": one}).raise_for_status()
    world.control.post("/tokens/expire", json={"token": other}).raise_for_status()

    assert [me(world, token).status_code for token in (one, other)] == [401, 401]


@fact("FF-OA-48")
def test_a_token_without_the_scope_is_told_so(world: World) -> None:
    response = world.with_token(IMPORT_TOKEN).get("/odata/Conversations")

    assert (response.status_code, response.json()) == (403, {"message": "Invalid scope(s) provided."})


@fact("FF-OA-49")
@pytest.mark.parametrize("workspace", [FERRYBANK, SKERRY])
def test_a_token_acts_as_its_person_in_one_workspace(world: World, workspace: str) -> None:
    answer = me(world, tokens_of(world, HELEN, workspace)["access_token"]).json()

    assert (answer["user_email"], answer["tenant_name"]) == (HELEN, workspace)


@fact("FF-OA-60")
def test_a_personal_token_lives_a_year_and_is_not_renewed(world: World) -> None:
    made = world.control.post("/tokens", json={"kind": "personal", "user": DANIEL, "scopes": ["api:read", "import"], "name": "Power BI"})
    token = made.json()["token"]
    assert (made.status_code, made.json()["scopes"], made.json()["name"]) == (201, ["api:read", "import"], "Power BI")

    world.clock.advance(days=364)
    assert me(world, token).status_code == 200

    world.clock.advance(days=1)
    assert me(world, token).status_code == 401


def test_the_demo_tokens_do_not_run_out_with_the_clock(world: World) -> None:
    world.clock.advance(days=365 * 20)

    assert me(world, API_TOKEN).status_code == 200


def test_revoking_a_client_revokes_its_tokens(world: World) -> None:
    client, pair = demo_client(world), tokens_of(world)

    assert world.control.delete(f"/oauth/clients/{client.id}").status_code == 204

    assert me(world, pair["access_token"]).status_code == 401
    assert client.refresh(pair["refresh_token"]).json()["error"] == "invalid_client"


@pytest.fixture
def app() -> Iterator[Sandbox]:
    """A server whose only person was removed from the workspace; no API of the vendor does that."""
    app = create_app(Settings(ephemeral=True, scenario="empty"))
    yield app
    app.worlds.close()


@fact("FF-OA-50")
def test_the_tokens_of_somebody_who_was_removed_from_the_workspace_are_worthless(app: Sandbox) -> None:
    client = ask(app, "GET", "/_sandbox/env").json()
    body = {"kind": "oauth", "user": "admin@empty.example", "client_id": client["FOURFOUR_CLIENT_ID"]}
    pair = ask(app, "POST", "/_sandbox/tokens", json=body).json()
    bearer = {"Authorization": f"Bearer {pair['access_token']}"}
    assert ask(app, "GET", "/odata/me", headers=bearer).status_code == 200

    with app.worlds.get("default").database.begin() as rows:
        rows.execute(delete(members))

    assert ask(app, "GET", "/odata/me", headers=bearer).status_code == 401
    form = {"grant_type": "refresh_token", "refresh_token": pair["refresh_token"], "client_id": client["FOURFOUR_CLIENT_ID"]}
    refused = ask(app, "POST", "/oauth/token", data={**form, "client_secret": client["FOURFOUR_CLIENT_SECRET"]})
    assert refused.json()["hint"] == "Token has been revoked"

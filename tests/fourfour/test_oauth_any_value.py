"""Whatever a client sends, the vendor has an answer to it; a 500 is none."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import World
from tests.facts import fact
from tests.fourfour.oauth_flow import Client, demo_client

NAMES = ["grant_type", "client_id", "client_secret", "code", "redirect_uri", "refresh_token", "code_verifier", "scope", "resource"]
ASKED = ["response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method", "prompt", "resource"]

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["", "\x00", "api:read", "none", "S256", "a" * 3000]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
JSON = SCALARS | st.lists(TEXTS, max_size=2) | st.just({"a": "b"})
GRANTS = st.sampled_from(["authorization_code", "refresh_token"])

anything = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def client(world: World) -> Client:
    return demo_client(world)


@fact("FF-OA-61")
@anything
@given(changes=st.dictionaries(st.sampled_from(NAMES) | TEXTS, TEXTS), grant=GRANTS)
def test_any_form_gets_an_answer_from_the_token_endpoint(client: Client, changes: dict[str, str], grant: str) -> None:
    response = client.token(**{"grant_type": grant, "code": "x", "refresh_token": "x", **changes})

    assert (response.status_code in (400, 401), "error" in response.json()) == (True, True)


@fact("FF-OA-61")
@anything
@given(changes=st.dictionaries(st.sampled_from(NAMES), JSON), grant=GRANTS)
def test_any_json_gets_an_answer_from_the_token_endpoint(client: Client, changes: dict[str, Any], grant: str) -> None:
    body = {"grant_type": grant, "client_id": client.id, "client_secret": client.secret, "code": "x", "refresh_token": "x", **changes}

    response = client.world.client().post("/oauth/token", json=body)

    assert (response.status_code in (400, 401), "error" in response.json()) == (True, True)


@fact("FF-OA-61")
@anything
@given(body=st.binary(max_size=200), kind=st.sampled_from(["application/json", "application/x-www-form-urlencoded", "text/xml", ""]))
def test_any_bytes_get_an_answer_from_the_token_endpoint(client: Client, body: bytes, kind: str) -> None:
    response = client.world.client().post("/oauth/token", content=body, headers={"Content-Type": kind})

    assert (response.status_code, response.json()["error"]) == (400, "unsupported_grant_type")


@fact("FF-OA-61")
@anything
@given(changes=st.dictionaries(st.sampled_from(ASKED) | TEXTS, TEXTS))
def test_any_query_gets_an_answer_from_the_authorization_endpoint(client: Client, changes: dict[str, str]) -> None:
    usual = {"response_type": "code", "client_id": client.id, "redirect_uri": client.redirect_uri}

    assert client.world.client().get("/oauth/authorize", params={**usual, **changes}).status_code in (200, 302, 400, 401)


@fact("FF-OA-24")
@anything
@given(
    form=st.dictionaries(st.sampled_from(["form_token", "act", "person", "workspace"]), TEXTS), cookie=st.text(st.characters(codec="ascii"))
)
def test_any_form_gets_a_page_from_the_authorization_endpoint(client: Client, form: dict[str, str], cookie: str) -> None:
    query = {"response_type": "code", "client_id": client.id, "redirect_uri": client.redirect_uri}
    key = "".join(letter for letter in cookie if letter.isalnum())

    headers = {"Cookie": f"fourfour_session_{client.world.name}={key}"}
    response = client.world.client(headers=headers).post("/oauth/authorize", params=query, data=form)

    assert (response.status_code, response.headers["content-type"]) == (419, "text/html; charset=utf-8")


@fact("FF-OA-73")
@anything
@given(metadata=JSON | st.dictionaries(st.sampled_from(["redirect_uris", "client_name"]), JSON | st.lists(JSON, max_size=2)))
def test_any_metadata_gets_an_answer_from_the_registration_endpoint(client: Client, metadata: Any) -> None:
    response = client.world.client().post("/oauth/register", json=metadata)

    assert (response.status_code, response.json()["error"].startswith("invalid_")) == (400, True)

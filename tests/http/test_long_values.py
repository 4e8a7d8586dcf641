"""The longest values that a client can send are read in linear time: one request must not keep the others waiting."""

from typing import Any

import httpx
import pytest

from tests.conftest import Server, World
from tests.demo import HELEN
from tests.fourfour.oauth_flow import demo_client

PATIENCE = 5.0
"""Seconds. Reading such a value takes milliseconds, unless each of its characters has all the others looked at: then it is minutes."""

MANY = 400_000
NOISE = {
    "letters": "x" * MANY,
    "digits": "1" * MANY,
    "quotes": '"' + '\\"' * (MANY // 2) + '"',
    "blanks": "x" + " " * MANY + "x",
    "pairs": "a=b;" * (MANY // 4),
    "list": "a=b," * (MANY // 4),
    "slashes": "http://" + "/" * MANY,
    "dots": "http://" + "1." * (MANY // 2),
    "colons": "http://[" + ":" * MANY + "]",
    "durations": "1w" + " " * MANY + "x",
    "numbers": "1." * (MANY // 2),
}

HEADERS = [
    "Host",
    "Forwarded",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Sandbox-World",
    "Authorization",
    "Cookie",
    "Content-Type",
    "Origin",
]


CLIENT = {"response_type": "code", "client_id": "00000000-0000-4000-8000-000000000001"}


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("path", ["/.well-known/oauth-authorization-server", "/oauth/authorize", "/_sandbox/env"])
def test_of_a_header(server: Server, path: str, header: str) -> None:
    start = {"Authorization": "Basic ", "Cookie": "fourfour_session_default="}.get(header, "")

    for kind, noise in NOISE.items():
        answer = server.client().get(path, params=CLIENT, headers={header: start + noise}, timeout=PATIENCE)
        assert answer.status_code < 500, kind


@pytest.mark.parametrize("parameter", ["redirect_uri", "scope", "resource", "state", "code_challenge", "client_id", "prompt"])
def test_of_a_parameter(server: Server, parameter: str) -> None:
    for kind, noise in NOISE.items():
        answer = server.client().get("/oauth/authorize", params={**CLIENT, parameter: noise[:20_000]}, timeout=PATIENCE)
        assert answer.status_code < 500, kind


@pytest.mark.parametrize(
    "name", ["grant_type", "client_id", "client_secret", "code", "code_verifier", "refresh_token", "scope", "resource"]
)
def test_of_a_field_of_the_token_endpoint(world: World, name: str) -> None:
    client = demo_client(world)
    usual = {"grant_type": "refresh_token", "client_id": client.id, "client_secret": client.secret, "refresh_token": "x", "code": "x"}

    for kind, noise in NOISE.items():
        assert world.client().post("/oauth/token", json={**usual, name: noise}, timeout=PATIENCE).status_code < 500, kind


@pytest.mark.parametrize(
    ("method", "path", "name", "others"),
    [
        ("POST", "/clock/advance", "by", {}),
        ("POST", "/clock/advance", "to", {}),
        ("PUT", "/clock", "at", {"mode": "frozen"}),
        ("PUT", "/clock", "mode", {}),
        ("POST", "/worlds", "name", {}),
        ("POST", "/worlds", "scenario", {}),
        ("POST", "/tokens", "user", {"kind": "personal"}),
        ("POST", "/tokens", "client_id", {"kind": "oauth", "user": HELEN}),
        ("POST", "/oauth/clients", "name", {"redirect_uris": ["https://a.example"]}),
        ("POST", "/oauth/clients", "workspace", {"name": "x", "redirect_uris": ["https://a.example"]}),
    ],
)
def test_of_a_field_of_our_own_api(world: World, method: str, path: str, name: str, others: dict[str, Any]) -> None:
    for kind, noise in NOISE.items():
        assert world.control.request(method, path, json={**others, name: noise}, timeout=PATIENCE).status_code == 400, kind


def test_of_a_name_that_is_no_field(world: World) -> None:
    for kind, noise in NOISE.items():
        assert world.control.post("/clock/advance", json={noise: 1}, timeout=PATIENCE).status_code == 400, kind


def test_of_a_redirect_uri(world: World) -> None:
    for kind, noise in NOISE.items():
        registered = world.client().post("/oauth/register", json={"redirect_uris": [noise]}, timeout=PATIENCE)
        assert registered.status_code in (201, 400), kind


def test_many_redirect_uris_are_compared_with_a_long_one(world: World) -> None:
    uris = [f"http://127.0.0.1/{number}" for number in range(25_000)]
    client = world.client().post("/oauth/register", json={"redirect_uris": uris}).json()["client_id"]

    query = {**CLIENT, "client_id": client, "redirect_uri": f"http://127.0.0.1:9/{'x' * 60_000}"}
    answer: httpx.Response = world.client().get("/oauth/authorize", params=query, timeout=PATIENCE)

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")

"""Signing in to Tenfold (tenfold.md, 2, T1-01, T1-02, T2-10, T2-35 and T2-36)."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.facts import fact
from tests.tenfold.conftest import ADMIN, CLIENT, ELSEWHERE, PASSWORD, REGULAR, Tenfold

CALLBACK = "http://127.0.0.1:8000/tenfold/callback"


@fact("T1-01")
def test_a_password_gives_a_pair_and_the_refresh_token_the_next_one(tenfold: Tenfold) -> None:
    answer = tenfold.token(grant_type="password", username=ADMIN, password=PASSWORD)

    first = answer.json()
    assert list(first) == ["token_type", "access_token", "expires_in", "refresh_token"]
    assert (first["token_type"], first["expires_in"]) == ("bearer", 3600)
    assert re.match("[0-9a-f]{40}", first["access_token"])
    assert answer.headers["cache-control"] == "no-store"
    second = tenfold.token(grant_type="refresh_token", refresh_token=first["refresh_token"]).raise_for_status().json()
    assert tenfold.world.with_token(second["access_token"]).get("/v2/users/me").json()["data"]["username"] == ADMIN
    again = tenfold.token(grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert (again.status_code, again.json()) == (
        400,
        {"code": 400, "error": "invalid_grant", "error_description": "Invalid refresh token"},
    )


@fact("T1-01")
def test_a_client_alone_acts_for_the_admin_of_its_organization(tenfold: Tenfold) -> None:
    pair = tenfold.token(grant_type="client_credentials").raise_for_status().json()

    assert "refresh_token" in pair
    assert tenfold.world.with_token(pair["access_token"]).get("/v2/users/me").json()["data"]["username"] == ADMIN


@fact("T1-01")
def test_a_client_may_show_itself_by_basic_and_send_json(tenfold: Tenfold) -> None:
    asked = {"grant_type": "password", "username": ADMIN, "password": PASSWORD}

    answer = tenfold.anybody.post("/api/v1/oauth/token", json=asked, auth=(CLIENT["client_id"], CLIENT["client_secret"]))

    assert answer.status_code == 200


@fact("T1-01")
@pytest.mark.parametrize(
    ("form", "error", "description"),
    [
        ({}, "invalid_request", "Invalid or missing grant_type parameter"),
        ({"grant_type": "magic"}, "invalid_request", "Invalid or missing grant_type parameter"),
        ({"grant_type": "authorization_code"}, "invalid_request", "Invalid or missing grant_type parameter"),
        ({"grant_type": "refresh_token"}, "invalid_request", "No refresh_token parameter"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "invalid_grant", "Invalid refresh token"),
        ({"grant_type": "password"}, "invalid_client", 'Missing parameters. "username" and "password" are required'),
        ({"grant_type": "password", "username": ADMIN, "password": "x"}, "invalid_grant", "User credentials are invalid"),
        ({"grant_type": "password", "username": "x", "password": PASSWORD}, "invalid_grant", "User credentials are invalid"),
        ({"grant_type": "password", "client_secret": "x"}, "invalid_client", "Client credentials are invalid"),
        ({"grant_type": "password", "client_secret": ""}, "invalid_client", "Missing client_secret parameter"),
        ({"grant_type": "password", "client_id": ""}, "invalid_client", "Invalid or missing client_id parameter"),
        ({"grant_type": "password", "client_id": "nobody"}, "invalid_client", "Client credentials are invalid"),
    ],
)
def test_what_is_wrong_with_a_token_request_is_told(tenfold: Tenfold, form: dict[str, str], error: str, description: str) -> None:
    answer = tenfold.token(**form)

    assert (answer.status_code, answer.json()) == (400, {"code": 400, "error": error, "error_description": description})
    assert ("www-authenticate" in answer.headers) == (error == "invalid_client")


@fact("T1-01")
def test_tokens_end_by_the_worlds_clock(tenfold: Tenfold) -> None:
    pair = tenfold.pair()
    here = tenfold.world.with_token(pair["access_token"])

    tenfold.world.clock.advance(seconds=3599)
    assert here.get("/v2/users/me").status_code == 200
    tenfold.world.clock.advance(seconds=1)
    refused = here.get("/v2/users/me")
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_token")
    tenfold.world.clock.advance(days=14)
    late = tenfold.token(grant_type="refresh_token", refresh_token=pair["refresh_token"])
    assert late.json()["error_description"] == "Refresh token has expired"


@fact("T1-02")
def test_an_admin_gets_a_pair_for_a_colleague_and_can_refresh_it(tenfold: Tenfold) -> None:
    colleague = tenfold.signed_in(REGULAR).get("/v2/users/me").json()["data"]["id"]

    pair = tenfold.signed_in().post("/api/v1/oauth/token/create", data={**CLIENT, "userId": colleague}).raise_for_status().json()
    alone = tenfold.anybody.post("/api/v1/oauth/token/create", data={**CLIENT, "userId": colleague})

    assert list(pair) == ["token_type", "access_token", "expires_in", "refresh_token"]
    assert tenfold.world.with_token(pair["access_token"]).get("/v2/users/me").json()["data"]["username"] == REGULAR
    assert tenfold.token(grant_type="refresh_token", refresh_token=pair["refresh_token"]).status_code == 200
    assert alone.status_code == 200  # the vendor's sample shows no admin's token


@fact("T1-02")
def test_nobody_else_gets_one_and_nobody_gets_into_another_organization(tenfold: Tenfold) -> None:
    elsewhere = tenfold.signed_in(ELSEWHERE).get("/v2/users/me").json()["data"]["id"]
    path = "/api/v1/oauth/token/create"

    assert tenfold.signed_in(REGULAR).post(path, data={**CLIENT, "userId": elsewhere}).status_code == 401
    assert tenfold.signed_in().post(path, data={**CLIENT, "userId": elsewhere}).status_code == 404
    assert tenfold.signed_in().post(path, data={**CLIENT, "userId": "nobody"}).status_code == 404
    missing = tenfold.signed_in().post(path, data=CLIENT)
    assert (missing.status_code, missing.json()["details"][0]["field"]) == (400, "userId")
    assert tenfold.world.with_token("wrong").post(path, data={**CLIENT, "userId": elsewhere}).status_code == 401


@fact("T2-10")
def test_a_login_gives_a_jwt_that_works_on_both_versions(tenfold: Tenfold) -> None:
    answer = tenfold.anybody.post("/v2/users/login", json={"username": ADMIN, "password": PASSWORD})

    told = answer.raise_for_status().json()
    assert list(told) == ["data", "accessToken"]
    assert list(told["data"]) == [
        *("id", "organizationId", "primaryTeamId", "username", "name", "pictureUrl", "inboundEnabled", "extensions"),
        *("createdAt", "isAdmin", "agentStatus"),
    ]
    for scheme in (f"Bearer JWT {told['accessToken']}", f"bearer jwt {told['accessToken']}"):
        for path in ("/v2/users/me", "/api/v1/users"):
            assert tenfold.anybody.get(path, headers={"Authorization": scheme}).status_code == 200
    assert tenfold.world.with_token(told["accessToken"]).get("/v2/users/me").status_code == 401  # the word JWT is missing


@fact("T2-10")
def test_a_jwt_ends_after_a_day_and_cannot_be_made_by_others(tenfold: Tenfold) -> None:
    token = tenfold.jwt()
    head, claims, *rest = token.split(".")
    unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0"

    def status(shown: str) -> int:
        return tenfold.anybody.get("/v2/users/me", headers={"Authorization": f"Bearer JWT {shown}"}).status_code

    assert status(token) == 200
    for forged in (".".join([unsigned, claims, ""]), ".".join([head, claims, "AAAA"]), "a.b.c", "x", ".".join([head, claims[:-2], *rest])):
        assert status(forged) == 401
    tenfold.world.clock.advance(hours=24)
    assert status(token) == 401


@fact("T2-10")
@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        (b'{"username": "x", "password": "y"}', 401, "The username or the password is wrong"),
        (b'{"username": "x"}', 400, "password is required"),
        (b'{"username": 1, "password": "y"}', 400, "username must be a string that is not empty"),
        (b"{username: x}", 400, "The body is not JSON: "),
        (b"[]", 400, "The body must be a JSON object"),
        (b"", 400, "username is required"),
    ],
)
def test_what_is_wrong_with_a_login_is_told(tenfold: Tenfold, body: bytes, status: int, message: str) -> None:
    answer = tenfold.anybody.post("/v2/users/login", content=body)

    told = answer.json()
    assert (answer.status_code, told["code"]) == (status, status)
    assert told["message"].startswith(message)


def test_who_has_left_cannot_sign_in(tenfold: Tenfold) -> None:
    left = {"username": "peter.novak@ferrybank.example", "password": PASSWORD}

    assert tenfold.anybody.post("/v2/users/login", json=left).status_code == 401
    assert tenfold.token(grant_type="password", **left).json()["error"] == "invalid_grant"


@fact("T2-35", "T2-36")
def test_a_server_side_app_is_authorised_and_exchanges_its_code_once(tenfold: Tenfold) -> None:
    asked = {"response_type": "code", "redirect_uri": CALLBACK, "client_id": CLIENT["client_id"], "allow": "yes", "state": "s 1"}

    answer = tenfold.signed_in(REGULAR).put("/v2/oauth/authorize", json=asked)

    assert answer.status_code == 302
    location = urlsplit(answer.headers["location"])
    query = parse_qs(location.query)
    assert (f"{location.scheme}://{location.netloc}{location.path}", query["state"]) == (CALLBACK, ["s 1"])
    exchange = {**CLIENT, "grant_type": "authorization_code", "code": query["code"][0]}
    pair = tenfold.anybody.put("/v2/oauth/token", json=exchange).raise_for_status().json()
    assert list(pair) == ["token_type", "access_token", "expires_in", "refresh_token"]
    assert pair["expires_in"] == "3600"
    assert tenfold.world.with_token(pair["access_token"]).get("/v2/users/me").json()["data"]["username"] == REGULAR
    assert tenfold.anybody.put("/v2/oauth/token", json=exchange).json()["error_description"] == "Invalid code"


@fact("T2-36", "TQ-07")
def test_the_vendors_sample_of_a_refresh_works_though_it_names_the_other_grant(tenfold: Tenfold) -> None:
    for grant in ("authorization_code", "refresh_token"):
        asked = {**CLIENT, "grant_type": grant, "refresh_token": tenfold.pair()["refresh_token"]}
        assert tenfold.anybody.put("/v2/oauth/token", json=asked).status_code == 200


@fact("T2-36", "TQ-06")
def test_tokens_of_v2_are_put_and_not_posted(tenfold: Tenfold) -> None:
    answer = tenfold.anybody.post("/v2/oauth/token", json={})
    assert (answer.status_code, answer.headers["allow"], answer.json()["name"]) == (405, "PUT", "MethodNotAllowedError")


@fact("T2-35")
@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"response_type": "token"}, 400, "invalid_request"),
        ({"client_id": "nobody"}, 400, "invalid_client"),
        ({"redirect_uri": "https://evil.example/"}, 400, "invalid_request"),
        ({"redirect_uri": CALLBACK + "\r\nSet-Cookie: a=b"}, 400, "invalid_request"),
        ({"redirect_uri": None}, 400, "invalid_request"),
    ],
)
def test_an_authorization_that_cannot_be_is_not_redirected(tenfold: Tenfold, change: dict[str, object], status: int, error: str) -> None:
    asked = {"response_type": "code", "redirect_uri": CALLBACK, "client_id": CLIENT["client_id"], "allow": "yes"} | change

    answer = tenfold.signed_in().put("/v2/oauth/authorize", json=asked)

    assert (answer.status_code, answer.json()["error"]) == (status, error)


@fact("T2-35")
def test_who_does_not_allow_it_sends_the_app_back_without_a_code(tenfold: Tenfold) -> None:
    asked = {"response_type": "code", "redirect_uri": CALLBACK, "client_id": CLIENT["client_id"], "allow": "no"}

    answer = tenfold.signed_in().put("/v2/oauth/authorize", json=asked)

    assert parse_qs(urlsplit(answer.headers["location"]).query)["error"] == ["access_denied"]


def test_a_token_is_shown_in_one_way_only(tenfold: Tenfold) -> None:
    token = tenfold.pair()["access_token"]

    assert tenfold.anybody.get("/v2/users/me", params={"access_token": token}).status_code == 200
    twice = tenfold.world.with_token(token).get("/v2/users/me", params={"access_token": token})
    assert (twice.status_code, twice.json()["error"]) == (400, "invalid_request")
    assert tenfold.anybody.get("/v2/users/me").status_code == 401


def test_a_token_finds_its_world_without_a_prefix(tenfold: Tenfold) -> None:
    pair, server = tenfold.pair(), tenfold.world.server

    for shown in (pair["access_token"], f"JWT {tenfold.jwt()}"):
        assert server.client(headers={"Authorization": f"Bearer {shown}"}).get("/v2/users/me").status_code == 200
    refreshed = {**CLIENT, "grant_type": "refresh_token", "refresh_token": pair["refresh_token"]}
    assert server.client().post("/api/v1/oauth/token", data=refreshed).status_code == 200


def test_a_token_of_four_four_means_nothing_here(tenfold: Tenfold) -> None:
    assert tenfold.world.with_token("sandbox-demo-api-token").get("/v2/users/me").status_code == 401


def test_a_username_is_one_persons_in_one_organization_whatever_its_case(tenfold: Tenfold) -> None:
    """Helen works in both workspaces of Four/Four."""
    ways = [tenfold.pair(ADMIN.upper())["access_token"], f"JWT {tenfold.jwt(ADMIN.title())}"]
    organizations = {tenfold.world.with_token(way).get("/v2/users/me").json()["data"]["organizationId"] for way in ways}

    assert organizations == {tenfold.world.control.get("/env").json()["TENFOLD_ORGANIZATION_ID"]}

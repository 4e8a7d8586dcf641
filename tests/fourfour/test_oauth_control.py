"""Our own endpoints for clients and tokens: what an admin does in the vendor's pages, and what only a sandbox can do."""

import re
from typing import Any

import pytest

from tests.conftest import World
from tests.demo import DANIEL, FERRYBANK, HELEN, SKERRY
from tests.facts import fact
from tests.fourfour.oauth_flow import demo_client, me, new_client, tokens_of

CLIENT = {"name": "New", "redirect_uris": ["https://client.example/callback"]}


@fact("FF-OA-01", "FF-OA-02")
def test_a_new_client_is_told_its_id_and_secret_once(world: World) -> None:
    made = world.control.post("/oauth/clients", json=CLIENT).json()

    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made["client_id"])
    assert re.fullmatch(r"[0-9A-Za-z]{40}", made["client_secret"])
    listed = world.control.get("/oauth/clients").json()["clients"]
    assert made["client_id"] in [client["client_id"] for client in listed]
    assert made["client_secret"] not in str(listed)


@fact("FF-OA-01")
@pytest.mark.parametrize(
    ("uri", "rule"),
    [
        ("/callback", "absolute"),
        ("client.example/callback", "absolute"),
        ("http://client.example/callback", "https"),
        ("https://client.example/callback#top", "fragment"),
    ],
)
def test_a_redirect_url_is_absolute_and_https_unless_it_is_local(world: World, uri: str, rule: str) -> None:
    refused = world.control.post("/oauth/clients", json={**CLIENT, "redirect_uris": [uri]})

    assert refused.status_code == 400
    assert rule in refused.json()["error"]["message"]


@fact("FF-OA-01")
@pytest.mark.parametrize("uri", ["http://localhost:3000/cb", "http://127.0.0.1/cb", "http://[::1]:8080/cb", "https://client.example"])
def test_a_local_address_needs_no_https(world: World, uri: str) -> None:
    assert new_client(world, uri).redirect_uri == uri


def test_a_public_client_has_no_secret(world: World) -> None:
    assert "client_secret" not in world.control.post("/oauth/clients", json={**CLIENT, "confidential": False}).json()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": 7}, "name must be a string"),
        ({"name": " "}, "name is empty"),
        ({"redirect_uris": []}, "redirect_uris must have at least one URL"),
        ({"confidential": "yes"}, "confidential must be true or false"),
        ({"workspace": "Ferybank"}, "workspace is no workspace: 'Ferybank'; did you mean Ferrybank?"),
        ({"grant_types": ["password"]}, "grant_types must be one of authorization_code, refresh_token"),
        ({"redirect_uri": "x"}, "redirect_uri is not a field of this request; did you mean redirect_uris?"),
    ],
)
def test_a_client_with_a_faulty_field_is_refused(world: World, change: dict[str, Any], message: str) -> None:
    refused = world.control.post("/oauth/clients", json={**CLIENT, **change})

    assert (refused.status_code, refused.json()["error"]["message"]) == (400, message)


def test_revoking_a_client_that_is_none(world: World) -> None:
    assert world.control.delete("/oauth/clients/nobody").status_code == 404


def test_a_pair_of_tokens_can_be_made_without_a_browser(world: World) -> None:
    pair = tokens_of(world, HELEN, SKERRY)

    assert list(pair) == ["access_token", "refresh_token", "token_type", "expires_in"]
    assert me(world, pair["access_token"]).json()["tenant_name"] == SKERRY


def test_tokens_are_listed_without_their_values(world: World) -> None:
    pair = tokens_of(world)

    listed = world.control.get("/tokens", params={"user": DANIEL, "client": demo_client(world).id}).json()["tokens"]

    assert [token["kind"] for token in listed] in (["access", "refresh"], ["refresh", "access"])
    assert pair["access_token"] not in str(listed)
    assert [token["kind"] for token in world.control.get("/tokens", params={"kind": "personal"}).json()["tokens"]] == ["personal"] * 2


def test_a_token_can_be_named_by_its_id(world: World) -> None:
    made = world.control.post("/tokens", json={"kind": "personal", "user": DANIEL, "workspace": FERRYBANK}).json()

    changed = world.control.post("/tokens/revoke", json={"id": made["id"]}).json()

    assert changed["revoked_at"] == "2026-03-18T12:00:00+00:00"
    assert me(world, made["token"]).status_code == 401


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "kind is missing"),
        ({"kind": "magic", "user": DANIEL}, "kind must be one of personal, oauth"),
        ({"kind": "personal", "user": "danil.reyes@ferrybank.example"}, f"did you mean {DANIEL}?"),
        ({"kind": "personal", "user": DANIEL, "workspace": SKERRY}, "workspace is no workspace of that person: 'Skerry Metering'"),
        ({"kind": "personal", "user": DANIEL, "scopes": ["write"]}, "scopes must be one of api:read, import"),
        ({"kind": "personal", "user": DANIEL, "scopes": []}, "scopes must have at least one of api:read, import"),
        ({"kind": "personal", "user": DANIEL, "client_id": "x"}, "client_id is not a field of a token of kind personal"),
        ({"kind": "oauth", "user": DANIEL}, "client_id is missing"),
        ({"kind": "oauth", "user": DANIEL, "client_id": "x"}, "client_id is no client of this world"),
        ({"kind": "oauth", "user": DANIEL, "client_id": "x", "scopes": ["import"]}, "scopes is not a field of a token of kind oauth"),
    ],
)
def test_a_token_with_a_faulty_field_is_refused(world: World, body: dict[str, Any], message: str) -> None:
    refused = world.control.post("/tokens", json=body)

    assert refused.status_code == 400
    assert message in refused.json()["error"]["message"]


@pytest.mark.parametrize("body", [{}, {"token": "x", "id": "y"}, {"token": "unknown"}, {"id": "unknown"}, {"id": 7}])
@pytest.mark.parametrize("act", ["expire", "revoke"])
def test_a_token_that_cannot_be_found_is_refused(world: World, act: str, body: dict[str, Any]) -> None:
    assert world.control.post(f"/tokens/{act}", json=body).status_code == 400


@pytest.mark.parametrize("query", ["?kind=magic", "?user=nobody", "?colour=red"])
def test_a_faulty_choice_of_tokens_is_refused(world: World, query: str) -> None:
    assert world.control.get(f"/tokens{query}").status_code == 400


HIDDEN = ["Pay\u202epal", "Pay\u2066pal", "a\u200bb", "a\nb", "a\x00b", "a\x7fb", "soft\u00adhyphen"]


@pytest.mark.parametrize("name", HIDDEN)
def test_a_client_is_not_called_what_nobody_can_read(world: World, name: str) -> None:
    made = world.control.post("/oauth/clients", json={"name": name, "redirect_uris": ["https://a.example"]})
    registered = world.client().post("/oauth/register", json={"client_name": name, "redirect_uris": ["https://a.example"]})

    assert (made.status_code, made.json()["error"]["message"]) == (400, "name must not have control or format characters")
    assert (registered.status_code, registered.json()["error"]) == (400, "invalid_client_metadata")
    assert registered.json()["error_description"] == "client_name must not have control or format characters"


@pytest.mark.parametrize("name", ["متجر", "חנות", "Ünï 🙂", "a" * 255])
def test_a_client_is_called_what_it_likes_in_any_script(world: World, name: str) -> None:
    made = world.control.post("/oauth/clients", json={"name": f" {name}\n", "redirect_uris": ["https://a.example"]})

    assert (made.status_code, made.json()["name"]) == (201, name)

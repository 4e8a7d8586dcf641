"""Who may use the control API."""

from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import Server, started

TOKEN = "correct-horse"


@pytest.fixture(scope="module")
def locked() -> Iterator[str]:
    """A server that faces a network, and so has an admin token."""
    with started("--ephemeral", "--scenario", "empty", "--host", "0.0.0.0", "--admin-token", TOKEN) as (_, url):
        yield url


def test_with_an_admin_token_nobody_else_gets_in(locked: str) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": TOKEN}):
        answer = httpx.get(f"{locked}/_sandbox/worlds", headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "admin_token_needed")
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_the_admin_token_opens(locked: str) -> None:
    assert httpx.get(f"{locked}/_sandbox/worlds", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_browser_can_give_the_admin_token_as_a_password(locked: str) -> None:
    assert httpx.get(f"{locked}/_sandbox/", auth=("anybody", TOKEN)).status_code == 200
    assert httpx.get(f"{locked}/_sandbox/", auth=(TOKEN, "")).status_code == 401


def test_a_probe_needs_no_token(locked: str) -> None:
    assert httpx.get(f"{locked}/_sandbox/health").json() == {"status": "ok"}
    assert httpx.get(f"{locked}/_sandbox/ready").json() == {"status": "ready"}


def test_an_unknown_path_needs_the_token_too(locked: str) -> None:
    assert httpx.get(f"{locked}/_sandbox/nowhere").status_code == 401


def test_the_vendors_endpoints_do_not_need_the_admin_token(locked: str) -> None:
    assert httpx.get(f"{locked}/v2/nowhere").status_code == 404


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://[", "http://", "127.0.0.1"])
def test_the_page_of_another_site_is_refused(server: Server, origin: str) -> None:
    answer = server.client().post("/_sandbox/worlds/default/reset", headers={"Origin": origin})

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "foreign_origin")


def test_a_page_of_our_own_is_not_refused(server: Server) -> None:
    assert server.client().get("/_sandbox/worlds", headers={"Origin": server.url}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:4410", "localhost.evil.example", "10.0.0.1", "[2001:db8::1]:80", ""])
def test_without_a_token_a_name_that_is_not_this_machines_is_refused(server: Server, host: str) -> None:
    """A page may have its own name resolve to loopback; a tunnel has a name of its own."""
    answer = server.client().get("/_sandbox/worlds", headers={"Host": host})

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "foreign_host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:9", "127.0.0.2:4410", "[::1]:4410", "acme.localhost:4410"])
def test_names_of_this_machine_are_not_refused(server: Server, host: str) -> None:
    assert server.client().get("/_sandbox/worlds", headers={"Host": host}).status_code == 200

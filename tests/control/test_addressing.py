"""Which world a request means."""

import pytest

from tests.conftest import FROZEN, Server, World


def test_a_path_prefix_names_the_world(server: Server, world: World) -> None:
    assert server.client().get(f"/w/{world.name}/_sandbox/world").json()["name"] == world.name


def test_a_header_names_the_world(server: Server, world: World) -> None:
    assert server.client().get("/_sandbox/world", headers={"X-Sandbox-World": world.name}).json()["name"] == world.name


def test_the_prefix_goes_before_the_header(server: Server, world: World) -> None:
    answer = server.client().get("/w/default/_sandbox/world", headers={"X-Sandbox-World": world.name})

    assert answer.json()["name"] == "default"


def test_without_either_it_is_the_default_world(server: Server) -> None:
    assert server.client().get("/_sandbox/world").json()["name"] == "default"


@pytest.mark.parametrize(
    "path", ["/w/nowhere/_sandbox/world", "/w/nowhere", "/w/nowhere/", "/w//_sandbox/world", "/w/", "/w/%00/x", "/w/UP/x"]
)
def test_an_unknown_world_in_the_path_never_falls_to_the_default(server: Server, path: str) -> None:
    answer = server.client().get(path)

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_world")
    assert "date" in answer.headers


@pytest.mark.parametrize("name", ["nowhere", "", "../default", "DEFAULT", "default\xff"])
def test_an_unknown_world_in_the_header_never_falls_to_the_default(server: Server, name: str) -> None:
    answer = server.client().get("/_sandbox/world", headers=[(b"X-Sandbox-World", name.encode("latin-1"))])

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_world")


def test_a_world_of_its_own_does_not_see_another_ones_time(server: Server, world: World) -> None:
    world.clock.advance(days=1)

    own, other = world.client().get("/_sandbox/clock"), server.client().get("/_sandbox/clock")

    assert own.json()["now"] == "2026-03-19T12:00:00+00:00"
    assert other.json()["now"] == FROZEN
    assert own.headers["date"] == "Thu, 19 Mar 2026 12:00:00 GMT"
    assert other.headers["date"] == "Wed, 18 Mar 2026 12:00:00 GMT"


def test_the_environment_of_a_world_carries_its_prefix(server: Server, world: World) -> None:
    assert world.control.get("/env").json()["FOURFOUR_BASE_URL"] == f"{server.url}/w/{world.name}"
    assert server.client().get("/_sandbox/env").json()["FOURFOUR_BASE_URL"] == server.url


def test_links_carry_the_prefix_of_the_request(server: Server, world: World) -> None:
    token = world.control.get("/env").json()["FOURFOUR_API_TOKEN"]
    answer = world.with_token(token).get("/odata/Accounts?$top=1")

    assert answer.status_code == 200
    assert answer.json()["@context"].startswith(f"{world.url}/odata/$metadata#")

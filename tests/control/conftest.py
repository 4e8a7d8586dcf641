"""The control API as a client sees it."""

from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import Server


@pytest.fixture
def control(server: Server) -> Iterator[httpx.Client]:
    """The control API without a world in its address; the worlds that a test made are dropped after it."""
    client = server.client("/_sandbox")
    before = names(client)
    yield client
    for name in set(names(client)) - before:
        if name.startswith("made-"):
            client.delete(f"/worlds/{name}").raise_for_status()


def names(control: httpx.Client) -> set[str]:
    return {world["name"] for world in control.get("/worlds").raise_for_status().json()["worlds"]}

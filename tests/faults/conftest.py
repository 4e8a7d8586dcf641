"""A world with faults."""

from typing import Any

import httpx
import pytest

from tests.conftest import World
from tests.demo import API_TOKEN
from tests.tenfold.conftest import Tenfold


class Faulty:
    """One world, how its faults are set, and what clients of it meet."""

    def __init__(self, world: World) -> None:
        self.world, self.http = world, world.with_token(API_TOKEN)

    def set(self, kind: str, **fields: Any) -> str:
        """The id of the new fault."""
        answer = self.world.control.post("/faults", json={"kind": kind, **fields})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def refusal(self, **fields: Any) -> str:
        """Why a fault is not taken."""
        answer = self.world.control.post("/faults", json=fields)
        assert answer.status_code == 400, answer.text
        assert self.all() == []
        return str(answer.json()["error"]["message"])

    def clear(self) -> None:
        self.world.control.delete("/faults").raise_for_status()

    def all(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.world.control.get("/faults").raise_for_status().json()["faults"]
        return found

    def counts(self, fault: str) -> tuple[int, int]:
        facts = self.world.control.get(f"/faults/{fault}").raise_for_status().json()
        return facts["requests"], facts["hits"]

    def me(self) -> httpx.Response:
        return self.http.get("/odata/me")

    def statuses(self, number: int) -> list[int]:
        return [self.me().status_code for _ in range(number)]


@pytest.fixture
def faulty(world: World) -> Faulty:
    return Faulty(world)


@pytest.fixture
def tenfold(world: World) -> Tenfold:
    return Tenfold(world)

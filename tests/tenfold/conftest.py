"""A signed-in client of Tenfold."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.conftest import World

CLIENT = {"client_id": "sandbox-tenfold-client", "client_secret": "sandbox-tenfold-secret-00000000000000000"}
PASSWORD = "sandbox-demo-password"
ADMIN, REGULAR = "helen.castellano@ferrybank.example", "daniel.reyes@ferrybank.example"
ELSEWHERE = "isla.drummond@skerry-metering.example"


@dataclass(frozen=True)
class Tenfold:
    """One world's Tenfold, as an integration sees it."""

    world: World

    def switch(self, **switches: Any) -> None:
        self.world.control.patch(f"/worlds/{self.world.name}", json={"switches": switches}).raise_for_status()

    @property
    def anybody(self) -> httpx.Client:
        return self.world.client()

    def token(self, **form: str) -> httpx.Response:
        return self.anybody.post("/api/v1/oauth/token", data={**CLIENT, **form})

    def pair(self, username: str = ADMIN) -> dict[str, Any]:
        answer = self.token(grant_type="password", username=username, password=PASSWORD)
        pair: dict[str, Any] = answer.raise_for_status().json()
        return pair

    def signed_in(self, username: str = ADMIN) -> httpx.Client:
        """With an OAuth token."""
        return self.world.with_token(str(self.pair(username)["access_token"]))

    def jwt(self, username: str = ADMIN) -> str:
        answer = self.anybody.post("/v2/users/login", json={"username": username, "password": PASSWORD})
        return str(answer.raise_for_status().json()["accessToken"])


@pytest.fixture
def tenfold(world: World) -> Tenfold:
    return Tenfold(world)

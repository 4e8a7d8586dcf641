"""A reader of the demo's OData service. Nothing in it is ever changed, so these tests share the server's default world."""

from typing import Any

import httpx
import pytest

from tests.conftest import Server
from tests.demo import API_TOKEN

TOKEN = API_TOKEN


class OData:
    """`get` takes what follows `/odata/`, as one would paste it; `rows` and `walk` look into the answer."""

    def __init__(self, server: Server, token: str = TOKEN, prefix: str = "") -> None:
        self.root = f"{server.url}{prefix}/odata/"
        self.http = server.client(headers={"Authorization": f"Bearer {token}"})

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.request("GET", path, **headers)

    def request(self, method: str, path: str, content: str | None = None, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.request(method, self.root + path, headers=named, content=content)

    def rows(self, path: str, **headers: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.get(path, **headers).raise_for_status().json()["value"]
        return rows

    def walk(self, path: str) -> list[dict[str, Any]]:
        """Every row from the first page to the last."""
        rows: list[dict[str, Any]] = []
        url: str | None = self.root + path
        while url:
            page = self.http.get(url).raise_for_status().json()
            rows += page["value"]
            url = page.get("@nextLink")
        return rows

    def refusal(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and code of an error, whose body has the whole shape."""
        answer = self.get(path, **headers)
        assert answer.headers["content-type"] == "application/json"
        error = answer.json()["error"]
        assert list(error) == ["code", "message", "target", "details", "innererror"]
        return answer.status_code, error["code"]


@pytest.fixture(scope="session")
def odata(server: Server) -> OData:
    return OData(server)

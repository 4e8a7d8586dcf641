"""A client of the importer, as one would write it against the vendor."""

import time
from typing import Any

import httpx

from tests.conftest import World
from tests.demo import API_TOKEN, IMPORT_TOKEN

TOKEN, READ_TOKEN = IMPORT_TOKEN, API_TOKEN
PATIENCE = 30.0


class Importer:
    def __init__(self, client: httpx.Client) -> None:
        self.http = client

    def send(self, kind: str, content: Any, method: str = "PUT", **headers: str) -> str:
        """The job's id."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.http.request(method, f"/import/crm/{kind}", content=content, headers=named)
        assert answer.status_code == 202, answer.text
        job = str(answer.json()["job"])
        assert answer.headers["location"].endswith(f"/import/job/{job}")
        return job

    def job(self, job: str) -> dict[str, Any]:
        facts: dict[str, Any] = self.http.get(f"/import/job/{job}").raise_for_status().json()
        return facts

    def wait(self, job: str) -> dict[str, Any]:
        """The job once it has ended."""
        until = time.monotonic() + PATIENCE
        while (facts := self.job(job))["status"] in ("pending", "processing"):
            assert time.monotonic() < until, facts
            time.sleep(0.01)
        return facts

    def put(self, kind: str, content: Any, **headers: str) -> dict[str, Any]:
        return self.wait(self.send(kind, content, **headers))

    def delete(self, kind: str, content: Any) -> dict[str, Any]:
        return self.wait(self.send(kind, content, "DELETE"))

    def record(self, kind: str, record: str) -> str:
        return self.http.get(f"/import/crm/{kind}/{record}").raise_for_status().text


def importer_of(world: World) -> Importer:
    return Importer(world.with_token(TOKEN))


def entity(world: World, path: str) -> dict[str, Any]:
    facts: dict[str, Any] = world.with_token(READ_TOKEN).get(f"/odata/{path}").raise_for_status().json()
    return facts

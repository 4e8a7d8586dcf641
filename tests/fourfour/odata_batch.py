"""Sending batches."""

from typing import Any

import httpx

from tests.fourfour.conftest import OData


class Batch:
    """`post` sends a body as it stands, `ask` sends requests as JSON and gives the responses."""

    def __init__(self, odata: OData) -> None:
        self.odata = odata

    def post(self, content: bytes | str, content_type: str = "application/json", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.odata.http.post(self.odata.root + "$batch", content=content, headers={"Content-Type": content_type, **named})

    def ask(self, *requests: dict[str, Any], **headers: str) -> list[dict[str, Any]]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.odata.http.post(self.odata.root + "$batch", json={"requests": requests}, headers=named)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
        responses: list[dict[str, Any]] = answer.json()["responses"]
        return responses

    def get(self, *urls: str) -> list[dict[str, Any]]:
        return self.ask(*({"id": str(place), "method": "GET", "url": url} for place, url in enumerate(urls, 1)))

    def refusal(self, *requests: Any) -> tuple[int, str]:
        answer = self.odata.http.post(self.odata.root + "$batch", json={"requests": requests})
        return answer.status_code, answer.json()["error"]["code"]

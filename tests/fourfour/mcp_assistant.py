"""An assistant at the MCP server that speaks JSON-RPC by hand; the official clients have tests of their own."""

import itertools
import json
from collections.abc import Iterator
from typing import Any

import httpx

from tests.conftest import World
from tests.demo import API_TOKEN

VERSION = "2025-11-25"
ACCEPT = "application/json, text/event-stream"


class Assistant:
    def __init__(self, world: World, token: str | None = API_TOKEN, **headers: str) -> None:
        shown = {"Authorization": f"Bearer {token}"} if token else {}
        self.http = world.client(headers={"Accept": ACCEPT, "MCP-Protocol-Version": VERSION, **shown, **hyphened(headers)})
        self._numbers = itertools.count(1)

    def send(self, message: Any, **headers: str) -> httpx.Response:
        """One body as it stands: a text, or what becomes JSON."""
        content = message if isinstance(message, str | bytes) else json.dumps(message)
        return self.http.post("/mcp", content=content, headers={"Content-Type": "application/json", **hyphened(headers)})

    def request(self, method: str, params: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        message = {"jsonrpc": "2.0", "id": next(self._numbers), "method": method}
        return self.send(message | ({} if params is None else {"params": params}), **headers)

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        answer = self.request(method, params)
        assert answer.status_code == 200, answer.text
        result: dict[str, Any] = answer.json()["result"]
        return result

    def error(self, method: str, **params: Any) -> tuple[int, str]:
        """Code and message of a protocol error."""
        error = self.request(method, params).json()["error"]
        return error["code"], error["message"]

    def initialize(self, version: str = VERSION) -> httpx.Response:
        client = {"name": "test", "version": "1"}
        return self.request("initialize", {"protocolVersion": version, "capabilities": {}, "clientInfo": client})

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """What a tool found or did: the same as text and as an object. `from_` is `from`."""
        result = self.ask("tools/call", name=tool, arguments=_named(arguments))
        assert not result["isError"], result
        (text,) = result["content"]
        structured: dict[str, Any] = result["structuredContent"]
        assert json.loads(text["text"]) == structured
        return structured

    def refusal(self, tool: str, **arguments: Any) -> str:
        """Why a tool says no."""
        result = self.ask("tools/call", name=tool, arguments=_named(arguments))
        assert result["isError"], result
        return str(result["content"][0]["text"])

    def found(self, tool: str, **arguments: Any) -> list[dict[str, Any]]:
        """The results of all pages."""
        return [result for page in self.pages(tool, **arguments) for result in page["results"]]

    def pages(self, tool: str, **arguments: Any) -> Iterator[dict[str, Any]]:
        for number in itertools.count(1):
            page = self.call(tool, page=number, **arguments)
            yield page
            if not page["has_more"]:
                return


def hyphened(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _named(arguments: dict[str, Any]) -> dict[str, Any]:
    return {name.removesuffix("_"): value for name, value in arguments.items()}


def ids(results: list[dict[str, Any]]) -> list[str]:
    return [result["id"] for result in results]

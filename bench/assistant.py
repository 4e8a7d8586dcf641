"""What an assistant asks an MCP server, over and over."""

import itertools
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.load import Script
from bench.measures import Conversation
from bench.site import Site

SINCE = datetime(2025, 1, 1, tzinfo=UTC)


def echoes(site: Site) -> Conversation:
    return site.echo, repeated(call(site, "echo", {"text": "hello"}))


def searches(site: Site) -> Conversation:
    """Each time since another moment, so that no answer is remembered."""
    seconds = itertools.count()

    def script() -> Script:
        for second in seconds:
            yield call(site, "find_conversations", {"from": (SINCE + timedelta(seconds=second)).isoformat()})

    return site.small_sandbox, script


def first_searches(site: Site) -> Conversation:
    return site.small_sandbox, repeated(call(site, "find_conversations", {}))


def repeated(request: bytes) -> Callable[[], Script]:
    def script() -> Script:
        while True:
            yield request

    return script


def call(site: Site, tool: str, arguments: dict[str, Any]) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}})
    bearer = f"Authorization: Bearer {site.environment['FOURFOUR_API_TOKEN']}"
    kind = "Content-Type: application/json\r\nAccept: application/json\r\nMCP-Protocol-Version: 2025-11-25"
    return f"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:4410\r\n{bearer}\r\n{kind}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()

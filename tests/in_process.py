"""A server inside the test's own process, for what cannot be brought about from outside."""

import asyncio
from typing import Any

import httpx

from sandbox.app import Sandbox


def ask(app: Sandbox, method: str, path: str, **options: Any) -> httpx.Response:
    return asyncio.run(_ask(app, method, path, options))


async def _ask(app: Sandbox, method: str, path: str, options: dict[str, Any]) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:4410") as client:
        return await client.request(method, path, **options)

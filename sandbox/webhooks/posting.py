"""One request to a receiver over HTTP, with the redirects it leads to, and what can go wrong in words."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp

from sandbox.http.targets import ForbiddenTarget, Targets
from sandbox.webhooks.connections import new_session, reused
from sandbox.webhooks.mischief import DROP_PAUSE, DROPS

KEPT, LONGEST_ANSWER = 4096, 1 << 20
"""Bytes of an answer that are kept, and that are read at all."""
HOPS = 5
"""Redirects that are followed (inferred: the vendor's HTTP client)."""
REDIRECTS = (301, 302, 303, 307, 308)
TO_GET = (301, 302, 303)
"""Behind these the vendor's client asks with a GET (inferred)."""

Body = Callable[[], Any]


class EndlessAnswer(Exception):
    """Nobody reads it to its end."""


class Poster:
    def __init__(self, targets: Targets) -> None:
        self._session = new_session(targets)

    async def post(self, url: str, body: bytes, headers: Mapping[str, str], *, slow: bool = False) -> tuple[int, str]:
        """The last answer's status, and the beginning of its body. Raises what `explained` puts into words."""
        method: str = "POST"
        data: Body = (lambda: _drops(body)) if slow else (lambda: body)
        for _ in range(HOPS + 1):
            status, location, kept = await self._request(method, url, data, headers)
            if status not in REDIRECTS or location is None:
                return status, kept
            url = urljoin(url, location)
            if urlsplit(url).scheme not in ("http", "https"):
                raise ForbiddenTarget(f"the receiver redirects to {url[:200]}")
            if status in TO_GET and method == "POST":
                method, data = "GET", _nothing
                headers = {name: value for name, value in headers.items() if not name.startswith("Content-")}
        raise ForbiddenTarget(f"the receiver redirects more than {HOPS} times")

    async def _request(self, method: str, url: str, data: Body, headers: Mapping[str, str]) -> tuple[int, str | None, str]:
        """Status, `Location` and the beginning of the body. A connection that the receiver closed meanwhile is not held against it."""
        while True:
            try:
                async with self._session.request(method, url, data=data(), headers=headers, allow_redirects=False) as response:
                    return response.status, response.headers.get("Location"), await _beginning(response)
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
                if not reused.get(False):
                    raise
                reused.set(False)

    async def close(self) -> None:
        await self._session.close()

    @staticmethod
    def explained(failure: Exception) -> str:
        """For people who wonder what became of a message."""
        match failure:
            case EndlessAnswer():
                return f"The answer is longer than {LONGEST_ANSWER} bytes"
            case aiohttp.ClientConnectorCertificateError() | ssl.SSLCertVerificationError():
                return f"The certificate was not accepted: {getattr(failure, 'certificate_error', failure)}"
            case aiohttp.ClientSSLError():
                return f"TLS failed: {failure.os_error}"
            case aiohttp.ClientConnectorError():
                if isinstance(failure.os_error, ForbiddenTarget):
                    return f"Not sent: {failure.os_error}"
                return f"Could not connect: {failure.os_error.strerror or failure.os_error}"
            case aiohttp.ServerDisconnectedError():
                return "The receiver hung up without an answer"
            case aiohttp.ClientPayloadError():
                return "The answer broke off"
            case aiohttp.ClientResponseError():
                return f"The answer is not HTTP: {failure.message[:200]}"
            case ForbiddenTarget():
                return f"Not sent: {failure}"
            case aiohttp.InvalidURL():
                return f"Not sent: {str(failure)[:200]}"
            case OSError():
                return f"The connection broke: {failure.strerror or failure}"
        return f"{type(failure).__name__}: {failure}"[:500]


async def _beginning(response: aiohttp.ClientResponse) -> str:
    kept, size = b"", 0
    async for chunk in response.content.iter_any():
        kept, size = (kept + chunk)[:KEPT] if len(kept) < KEPT else kept, size + len(chunk)
        if size > LONGEST_ANSWER:
            raise EndlessAnswer
    return kept.decode("utf-8", "replace")


async def _drops(body: bytes) -> AsyncIterator[bytes]:
    step = -(-len(body) // DROPS)
    for begin in range(0, len(body), step):
        yield body[begin : begin + step]
        await asyncio.sleep(DROP_PAUSE)


def _nothing() -> None:
    """The body of a GET."""

"""Makes one attempt: one request, signed over the exact bytes sent, and what came of it.

aiohttp takes a while to import, so that happens with the first message.
"""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sandbox.http.targets import ForbiddenTarget, Targets, refuse_literal
from sandbox.webhooks.endpoint import Dialect, Endpoint
from sandbox.webhooks.message import Attempt, Message
from sandbox.webhooks.mischief import DROP_PAUSE, DROPS, Mischief
from sandbox.webhooks.signature import sign

if TYPE_CHECKING:
    import aiohttp

KEPT, LONGEST_ANSWER = 4096, 1 << 20
"""Bytes of an answer that are kept, and that are read at all."""
HOPS = 5
"""Redirects that are followed (inferred: the vendor's HTTP client)."""
REDIRECTS = (301, 302, 303, 307, 308)
FIRST_ONLY = frozenset({Mischief.WRONG_SIGNATURE, Mischief.TRUNCATED, Mischief.SLOW})
"""What only the first attempt suffers, so that a receiver that refuses it gets the message after all."""


class EndlessAnswer(Exception):
    pass


class Courier:
    """One a server: connections are kept and used again. One set of them for each rule of targets, which is checked as they are opened."""

    def __init__(self, dialects: Mapping[str, Dialect]) -> None:
        self._dialects = dialects
        self._sessions: dict[tuple[Targets, asyncio.AbstractEventLoop], aiohttp.ClientSession] = {}

    async def attempt(self, endpoint: Endpoint, message: Message, at: datetime, targets: Targets) -> Attempt:
        dialect, body = self._dialects[endpoint.vendor], message.body.encode()
        done = tuple(kind for kind in message.mischief if kind in FIRST_ONLY and not message.attempts)
        secret = f"not {endpoint.secret}" if Mischief.WRONG_SIGNATURE in done else endpoint.secret
        headers = {**dialect.headers, dialect.signature_header: sign(secret, body)}
        sent = body[: len(body) // 2] if Mischief.TRUNCATED in done else body
        slow = Mischief.SLOW in done
        begun = time.perf_counter()
        answer = kept = error = None
        try:
            async with asyncio.timeout(dialect.patience + slow * DROPS * DROP_PAUSE):
                answer, kept = await self._send(endpoint.url, sent, headers, targets, slow=slow)
        except Exception as failure:  # whatever a receiver does to us ends here
            error = explained(failure, dialect.patience)
        return Attempt(
            message_id=message.id,
            endpoint_id=endpoint.id,
            at=at,
            duration_ms=round((time.perf_counter() - begun) * 1000),
            request_headers=headers | {"Content-Length": str(len(sent))},
            mischief=done,
            answer=answer,
            answer_body=kept,
            error=error,
        )

    async def close(self) -> None:
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    async def _send(self, url: str, body: bytes, headers: Mapping[str, str], targets: Targets, *, slow: bool) -> tuple[int, str]:
        """The last answer's status, and the beginning of its body. Redirects are followed as the vendor's client does (inferred)."""
        session, method = self._session(targets), "POST"
        for _ in range(HOPS + 1):
            refuse_literal(urlsplit(url).hostname or "", targets)
            data: Any = (_drops(body) if slow else body) if method == "POST" else None
            sent = dict(headers) | ({"Content-Length": str(len(body))} if slow and data else {})
            async with session.request(method, url, data=data, headers=sent, allow_redirects=False) as response:
                kept = await _beginning(response)
                location = response.headers.get("Location")
                if response.status not in REDIRECTS or location is None:
                    return response.status, kept
            url = urljoin(url, location)
            if urlsplit(url).scheme not in ("http", "https"):
                raise ForbiddenTarget(f"the receiver redirects to {url[:200]}")
            if response.status in (301, 302, 303):
                method = "GET"
        raise ForbiddenTarget(f"the receiver redirects more than {HOPS} times")

    def _session(self, targets: Targets) -> "aiohttp.ClientSession":
        key = (targets, asyncio.get_running_loop())
        if key not in self._sessions:
            from sandbox.webhooks.connections import new_session

            self._sessions[key] = new_session(targets)
        return self._sessions[key]


async def _beginning(response: "aiohttp.ClientResponse") -> str:
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


def explained(failure: Exception, patience: float) -> str:
    """For people who wonder what became of a message."""
    import aiohttp

    match failure:
        case TimeoutError():
            return f"No answer within {patience:g} s"
        case EndlessAnswer():
            return f"The answer is longer than {LONGEST_ANSWER} bytes"
        case aiohttp.ClientConnectorCertificateError() | ssl.SSLCertVerificationError():
            return f"The certificate was not accepted: {getattr(failure, 'certificate_error', failure)}"
        case aiohttp.ClientSSLError():
            return f"TLS failed: {failure.os_error}"
        case aiohttp.ClientConnectorError():
            return f"Could not connect: {failure.os_error.strerror or failure.os_error}"
        case aiohttp.ServerDisconnectedError():
            return "The receiver hung up without an answer"
        case aiohttp.ClientPayloadError():
            return "The answer broke off"
        case aiohttp.ClientResponseError():
            return f"The answer is not HTTP: {failure.message[:200]}"
        case ForbiddenTarget():
            return f"Not sent: {failure}"
        case OSError():
            return f"The connection broke: {failure.strerror or failure}"
    return f"{type(failure).__name__}: {failure}"[:500]

"""Makes one attempt: one message, signed over the exact bytes sent, and what came of it."""

import asyncio
import time
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sandbox.http.targets import Targets
from sandbox.webhooks.endpoint import Dialect, Endpoint
from sandbox.webhooks.message import Attempt, Message
from sandbox.webhooks.mischief import DROP_PAUSE, DROPS, Mischief
from sandbox.webhooks.signature import sign

if TYPE_CHECKING:
    from sandbox.webhooks.posting import Poster

FIRST_ONLY = frozenset({Mischief.WRONG_SIGNATURE, Mischief.TRUNCATED, Mischief.SLOW})
"""What only the first attempt suffers, so that a receiver that refuses it gets the message after all."""


class Courier:
    """One a server. It keeps connections, a set of them for each rule of targets: the rule is checked as they are opened."""

    def __init__(self, dialects: Mapping[str, Dialect]) -> None:
        self._dialects = dialects
        self._posters: dict[tuple[Targets, asyncio.AbstractEventLoop], Poster] = {}

    async def attempt(self, endpoint: Endpoint, message: Message, at: datetime, targets: Targets) -> Attempt:
        dialect, body = self._dialects[endpoint.vendor], message.body.encode()
        done = tuple(kind for kind in message.mischief if kind in FIRST_ONLY and not message.attempts)
        secret = f"not {endpoint.secret}" if Mischief.WRONG_SIGNATURE in done else endpoint.secret
        sent = body[: len(body) // 2] if Mischief.TRUNCATED in done else body
        headers = {**dialect.headers, dialect.signature_header: sign(secret, body), "Content-Length": str(len(sent))}
        slow = Mischief.SLOW in done
        begun = time.perf_counter()
        answer = kept = error = None
        poster = self._poster(targets)
        try:
            async with asyncio.timeout(dialect.patience + slow * DROPS * DROP_PAUSE):
                answer, kept = await poster.post(endpoint.url, sent, headers, slow=slow)
        except TimeoutError:
            error = f"No answer within {dialect.patience:g} s"
        except Exception as failure:  # whatever a receiver does to us ends here
            error = poster.explained(failure)
        return Attempt(
            message_id=message.id,
            endpoint_id=endpoint.id,
            ordinal=message.attempts + 1,
            at=at,
            duration_ms=round((time.perf_counter() - begun) * 1000),
            request_headers=headers,
            mischief=done,
            answer=answer,
            answer_body=kept,
            error=error,
        )

    async def close(self) -> None:
        for poster in self._posters.values():
            await poster.close()
        self._posters.clear()

    def _poster(self, targets: Targets) -> "Poster":
        """aiohttp takes a tenth of a second to import: that happens with the first message."""
        key = (targets, asyncio.get_running_loop())
        if key not in self._posters:
            from sandbox.webhooks.posting import Poster

            self._posters[key] = Poster(targets)
        return self._posters[key]

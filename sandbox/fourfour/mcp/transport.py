"""The SDK's own transport, for one POST."""

import asyncio

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from sse_starlette.sse import AppStatus
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from sandbox.fourfour.mcp.server import SERVER
from sandbox.http.connection import hang_up

AppStatus.enable_automatic_graceful_drain = False  # a stream ends with its answer, for which a server that is told to stop waits


class Transported(Response):
    """What the transport answers to a body that is read already; what is in `raw_headers` goes out with it."""

    def __init__(self, asked: bytes, *, streams: bool) -> None:
        super().__init__()
        self._asked, self._streams = asked, streams
        self.raw_headers = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # A manager runs once and holds what runs in it: one for each request is what leaves nothing behind.
        manager = StreamableHTTPSessionManager(SERVER, json_response=not self._streams, stateless=True)
        try:
            async with manager.run():
                await manager.handle_request(scope, _read_already(self._asked, receive), self._completed(send))
        except asyncio.CancelledError:  # the server has been told to stop and has waited long enough; what has begun breaks off
            hang_up(scope)

    def _completed(self, send: Send) -> Send:
        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                written = [*message.get("headers", ())]
                names = {name.lower() for name, _ in written}
                message["headers"] = [*written, *(header for header in self.raw_headers if header[0] not in names)]
            await send(message)

        return complete


def _read_already(body: bytes, receive: Receive) -> Receive:
    """The body once more, and then what the connection has to say."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again

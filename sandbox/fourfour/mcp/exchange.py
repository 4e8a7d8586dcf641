"""One POST, answered by the SDK's own transport. Nothing is kept of it afterwards: there is no session to hold on to (inferred)."""

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from sandbox.fourfour.mcp.calling import RUNNING
from sandbox.fourfour.mcp.envelope import Envelope
from sandbox.fourfour.mcp.errors import UnsupportedVersion
from sandbox.fourfour.mcp.server import SERVER
from sandbox.fourfour.mcp.visit import Visit
from sandbox.http.bodies import body_of
from sandbox.http.headers import headers_of


def exchange(request: Request, visit: Visit, envelope: Envelope) -> Response:
    """Raises UnsupportedVersion."""
    headers = headers_of(request)
    version = headers.get("mcp-protocol-version")
    if version not in (None, *HANDSHAKE_PROTOCOL_VERSIONS) and not visit.world.switches.modern_mcp:
        raise UnsupportedVersion(supported=list(HANDSHAKE_PROTOCOL_VERSIONS), requested=version)
    if envelope.cancels is not None:
        RUNNING.cancel(visit, envelope.cancels)
    request.scope["sandbox.mcp"] = visit
    streams = envelope.wants_progress and "text/event-stream" in headers.get("accept", "")
    return Exchange(body_of(request), streams=streams, session=visit.world.chance.uuid() if envelope.starts else None)


class Exchange(Response):
    """The transport writes the answer; what is in `raw_headers` goes out with it."""

    def __init__(self, asked: bytes, *, streams: bool, session: str | None) -> None:
        super().__init__()
        self._asked, self._streams = asked, streams
        self.raw_headers = [(b"mcp-session-id", session.encode())] if session else []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # A manager runs once and holds what runs in it: one for each request is what leaves nothing behind.
        manager = StreamableHTTPSessionManager(SERVER, json_response=not self._streams, stateless=True)
        async with manager.run():
            await manager.handle_request(scope, _read_already(self._asked, receive), self._completed(send))

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

"""One request, answered with one JSON object by the SDK's kernel: its transport would put two streams and three tasks around it.

What is in the answer is the SDK's in both cases: which parameters a version knows, what a result looks like in it, which error is which.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import anyio
from mcp import MCPError
from mcp.server.connection import Connection
from mcp.server.runner import serve_one
from mcp.shared.dispatcher import CallOptions
from mcp.shared.exceptions import NoBackChannelError
from mcp.shared.jsonrpc_dispatcher import handler_exception_to_error_data
from mcp.shared.message import ServerMessageMetadata
from mcp.shared.transport_context import TransportContext
from pydantic import ValidationError
from starlette.requests import Request

from sandbox.fourfour.mcp.server import SERVER

JSON = TransportContext(kind="streamable-http", can_send_request=False)


@dataclass
class OneWay:
    """What the kernel wants to know of a request. Nothing can be sent but the answer, so what is told meanwhile is told to nobody."""

    request_id: str | int
    message_metadata: ServerMessageMetadata
    transport: TransportContext = JSON
    can_send_request: bool = False
    cancel_requested: anyio.Event = field(default_factory=anyio.Event)

    async def send_raw_request(self, method: str, params: Mapping[str, Any] | None, opts: CallOptions | None = None) -> dict[str, Any]:
        raise NoBackChannelError(method)

    async def notify(self, method: str, params: Mapping[str, Any] | None, opts: CallOptions | None = None) -> None:
        pass

    async def progress(self, progress: float, total: float | None = None, message: str | None = None) -> None:
        pass


async def single_answer(request: Request, message: Mapping[str, Any], version: str) -> dict[str, Any]:
    way = OneWay(message["id"], ServerMessageMetadata(request_context=request))
    connection = Connection.from_envelope(version, None, None)
    answer: dict[str, Any] = {"jsonrpc": "2.0", "id": message["id"]}
    try:
        answer["result"] = await serve_one(SERVER, way, message["method"], message.get("params"), connection=connection, lifespan_state={})
    except (MCPError, ValidationError) as error:
        told = handler_exception_to_error_data(error)
        assert told
        answer["error"] = told.model_dump(exclude_none=True)
    return answer

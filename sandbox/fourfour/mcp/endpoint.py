"""The MCP server over HTTP: one path, POST only (fourfour.md, 7.1).

The SDK takes a second and half of the memory of a server to load, so it is loaded by the first request that is let in.
"""

import asyncio
import importlib
import sys

from starlette.requests import Request
from starlette.responses import Response

from sandbox.fourfour.caller import Caller
from sandbox.fourfour.mcp.admission import admitted
from sandbox.fourfour.mcp.envelope import read_envelope
from sandbox.fourfour.mcp.errors import ProtocolError
from sandbox.fourfour.mcp.visit import Visit
from sandbox.http.bodies import body_of
from sandbox.http.headers import headers_of
from sandbox.http.public_url import public_url
from sandbox.world import world_of

SLOW = "sandbox.fourfour.mcp.exchange"


async def post(request: Request) -> Response:
    """FF-MC-10. One JSON-RPC message. Errors: those of admission, NoJson, InvalidMessage, UnsupportedVersion, and the protocol's own."""
    caller = admitted(request)
    if SLOW not in sys.modules:
        await asyncio.to_thread(importlib.import_module, SLOW)
    from sandbox.fourfour.mcp.exchange import exchange  # slow to import, and few need it

    return await exchange(request, _visit(request, caller), read_envelope(body_of(request)))


def tool_of(request: Request) -> str | None:
    """The tool that the body calls, if it is a message that calls one."""
    try:
        return read_envelope(body_of(request)).tool
    except ProtocolError:
        return None


def _visit(request: Request, caller: Caller) -> Visit:
    return Visit(
        world=world_of(request),
        workspace_id=caller.workspace_id,
        user_id=caller.user_id,
        token_id=caller.token_id,
        url=public_url(request),
        session=headers_of(request).get("mcp-session-id", ""),
    )

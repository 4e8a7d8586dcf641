"""One POST and its answer. Nothing is kept of it afterwards: there is no session to hold on to (inferred)."""

from mcp.server.streamable_http import check_accept_headers
from mcp_types import DEFAULT_NEGOTIATED_VERSION
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS
from starlette.requests import Request
from starlette.responses import Response

from sandbox.fourfour.mcp.calling import RUNNING
from sandbox.fourfour.mcp.envelope import Envelope
from sandbox.fourfour.mcp.errors import UnsupportedVersion
from sandbox.fourfour.mcp.single_answer import single_answer
from sandbox.fourfour.mcp.transport import Transported
from sandbox.fourfour.mcp.visit import Visit
from sandbox.http.bodies import body_of
from sandbox.http.headers import headers_of
from sandbox.http.rendering import json_response


async def exchange(request: Request, visit: Visit, envelope: Envelope) -> Response:
    """Raises UnsupportedVersion."""
    version = headers_of(request).get("mcp-protocol-version", DEFAULT_NEGOTIATED_VERSION)
    if version not in HANDSHAKE_PROTOCOL_VERSIONS and not visit.world.switches.modern_mcp:
        raise UnsupportedVersion(supported=list(HANDSHAKE_PROTOCOL_VERSIONS), requested=version)
    if envelope.cancels is not None:
        RUNNING.cancel(visit, envelope.cancels)
    request.scope["sandbox.mcp"] = visit
    takes_json, takes_stream = check_accept_headers(request)
    streams = envelope.wants_progress and takes_stream
    if streams or not takes_json or not _is_plain(request, envelope, version):
        return Transported(body_of(request), streams=streams)
    answer = await single_answer(request, envelope.message, version)
    begins = envelope.starts and "result" in answer
    return json_response(answer, headers={"MCP-Session-Id": visit.world.chance.uuid()} if begins else None)


def _is_plain(request: Request, envelope: Envelope, version: str) -> bool:
    """Whether only the answer is left to find; all else, refusals included, is the business of the SDK's transport."""
    kind = headers_of(request).get("content-type", "").lower()
    return envelope.is_request and version in HANDSHAKE_PROTOCOL_VERSIONS and kind.startswith("application/json")

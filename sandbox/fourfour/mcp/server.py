"""The SDK's server with what it is asked for: it reads the messages, checks them and writes the answers in each version's own shape."""

from typing import Any

from mcp import MCPError
from mcp.server.context import CallNext, HandlerResult
from mcp.server.lowlevel import Server
from mcp_types import INVALID_PARAMS, CallToolRequestParams
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS

from sandbox.fourfour.mcp.calling import call_tool
from sandbox.fourfour.mcp.context import Context
from sandbox.fourfour.mcp.offering import list_resources, list_tools
from sandbox.fourfour.mcp.prompting import complete, get_prompt, list_prompts
from sandbox.version import VERSION

INSTRUCTIONS = (
    "Searches what customers said in the workspace's conversations, the insights drawn from them, their topics, and the CRM records that "
    "they belong to; and organises them with labels and topic models. Results are in pages: ask for the next one while has_more is true. "
    "Every result has a url; include it when you mention the result."
)
"""That links are to be included is confirmed, the words are ours."""


async def known_versions_only(ctx: Context, call_next: CallNext) -> HandlerResult:
    """FF-MC-11. A handshake with a version that nobody knows is refused and not answered with another one (inferred)."""
    requested = (ctx.params or {}).get("protocolVersion")
    if ctx.method == "initialize" and isinstance(requested, str) and requested not in HANDSHAKE_PROTOCOL_VERSIONS:
        data = {"supported": [*reversed(HANDSHAKE_PROTOCOL_VERSIONS)], "requested": requested}
        raise MCPError(INVALID_PARAMS, "Unsupported protocol version", data)
    return await call_next(ctx)


SERVER: Server[Any] = Server(
    "Four/Four",
    version=VERSION,
    title="Four/Four",
    instructions=INSTRUCTIONS,
    on_list_tools=list_tools,
    on_list_resources=list_resources,
    on_list_prompts=list_prompts,
    on_get_prompt=get_prompt,
    on_completion=complete,
)
SERVER.add_request_handler("tools/call", CallToolRequestParams, call_tool)
SERVER.middleware.append(known_versions_only)

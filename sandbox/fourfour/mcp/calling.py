"""`tools/call`."""

import sys
import traceback
from typing import Any

import orjson
from anyio.lowlevel import checkpoint
from mcp import MCPError
from mcp_types import INTERNAL_ERROR, INVALID_PARAMS, CallToolRequestParams

from sandbox.errors import UnknownWorld
from sandbox.fourfour.mcp import catalogue
from sandbox.fourfour.mcp.context import Context, strikes_of, visit_of
from sandbox.fourfour.mcp.errors import Refused
from sandbox.fourfour.mcp.failing import fail, hidden
from sandbox.fourfour.mcp.running import Running
from sandbox.fourfour.mcp.tool import Result, Tool
from sandbox.fourfour.mcp.visit import Arguments, Visit
from sandbox.world import World

CANCELLED = -32800
"""What a request is answered with that was cancelled, as the SDK answers it on this wire."""

COMPLETE = {"resultType": "complete"}
"""What 2026-07-28 wants to be told of every result, and the SDK keeps from the versions before it."""

RUNNING = Running()


async def call_tool(context: Context, params: CallToolRequestParams) -> dict[str, Any]:
    """FF-MC-13 to FF-MC-17. As JSON has it: the SDK would make that of its own type, value by value. Raises MCPError."""
    tool, visit, strikes = catalogue.TOOLS.get(params.name), visit_of(context), strikes_of(context)
    if tool is None or hidden(strikes):
        raise MCPError(INVALID_PARAMS, f"Tool [{params.name}] not found.")
    with RUNNING.call(visit, context.request_id) as scope:
        try:
            await fail(strikes)
            return _answer(await _result(context, tool, visit, tool.check(params.arguments or {})))
        except Refused as refusal:
            return COMPLETE | {"content": [{"type": "text", "text": str(refusal)}], "isError": True}
        except MCPError:
            raise
        except Exception:
            raise _unforeseen(visit.world) from None
    assert scope.cancelled_caught
    raise MCPError(CANCELLED, "Request cancelled")


def _unforeseen(world: World) -> MCPError:
    """For the exception that is being handled: a mistake of ours, unless its world was dropped while the tool was waiting."""
    if not world.database.is_open:
        return MCPError(INTERNAL_ERROR, UnknownWorld(world=world.name).message)
    traceback.print_exc(file=sys.stderr)
    return MCPError(INTERNAL_ERROR, "Internal error")


async def _result(context: Context, tool: Tool, visit: Visit, arguments: Arguments) -> Result:
    """FF-MC-18. Tells its progress after each result that took time, and lets others have their turn."""
    found = tool.run(visit, arguments)
    if tool.complete and arguments.get(tool.completed_on):
        total = len(found["results"])
        for done, result in enumerate(found["results"], start=1):
            tool.complete(visit, result)
            await context.session.report_progress(done, total)
            await checkpoint()
    return found


def _answer(result: Result) -> dict[str, Any]:
    """FF-MC-14. The same as text and as an object."""
    text = {"type": "text", "text": orjson.dumps(result).decode()}
    return COMPLETE | {"content": [text], "structuredContent": result, "isError": False}

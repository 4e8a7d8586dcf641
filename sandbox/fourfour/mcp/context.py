"""What the SDK hands to those who answer, and how they know who asks."""

from typing import Any

from mcp.server.context import ServerRequestContext

from sandbox.fourfour.mcp.visit import Visit

Context = ServerRequestContext[Any, Any]


def visit_of(context: Context) -> Visit:
    assert context.request
    visit: Visit = context.request.scope["sandbox.mcp"]
    return visit

"""What the SDK hands to those who answer, and how they know who asks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mcp.server.context import ServerRequestContext

from sandbox.fourfour.mcp.visit import Visit

if TYPE_CHECKING:
    from sandbox.faults.fault import Strike

Context = ServerRequestContext[Any, Any]


def visit_of(context: Context) -> Visit:
    assert context.request
    visit: Visit = context.request.scope["sandbox.mcp"]
    return visit


def strikes_of(context: Context) -> "Sequence[Strike]":
    """What the world's faults want of the tool."""
    assert context.request
    strikes: Sequence[Strike] = context.request.scope.get("sandbox.strikes", ())
    return strikes

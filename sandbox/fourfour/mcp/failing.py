"""What the world's faults make of a tool: it is not there, it takes its time, it fails."""

import asyncio
from collections.abc import Sequence

from mcp import MCPError

from sandbox.faults.effects import Absent, Error
from sandbox.faults.fault import Strike, delay_of
from sandbox.fourfour.mcp.errors import Refused

FAILED = "The tool failed."
"""Where the fault has no words of its own (proposed)."""


def hidden(strikes: Sequence[Strike]) -> bool:
    return any(isinstance(strike.effect, Absent) for strike in strikes)


async def fail(strikes: Sequence[Strike]) -> None:
    """Waits, and then raises what the first of them wants. Raises Refused, MCPError."""
    await asyncio.sleep(delay_of(strikes))
    for strike in strikes:
        if isinstance(strike.effect, Error):
            message = FAILED if strike.effect.message is None else strike.effect.message
            raise Refused(message) if strike.effect.code is None else MCPError(strike.effect.code, message)

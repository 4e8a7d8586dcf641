"""The seventeen tools (their number and the names of the first two are confirmed, the other names proposed)."""

from sandbox.fourfour.mcp.conversations import FIND_CONVERSATIONS
from sandbox.fourfour.mcp.tool import Tool

TOOLS: dict[str, Tool] = {tool.name: tool for tool in (FIND_CONVERSATIONS,)}

"""`tools/list` and `resources/list`."""

from mcp_types import ListResourcesResult, ListToolsResult, PaginatedRequestParams, Tool, ToolAnnotations

from sandbox.fourfour.mcp import catalogue
from sandbox.fourfour.mcp.context import Context, visit_of
from sandbox.fourfour.mcp.listing import listed
from sandbox.fourfour.mcp.tool import Tool as Known


async def list_tools(context: Context, params: PaginatedRequestParams | None) -> ListToolsResult:
    """FF-MC-12. Raises MCPError."""
    absent = visit_of(context).world.faults.absent_tools()
    tools, cursor = listed([tool for tool in LISTED if tool.name not in absent], context.params)
    return ListToolsResult(tools=tools, next_cursor=cursor)


async def list_resources(context: Context, params: PaginatedRequestParams | None) -> ListResourcesResult:
    """There are none (inferred)."""
    return ListResourcesResult(resources=[])


def _listed(tool: Known) -> Tool:
    hints = ToolAnnotations(
        title=tool.title,
        read_only_hint=tool.read_only,
        destructive_hint=tool.destructive,
        idempotent_hint=tool.idempotent,
        open_world_hint=False,
    )
    return Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.arguments,
        output_schema=tool.results,
        annotations=hints,
    )


LISTED = [_listed(tool) for tool in catalogue.TOOLS.values()]

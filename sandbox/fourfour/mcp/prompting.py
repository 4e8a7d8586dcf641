"""`prompts/list`, `prompts/get` and `completion/complete` (that prompts are there is confirmed; fourfour.md, 7 and 10, row 30)."""

from mcp import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CompleteRequestParams,
    CompleteResult,
    Completion,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    PaginatedRequestParams,
    PromptMessage,
    ResourceTemplateReference,
    TextContent,
)
from mcp_types import Prompt as Listed

from sandbox.fourfour.mcp.context import Context, visit_of
from sandbox.fourfour.mcp.listing import listed
from sandbox.fourfour.prompts.prompt import Prompt
from sandbox.fourfour.prompts.store import PromptStore


async def list_prompts(context: Context, params: PaginatedRequestParams | None) -> ListPromptsResult:
    """FF-MC-40. Raises MCPError."""
    known = [Listed(name=prompt.name, title=prompt.title, description=prompt.description, arguments=[]) for prompt in _prompts(context)]
    prompts, cursor = listed(known, context.params)
    return ListPromptsResult(prompts=prompts, next_cursor=cursor)


async def get_prompt(context: Context, params: GetPromptRequestParams) -> GetPromptResult:
    """FF-MC-41. Raises MCPError."""
    prompt = _named(context, params.name)
    message = PromptMessage(role="user", content=TextContent(type="text", text=prompt.text))
    return GetPromptResult(description=prompt.description, messages=[message])


async def complete(context: Context, params: CompleteRequestParams) -> CompleteResult:
    """FF-MC-42. Prompts take no arguments, so nothing begins as what was typed does. Raises MCPError for what does not exist."""
    if isinstance(params.ref, ResourceTemplateReference):
        raise MCPError(INVALID_PARAMS, f"Resource [{params.ref.uri}] not found.")
    _named(context, params.ref.name)
    return CompleteResult(completion=Completion(values=[], total=0, has_more=False))


def _named(context: Context, name: str) -> Prompt:
    for prompt in _prompts(context):
        if prompt.name == name:
            return prompt
    raise MCPError(INVALID_PARAMS, f"Prompt [{name}] not found.")


def _prompts(context: Context) -> list[Prompt]:
    visit = visit_of(context)
    with visit.world.database.read() as rows:
        return PromptStore(rows, visit.workspace_id, visit.user_id).all()

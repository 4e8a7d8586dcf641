"""find_conversations: its filters, its page size and that transcripts come only when asked for are confirmed (fourfour.md, 7.2)."""

from sandbox.fourfour.mcp.arguments import choice, flag, paging, takes, text, texts
from sandbox.fourfour.mcp.conditions import dated, found_in, one_of, some
from sandbox.fourfour.mcp.conversation import CONVERSATION, conversations
from sandbox.fourfour.mcp.crm_conditions import CRM_FILTERS, crm_conditions
from sandbox.fourfour.mcp.dates import DATES
from sandbox.fourfour.mcp.reading import Query, page_of
from sandbox.fourfour.mcp.results import paged, pages_of
from sandbox.fourfour.mcp.tool import Result, Tool
from sandbox.fourfour.mcp.transcript import add_transcript
from sandbox.fourfour.mcp.visit import Arguments, Visit

USUAL, MOST = 10, 20
"""Results of a page (confirmed)."""

KINDS = ("meeting", "call", "email", "ticket", "chat")
PURPOSES = ("sales", "customer_success", "support", "research", "internal", "other")
"""The values are proposed."""


def find_conversations(visit: Visit, arguments: Arguments) -> Result:
    """FF-MC-20 to FF-MC-27. Raises Refused."""
    where = [*_own_conditions(arguments), *dated("started_at", arguments, visit.world.clock.now()), *crm_conditions(arguments)]
    query = Query(entity_set="Conversations", select="id", order="started_at desc,id", where=where)
    page = page_of(visit, query, arguments, usual=USUAL)
    return paged(page, conversations(visit, [row["id"] for row in page.rows]))


def _own_conditions(arguments: Arguments) -> list[str]:
    where = found_in(arguments.get("query", ""), "name", "summary", within=[("fragments", "text")])
    where += [f"{name} eq '{arguments[name]}'" for name in ("type", "purpose") if name in arguments]
    if "conversation_ids" in arguments:
        where.append(one_of("id", arguments["conversation_ids"]))
    if "label_ids" in arguments:
        where.append(some("labels", [one_of("x/id", arguments["label_ids"])]))
    return where


FIND_CONVERSATIONS = Tool(
    name="find_conversations",
    title="Find conversations",
    description=(
        "Searches meetings, calls, e-mails, tickets and chats, newest first: summary, participants, linked CRM records and labels; the "
        "transcript only when you ask for it. Filters narrow each other; a filter with several values takes any of them."
    ),
    arguments=takes(
        query=text("Words that all occur in the name, the summary or the transcript."),
        **DATES,
        type=choice("What kind of conversation.", *KINDS),
        purpose=choice("What it was for.", *PURPOSES),
        conversation_ids=texts("Ids of conversations."),
        label_ids=texts("Ids of labels of the conversation; find_labels has them."),
        **CRM_FILTERS,
        include_transcript=flag("Whether each result has its whole transcript. Ask for few results then.") | {"default": False},
        **paging(usual=USUAL, most=MOST),
    ),
    results=pages_of(CONVERSATION),
    run=find_conversations,
    complete=add_transcript,
    completed_on="include_transcript",
)

"""find_conversations: its filters, its page size and that transcripts come only when asked for are confirmed (fourfour.md, 7.2)."""

from typing import Any

from sandbox.fourfour.mcp.arguments import choice, flag, paging, takes, text, texts
from sandbox.fourfour.mcp.conditions import dated, found_in, one_of, some
from sandbox.fourfour.mcp.crm_conditions import CRM_FILTERS, crm_conditions
from sandbox.fourfour.mcp.dates import DATES
from sandbox.fourfour.mcp.reading import Query, Row, page_of
from sandbox.fourfour.mcp.results import URL, many, paged, pages_of, properties_of, shape
from sandbox.fourfour.mcp.tool import Result, Tool
from sandbox.fourfour.mcp.transcript import TRANSCRIPT, add_transcript
from sandbox.fourfour.mcp.visit import Arguments, Visit

USUAL, MOST = 10, 20
"""Results of a page (confirmed)."""

OWN = "id,name,type,purpose,summary,started_at,ended_at,duration,language"
PARTICIPANT = "id,name,email,role,persona_role,domain,is_internal"
PARTS = {
    "participants": ("Participants", PARTICIPANT),
    "labels": ("Labels", "id,name"),
    "accounts": ("Accounts", "id,name"),
    "contacts": ("Contacts", "id,first_name,last_name,email"),
    "leads": ("Leads", "id,first_name,last_name,company"),
    "opportunities": ("Opportunities", "id,name,stage,amount,currency"),
}
EXPAND = ",".join(f"{way}($select={names})" for way, (_, names) in PARTS.items())

KINDS = ("meeting", "call", "email", "ticket", "chat")
PURPOSES = ("sales", "customer_success", "support", "research", "internal", "other")
"""The values are proposed."""


def find_conversations(visit: Visit, arguments: Arguments) -> Result:
    """FF-MC-20 to FF-MC-27. Raises Refused."""
    where = [*_own_conditions(arguments), *dated("started_at", arguments, visit.world.clock.now()), *crm_conditions(arguments)]
    query = Query(entity_set="Conversations", select=OWN, expand=EXPAND, order="started_at desc,id", where=where)
    return paged(page_of(visit, query, arguments, usual=USUAL), lambda row: _result(visit, row))


def _own_conditions(arguments: Arguments) -> list[str]:
    where = found_in(arguments.get("query", ""), "name", "summary", within=[("fragments", "text")])
    where += [f"{name} eq '{arguments[name]}'" for name in ("type", "purpose") if name in arguments]
    if "conversation_ids" in arguments:
        where.append(one_of("id", arguments["conversation_ids"]))
    if "label_ids" in arguments:
        where.append(some("labels", [one_of("x/id", arguments["label_ids"])]))
    return where


def _result(visit: Visit, row: Row) -> dict[str, Any]:
    for way in ("accounts", "contacts", "leads", "opportunities"):
        for record in row[way]:
            record["url"] = visit.link(PARTS[way][0], record["id"])
    return row | {"url": visit.link("Conversations", row["id"])}


ITEM = shape(
    **properties_of("Conversations", OWN),
    **{
        way: many(shape(**properties_of(entity_set, names), **({} if way in ("participants", "labels") else {"url": URL})))
        for way, (entity_set, names) in PARTS.items()
    },
    url=URL,
)
ITEM["properties"]["transcript"] = TRANSCRIPT

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
    results=pages_of(ITEM),
    run=find_conversations,
    complete=add_transcript,
)

"""The tables of Four/Four. Importing this package puts all of them into the catalogue."""

from sqlalchemy import Table

from sandbox.fourfour.tables import conversations, crm, insights, links, prompts, tracker, workspaces

_TABLES = (
    crm.accounts,
    conversations.calendar_events,
    crm.calls,
    crm.cases,
    insights.chat_messages,
    insights.chats,
    crm.contacts,
    conversations.conversations,
    conversations.fragments,
    insights.insights,
    insights.labels,
    crm.leads,
    crm.objects,
    crm.opportunities,
    crm.owners,
    conversations.participants,
    insights.topic_models,
    insights.topics,
    tracker.tracker_comments,
    tracker.tracker_issues,
    tracker.tracker_projects,
)

ENTITY_TABLES: dict[str, Table] = {table.info["entity_set"]: table for table in _TABLES}
"""The 21 entity sets (confirmed) by vendor name, in the contract's alphabetical order."""

__all__ = ["ENTITY_TABLES", "conversations", "crm", "insights", "links", "prompts", "tracker", "workspaces"]

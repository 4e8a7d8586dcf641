"""Many-to-many relations: one table for all of them, a kind for each."""

from enum import StrEnum

from sqlalchemy import Column, Index, String, Table

from sandbox.database.schema import metadata


class LinkKind(StrEnum):
    """Which two sets a link joins, left set first. That such relations exist is inferred, the choice of sides is ours."""

    CONVERSATION_LABEL = "conversation_label"
    CONVERSATION_ACCOUNT = "conversation_account"
    CONVERSATION_CONTACT = "conversation_contact"
    CONVERSATION_LEAD = "conversation_lead"
    CONVERSATION_OPPORTUNITY = "conversation_opportunity"
    CONVERSATION_CASE = "conversation_case"
    CONVERSATION_CALL = "conversation_call"
    INSIGHT_FRAGMENT = "insight_fragment"
    INSIGHT_TOPIC = "insight_topic"
    INSIGHT_LABEL = "insight_label"
    INSIGHT_ACCOUNT = "insight_account"
    INSIGHT_CONTACT = "insight_contact"
    INSIGHT_LEAD = "insight_lead"
    INSIGHT_OPPORTUNITY = "insight_opportunity"
    LABEL_ACCOUNT = "label_account"
    LABEL_TOPIC = "label_topic"
    CALENDAR_EVENT_PARTICIPANT = "calendar_event_participant"
    TRACKER_ISSUE_LABEL = "tracker_issue_label"


LINKED_SETS: dict[LinkKind, tuple[str, str]] = {
    LinkKind.CONVERSATION_LABEL: ("Conversations", "Labels"),
    LinkKind.CONVERSATION_ACCOUNT: ("Conversations", "Accounts"),
    LinkKind.CONVERSATION_CONTACT: ("Conversations", "Contacts"),
    LinkKind.CONVERSATION_LEAD: ("Conversations", "Leads"),
    LinkKind.CONVERSATION_OPPORTUNITY: ("Conversations", "Opportunities"),
    LinkKind.CONVERSATION_CASE: ("Conversations", "Cases"),
    LinkKind.CONVERSATION_CALL: ("Conversations", "Calls"),
    LinkKind.INSIGHT_FRAGMENT: ("Insights", "Fragments"),
    LinkKind.INSIGHT_TOPIC: ("Insights", "Topics"),
    LinkKind.INSIGHT_LABEL: ("Insights", "Labels"),
    LinkKind.INSIGHT_ACCOUNT: ("Insights", "Accounts"),
    LinkKind.INSIGHT_CONTACT: ("Insights", "Contacts"),
    LinkKind.INSIGHT_LEAD: ("Insights", "Leads"),
    LinkKind.INSIGHT_OPPORTUNITY: ("Insights", "Opportunities"),
    LinkKind.LABEL_ACCOUNT: ("Labels", "Accounts"),
    LinkKind.LABEL_TOPIC: ("Labels", "Topics"),
    LinkKind.CALENDAR_EVENT_PARTICIPANT: ("CalendarEvents", "Participants"),
    LinkKind.TRACKER_ISSUE_LABEL: ("TrackerIssues", "Labels"),
}
"""The sets whose `id` stand in `left_id` and `right_id`."""

links = Table(
    "fourfour_links",
    metadata,
    Column("workspace_id", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("left_id", String, primary_key=True),
    Column("right_id", String, primary_key=True),
    sqlite_with_rowid=False,  # the row is its key: without a rowid it is stored once instead of twice
)
Index("ix_fourfour_links_right", links.c.workspace_id, links.c.kind, links.c.right_id, links.c.left_id)

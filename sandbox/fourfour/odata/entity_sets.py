"""The model that Four/Four's OData service shows: the entity sets and `me` (fourfour.md, 3.2 and 3.3).

A set's properties are the columns of its table; the ways between sets stand here. Which sets there are is confirmed; the names of the
navigations, of the types and of the namespace are proposed, so that a real `$metadata` can replace them here and in `tables/`.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Float, String, Table

from sandbox.database.schema import UtcDateTime
from sandbox.fourfour.odata.introduction import INTRODUCTION
from sandbox.fourfour.odata.me import ME
from sandbox.fourfour.tables import ENTITY_TABLES
from sandbox.fourfour.tables.links import LINKED_SETS, LinkKind, links
from sandbox.odata.model import Edm, EntitySet, EntityType, Link, Model, Navigation, Property

NAMESPACE = "ai.fourfour"
TENANT = "workspace_id"
TYPES = {String: Edm.STRING, BigInteger: Edm.INT64, Float: Edm.DOUBLE, Boolean: Edm.BOOLEAN, UtcDateTime: Edm.DATE_TIME_OFFSET}

TO_ONE: dict[str, str] = {
    "Accounts": "parent owner",
    "CalendarEvents": "conversation",
    "Calls": "account contact lead opportunity owner",
    "Cases": "account contact owner",
    "ChatMessages": "chat",
    "Contacts": "account owner",
    "Fragments": "conversation participant",
    "Insights": "conversation participant",
    "Leads": "owner account converted_account converted_contact converted_opportunity",
    "Objects": "account owner",
    "Opportunities": "account contact owner",
    "Participants": "conversation contact lead owner",
    "Topics": "topic_model",
    "TrackerComments": "issue",
    "TrackerIssues": "project",
}
"""To-one navigations; each follows the column of its name and `_id`."""

TO_MANY: dict[str, dict[str, tuple[str, str]]] = {
    "Accounts": {
        "contacts": ("Contacts", "account_id"),
        "opportunities": ("Opportunities", "account_id"),
        "cases": ("Cases", "account_id"),
        "leads": ("Leads", "account_id"),
    },
    "Chats": {"messages": ("ChatMessages", "chat_id")},
    "Conversations": {
        "participants": ("Participants", "conversation_id"),
        "fragments": ("Fragments", "conversation_id"),
        "insights": ("Insights", "conversation_id"),
        "calendar_events": ("CalendarEvents", "conversation_id"),
    },
    "Owners": {
        "accounts": ("Accounts", "owner_id"),
        "contacts": ("Contacts", "owner_id"),
        "leads": ("Leads", "owner_id"),
        "opportunities": ("Opportunities", "owner_id"),
        "cases": ("Cases", "owner_id"),
    },
    "Participants": {"fragments": ("Fragments", "participant_id"), "insights": ("Insights", "participant_id")},
    "TopicModels": {"topics": ("Topics", "topic_model_id")},
    "TrackerIssues": {"comments": ("TrackerComments", "issue_id")},
    "TrackerProjects": {"issues": ("TrackerIssues", "project_id")},
}
"""To-many navigations by way of the other side's column."""

LINKED: dict[str, dict[str, LinkKind]] = {
    "Accounts": {
        "conversations": LinkKind.CONVERSATION_ACCOUNT,
        "insights": LinkKind.INSIGHT_ACCOUNT,
        "labels": LinkKind.LABEL_ACCOUNT,
    },
    "CalendarEvents": {"participants": LinkKind.CALENDAR_EVENT_PARTICIPANT},
    "Calls": {"conversations": LinkKind.CONVERSATION_CALL},
    "Cases": {"conversations": LinkKind.CONVERSATION_CASE},
    "Contacts": {"conversations": LinkKind.CONVERSATION_CONTACT, "insights": LinkKind.INSIGHT_CONTACT},
    "Conversations": {
        "labels": LinkKind.CONVERSATION_LABEL,
        "accounts": LinkKind.CONVERSATION_ACCOUNT,
        "contacts": LinkKind.CONVERSATION_CONTACT,
        "leads": LinkKind.CONVERSATION_LEAD,
        "opportunities": LinkKind.CONVERSATION_OPPORTUNITY,
        "cases": LinkKind.CONVERSATION_CASE,
        "calls": LinkKind.CONVERSATION_CALL,
    },
    "Fragments": {"insights": LinkKind.INSIGHT_FRAGMENT},
    "Insights": {
        "fragments": LinkKind.INSIGHT_FRAGMENT,
        "topics": LinkKind.INSIGHT_TOPIC,
        "labels": LinkKind.INSIGHT_LABEL,
        "accounts": LinkKind.INSIGHT_ACCOUNT,
        "contacts": LinkKind.INSIGHT_CONTACT,
        "leads": LinkKind.INSIGHT_LEAD,
        "opportunities": LinkKind.INSIGHT_OPPORTUNITY,
    },
    "Labels": {
        "conversations": LinkKind.CONVERSATION_LABEL,
        "insights": LinkKind.INSIGHT_LABEL,
        "accounts": LinkKind.LABEL_ACCOUNT,
        "topics": LinkKind.LABEL_TOPIC,
    },
    "Leads": {"conversations": LinkKind.CONVERSATION_LEAD, "insights": LinkKind.INSIGHT_LEAD},
    "Opportunities": {"conversations": LinkKind.CONVERSATION_OPPORTUNITY, "insights": LinkKind.INSIGHT_OPPORTUNITY},
    "Topics": {"insights": LinkKind.INSIGHT_TOPIC, "labels": LinkKind.LABEL_TOPIC},
    "TrackerIssues": {"labels": LinkKind.TRACKER_ISSUE_LABEL},
}
"""To-many navigations by way of a row in `fourfour_links`."""


SEARCHABLE: dict[str, str] = {
    "Accounts": "name website industry region",
    "CalendarEvents": "title description location organizer_email",
    "Calls": "subject description",
    "Cases": "case_number subject description",
    "ChatMessages": "content",
    "Chats": "name",
    "Contacts": "first_name last_name email phone title",
    "Conversations": "name summary purpose",
    "Fragments": "text",
    "Insights": "title text quote",
    "Labels": "name description",
    "Leads": "first_name last_name company email phone title",
    "Opportunities": "name description next_step",
    "Owners": "name email title",
    "Participants": "name email persona_role",
    "TopicModels": "name description",
    "Topics": "name description",
    "TrackerComments": "author body",
    "TrackerIssues": "key title description",
    "TrackerProjects": "key name description",
}
"""What `$search` looks into (proposed). Objects hold JSON and have nothing to search in."""

ALTERNATE_KEYS: dict[str, str] = {"Contacts": "email", "Leads": "email", "Owners": "email", "Labels": "name", "Cases": "case_number"}
"""Properties that identify an entity beside its id (proposed)."""


def entity_set(name: str, table: Table) -> EntitySet:
    properties = tuple(_property(column) for column in table.columns if "evidence" in column.info)
    entity_type = EntityType(singular(name), properties, navigations=tuple(_navigations(name, table)))
    searchable, keys = (tuple(known.get(name, "").split()) for known in (SEARCHABLE, ALTERNATE_KEYS))
    return EntitySet(name, entity_type, table, TENANT, searchable, keys)


def singular(set_name: str) -> str:
    """The type's name (inferred): `Opportunity` of Opportunities, `TopicModel` of TopicModels."""
    return f"{set_name[:-3]}y" if set_name.endswith("ies") else set_name[:-1]


def _property(column: Column[Any]) -> Property:
    return Property(str(column.name), TYPES[type(column.type)], bool(column.nullable))


def _navigations(name: str, table: Table) -> Iterator[Navigation]:
    for way in TO_ONE.get(name, "").split():
        column = table.c[f"{way}_id"]
        yield Navigation(way, column.info["refers_to"], reference=str(column.name))
    for way, (target, column_name) in TO_MANY.get(name, {}).items():
        yield Navigation(way, target, inverse=column_name)
    for way, kind in LINKED.get(name, {}).items():
        left, right = LINKED_SETS[kind]
        here, there = (links.c.left_id, links.c.right_id) if left == name else (links.c.right_id, links.c.left_id)
        link = Link(links.c.workspace_id, here, there, fixed=((links.c.kind, kind.value),))
        yield Navigation(way, right if left == name else left, link=link)


MODEL = Model(NAMESPACE, tuple(entity_set(name, table) for name, table in ENTITY_TABLES.items()), (ME,), INTRODUCTION)

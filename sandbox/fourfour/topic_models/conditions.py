"""SQL of the filters of a topic model: which insights it is built over (that there are filters is confirmed, which ones proposed)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from sandbox.fourfour.tables.conversations import conversations
from sandbox.fourfour.tables.insights import insights
from sandbox.fourfour.tables.links import LinkKind, links

COLUMNS = {"types": insights.c.type, "sentiments": insights.c.sentiment, "conversation_ids": insights.c.conversation_id}
LINKED = {"label_ids": LinkKind.INSIGHT_LABEL, "account_ids": LinkKind.INSIGHT_ACCOUNT}


def conditions(wanted: Mapping[str, Any]) -> Iterator[ColumnElement[bool]]:
    """`earliest` and `before` are moments in ISO 8601."""
    for name, column in COLUMNS.items():
        if name in wanted:
            yield column.in_(wanted[name])
    for name, kind in LINKED.items():
        if name in wanted:
            yield _linked(kind, wanted[name])
    if "purposes" in wanted:
        yield _of_conversations(wanted["purposes"])
    if "earliest" in wanted:
        yield insights.c.created_at >= datetime.fromisoformat(wanted["earliest"])
    if "before" in wanted:
        yield insights.c.created_at < datetime.fromisoformat(wanted["before"])


def _linked(kind: LinkKind, ids: list[str]) -> ColumnElement[bool]:
    own = (links.c.workspace_id == insights.c.workspace_id, links.c.kind == kind, links.c.left_id == insights.c.id)
    return exists().where(*own, links.c.right_id.in_(ids))


def _of_conversations(purposes: list[str]) -> ColumnElement[bool]:
    own = conversations.c.workspace_id == insights.c.workspace_id
    return insights.c.conversation_id.in_(select(conversations.c.id).where(own, conversations.c.purpose.in_(purposes)))

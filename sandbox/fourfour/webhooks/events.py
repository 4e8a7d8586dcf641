"""What Four/Four tells about, and an example of each for those who trigger one by hand (fourfour.md, 6)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from sandbox.clock import iso_text
from sandbox.fourfour.tables import conversations, insights
from sandbox.world import World

CONVERSATION, WORKFLOW = "conversation_processing_complete", "workflow"

EVENTS: Mapping[str, str] = {
    CONVERSATION: "A conversation has been fully processed (confirmed).",
    WORKFLOW: "A Webhook step of a workflow ran (confirmed; the names inside its payload are proposed).",
}
"""No other event is in any of the vendor's texts."""

CONTEXTS: Mapping[str, Table] = {
    "conversation": conversations.conversations,
    "insight": insights.insights,
    "topic": insights.topics,
    "topic_model": insights.topic_models,
    "label": insights.labels,
    "chat": insights.chats,
}
"""What a workflow can hand over, beside a timestamp. That these kinds exist is confirmed, their names are proposed."""


def example(world: World, rows: Connection, event: str, tenant: str) -> dict[str, Any]:
    """A payload about records that are in the workspace; a new id stands for what is not."""
    new_id = world.chance.uuid()
    if event == CONVERSATION:
        return {"id": _latest(rows, conversations.conversations, tenant) or new_id}
    found = ((kind, _latest(rows, table, tenant)) for kind, table in CONTEXTS.items())
    contexts: list[dict[str, str]] = [{"type": kind, "id": key} for kind, key in found if key]
    return {"id": new_id, "contexts": [*contexts, {"type": "timestamp", "timestamp": iso_text(world.clock.now())}]}


def _latest(rows: Connection, table: Table, tenant: str) -> str | None:
    by = next((table.c[name] for name in ("started_at", "created_at") if name in table.c), table.c.id)
    found = select(table.c.id).where(table.c.workspace_id == tenant).order_by(by.desc(), table.c.id.desc()).limit(1)
    key: str | None = rows.execute(found).scalar_one_or_none()
    return key

"""SQL of one workspace's topic models, the filters they are built with, and the topics that come of it."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Column, Connection, String, Table, and_, delete, insert, select, update

from sandbox.database.schema import metadata
from sandbox.fourfour.tables.insights import insights, topic_models, topics
from sandbox.fourfour.tables.links import LinkKind, links
from sandbox.fourfour.topic_models.conditions import conditions
from sandbox.fourfour.topic_models.theme import Finding, Theme

filters = Table(
    "fourfour_topic_model_filters",
    metadata,
    Column("workspace_id", String, primary_key=True),
    Column("topic_model_id", String, primary_key=True),
    Column("filters", String, nullable=False),  # JSON; OData shows nothing of it
)


class TopicModelStore:
    def __init__(self, rows: Connection, workspace_id: str) -> None:
        self._rows, self._workspace = rows, workspace_id

    def find(self, own_id: str) -> dict[str, Any] | None:
        row = self._rows.execute(select(topic_models).where(self._own(topic_models, "id", own_id))).mappings().one_or_none()
        return dict(row) if row else None

    def add(self, **values: Any) -> None:
        self._rows.execute(insert(topic_models).values(workspace_id=self._workspace, **values))

    def change(self, own_id: str, **values: Any) -> None:
        self._rows.execute(update(topic_models).where(self._own(topic_models, "id", own_id)).values(values))

    def filters(self, own_id: str) -> dict[str, Any]:
        """Of a planted model nobody knows any: it is of all insights."""
        kept = self._rows.execute(select(filters.c.filters).where(self._own(filters, "topic_model_id", own_id))).scalar_one_or_none()
        return dict(orjson.loads(kept)) if kept else {}

    def set_filters(self, own_id: str, wanted: dict[str, Any]) -> None:
        self._rows.execute(delete(filters).where(self._own(filters, "topic_model_id", own_id)))
        values = {"workspace_id": self._workspace, "topic_model_id": own_id, "filters": orjson.dumps(wanted).decode()}
        self._rows.execute(insert(filters).values(values))

    def findings(self, wanted: Mapping[str, Any]) -> list[Finding]:
        """Insights that pass all filters, the oldest first."""
        own = (insights.c.workspace_id == self._workspace, *conditions(wanted))
        known = select(insights.c.id, insights.c.type).where(*own).order_by(insights.c.created_at, insights.c.id)
        return [Finding(row.id, row.type) for row in self._rows.execute(known)]

    def replace_topics(self, own_id: str, themes: Sequence[tuple[str, Theme]], **common: Any) -> None:
        """Topics with these ids in place of those that there were, with their links."""
        old = select(topics.c.id).where(self._own(topics, "topic_model_id", own_id))
        of_topics = links.c.kind.in_((LinkKind.INSIGHT_TOPIC, LinkKind.LABEL_TOPIC))
        self._rows.execute(delete(links).where(links.c.workspace_id == self._workspace, of_topics, links.c.right_id.in_(old)))
        self._rows.execute(delete(topics).where(self._own(topics, "topic_model_id", own_id)))
        for topic_id, theme in themes:
            self._add_topic(own_id, topic_id, theme, common)

    def _add_topic(self, own_id: str, topic_id: str, theme: Theme, common: dict[str, Any]) -> None:
        values: dict[str, Any] = {"id": topic_id, "name": theme.name, "description": None, "insight_count": len(theme.insights)}
        values |= {"workspace_id": self._workspace, "topic_model_id": own_id, "is_outlier": theme.is_outlier} | common
        self._rows.execute(insert(topics).values(values))
        link = {"workspace_id": self._workspace, "kind": LinkKind.INSIGHT_TOPIC, "right_id": topic_id}
        self._rows.execute(insert(links), [link | {"left_id": insight_id} for insight_id in theme.insights])

    def _own(self, table: Table, key: str, own_id: str) -> Any:
        return and_(table.c.workspace_id == self._workspace, table.c[key] == own_id)

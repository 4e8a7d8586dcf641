"""SQL of one workspace's labels, and of what they are on."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, func, insert, or_, select, update

from sandbox.fourfour.tables.insights import labels
from sandbox.fourfour.tables.links import LINKED_SETS, LinkKind, links


class LabelStore:
    def __init__(self, rows: Connection, workspace_id: str) -> None:
        self._rows, self._workspace = rows, workspace_id

    def find(self, label_id: str) -> dict[str, Any] | None:
        row = self._rows.execute(select(labels).where(self._own(label_id))).mappings().one_or_none()
        return dict(row) if row else None

    def named(self, name: str) -> str | None:
        """The id of the label of that name, in whatever case it is written."""
        same = (labels.c.workspace_id == self._workspace, func.lower(labels.c.name) == name.lower())
        return self._rows.execute(select(labels.c.id).where(*same).limit(1)).scalar_one_or_none()

    def add(self, **values: Any) -> None:
        self._rows.execute(insert(labels).values(workspace_id=self._workspace, **values))

    def change(self, label_id: str, **values: Any) -> None:
        self._rows.execute(update(labels).where(self._own(label_id)).values(values))

    def remove(self, label_id: str) -> None:
        """From everything that it was on, too."""
        sides = [(kind, links.c.left_id if LINKED_SETS[kind][0] == "Labels" else links.c.right_id) for kind in OF_LABELS]
        anywhere = or_(*(and_(links.c.kind == kind, side == label_id) for kind, side in sides))
        self._rows.execute(delete(links).where(links.c.workspace_id == self._workspace, anywhere))
        self._rows.execute(delete(labels).where(self._own(label_id)))

    def missing(self, table: Table, ids: Sequence[str]) -> list[str]:
        """Those that the workspace has not."""
        own = (table.c.workspace_id == self._workspace, table.c.id.in_(ids))
        known = set(self._rows.execute(select(table.c.id).where(*own)).scalars())
        return [each for each in ids if each not in known]

    def put_on(self, kind: LinkKind, label_id: str, ids: Sequence[str]) -> int:
        """How many did not have it yet."""
        has = set(self._rows.execute(select(links.c.left_id).where(*self._on(kind, label_id, ids))).scalars())
        new = [each for each in dict.fromkeys(ids) if each not in has]
        for each in new:
            link = {"workspace_id": self._workspace, "kind": kind, "left_id": each, "right_id": label_id}
            self._rows.execute(insert(links).values(link))
        return len(new)

    def take_off(self, kind: LinkKind, label_id: str, ids: Sequence[str]) -> int:
        """How many had it."""
        return self._rows.execute(delete(links).where(*self._on(kind, label_id, ids))).rowcount

    def _own(self, label_id: str) -> Any:
        return and_(labels.c.workspace_id == self._workspace, labels.c.id == label_id)

    def _on(self, kind: LinkKind, label_id: str, ids: Sequence[str]) -> tuple[Any, ...]:
        return (links.c.workspace_id == self._workspace, links.c.kind == kind, links.c.right_id == label_id, links.c.left_id.in_(ids))


OF_LABELS = tuple(kind for kind, sets in LINKED_SETS.items() if "Labels" in sets)

"""SQL of tracked events."""

from collections.abc import Collection

from sqlalchemy import Connection, insert, select

from sandbox.tenfold.tables.organizations import users
from sandbox.tenfold.tracking.tables import tracked_events
from sandbox.tenfold.tracking.tracked_event import TrackedEvent

FIELDS = [column for column in tracked_events.c if column.name != "number"]


class TrackedEventStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def add(self, event: TrackedEvent) -> None:
        self._rows.execute(insert(tracked_events).values(**vars(event)))

    def last(self, count: int, user_ids: Collection[str] | None = None) -> list[tuple[TrackedEvent, str]]:
        """The newest of these people or of all, oldest first, each with the person's username."""
        wanted = select(*FIELDS, users.c.username).join(users, users.c.id == tracked_events.c.user_id)
        if user_ids is not None:
            wanted = wanted.where(tracked_events.c.user_id.in_(user_ids))
        found = self._rows.execute(wanted.order_by(tracked_events.c.number.desc()).limit(count)).all()
        return [(TrackedEvent(user_id=row.user_id, event=row.event, data=row.data, at=row.at), row.username) for row in reversed(found)]

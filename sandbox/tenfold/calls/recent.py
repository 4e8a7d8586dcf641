"""The latest calls of one person, for the dashboard."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from sandbox.tenfold.tables.calls import calls


@dataclass(frozen=True, kw_only=True)
class RecentCall:
    """`duration` is in milliseconds, 0 while it is live. `subject` and `notes` are what the person wrote."""

    started_at: datetime
    direction: str
    phone_number: str
    duration: int
    is_live: bool
    subject: str | None
    notes: str | None


def recent_calls(rows: Connection, user_id: str, *, limit: int) -> list[RecentCall]:
    """The newest first."""
    wanted = select(calls).where(calls.c.user_id == user_id).order_by(calls.c.started_at.desc(), calls.c.id.desc()).limit(limit)
    return [
        RecentCall(
            started_at=row.started_at,
            direction=row.direction,
            phone_number=row.phone_number,
            duration=row.duration,
            is_live=row.ended_at is None,
            subject=row.subject,
            notes=row.description,
        )
        for row in rows.execute(wanted)
    ]

"""A mail that was written, and what became of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

WAITS = tuple(timedelta(seconds=seconds) for seconds in (10, 100, 1000))
"""Of the world's clock, from one attempt to the next; as many as there are, and one more, are made."""


class Status(StrEnum):
    KEPT = "kept"
    """It is here to be looked at. With an SMTP server set it waits for its next attempt."""
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Mail:
    """Without its text, which may be long. `error` is of the last attempt, `size` in bytes."""

    id: str
    recipient: str
    subject: str
    created_at: datetime
    size: int
    status: Status = Status.KEPT
    error: str | None = None
    attempts: int = 0


class NotSent(Exception):
    """The text says why. What `lasts` would be said again to every further attempt."""

    def __init__(self, message: str, *, lasts: bool) -> None:
        super().__init__(message)
        self.lasts = lasts


def after_attempt(mail: Mail, failure: NotSent | None) -> Mail:
    made = mail.attempts + 1
    if failure is None:
        return replace(mail, status=Status.SENT, error=None, attempts=made)
    status = Status.FAILED if failure.lasts or made > len(WAITS) else Status.KEPT
    return replace(mail, status=status, error=str(failure), attempts=made)


def next_attempt(mail: Mail, now: datetime) -> datetime | None:
    """After one that has been made."""
    return now + WAITS[mail.attempts - 1] if mail.status is Status.KEPT else None

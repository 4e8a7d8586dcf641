"""What becomes of a message after an attempt."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sandbox.webhooks.message import Attempt, Message, Status
from sandbox.webhooks.mischief import Mischief


def after_attempt(message: Message, attempt: Attempt, waits: tuple[float, ...], now: datetime) -> Message:
    """Delivered, given up, or to be tried again. One that is to come twice is delivered when it was taken twice."""
    told: dict[str, Any] = {"attempts": message.attempts + 1, "answer": attempt.answer, "error": attempt.error, "overtakable": False}
    if attempt.succeeded and Mischief.DUPLICATE in message.mischief and message.finished_at is None:
        return replace(message, **told, finished_at=now, due_at=now)
    left = message.tries_left - 1
    if attempt.succeeded or left < 1:
        status = Status.DELIVERED if attempt.succeeded else Status.FAILED
        return replace(message, **told, status=status, tries_left=0, due_at=None, finished_at=now)
    wait = waits[max(0, len(waits) - left)] if waits else 0.0
    return replace(message, **told, tries_left=left, due_at=now + timedelta(seconds=wait))

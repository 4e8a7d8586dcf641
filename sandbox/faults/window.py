"""How a rate limit counts: windows of a fixed length, each begun by the first request after the one before.

Inferred for Four/Four's token endpoint, from its framework, which names the figures in `X-RateLimit-*`; proposed for all else.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sandbox.faults.effects import RateLimit


@dataclass(frozen=True)
class Window:
    began_at: datetime
    requests: int


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """How a request stands to a rate limit: `left` after it, None if it is one too many; `reset_at` is the end of the window."""

    limit: int
    left: int | None
    reset_at: datetime
    wait: int

    @property
    def headers(self) -> dict[str, str]:
        told = {"X-RateLimit-Limit": str(self.limit), "X-RateLimit-Remaining": str(self.left or 0)}
        if self.left is None:
            told |= {"Retry-After": str(self.wait), "X-RateLimit-Reset": str(ceil(self.reset_at.timestamp()))}
        return told


def count(rule: RateLimit, window: Window | None, now: datetime) -> tuple[Window, Allowance]:
    """One more request. A clock that was put back begins a new window."""
    length = timedelta(seconds=rule.per)
    if window is None or not window.began_at <= now < window.began_at + length:
        window = Window(now, 0)
    window = Window(window.began_at, min(window.requests, rule.limit) + 1)
    left, reset_at = rule.limit - window.requests, window.began_at + length
    wait = max(1, ceil((reset_at - now).total_seconds()))
    return window, Allowance(limit=rule.limit, left=left if left >= 0 else None, reset_at=reset_at, wait=wait)

"""Due work: what is to be done, and when on the world's clock."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from sandbox.world import World

LEASE = timedelta(seconds=30)
"""How long a claim holds without being renewed. A crashed runner's work comes due again after it, or at the restart."""

ATTEMPTS = 5
"""A piece of work that has raised so often is kept as failed and left alone."""


@dataclass(frozen=True, kw_only=True)
class Task:
    id: int
    kind: str
    due_at: datetime
    payload: dict[str, Any] = field(default_factory=dict)
    attempts: int
    """Claims so far, this one included; more than one after a failure or a crash."""


class Vanished(Exception):
    """The world has become another one under the work: its schedule has other tasks now, perhaps under the same numbers."""


Step = Callable[[World, Connection, Task], datetime | None]
"""A kind whose effect and whose end are one transaction, so it takes effect exactly once. It answers when to come again, if at all."""

Job = Callable[[World, Task], Awaitable[datetime | None]]
"""A kind that waits for something (a network, a child process) and opens its own transactions: it is begun at least once."""

Kinds = dict[str, Step | Job]


def retry_after(attempts: int) -> timedelta:
    """The pause after a failure: 10 s, 20 s, 40 s, ... on the world's clock."""
    return timedelta(seconds=10 * 2 ** (attempts - 1))

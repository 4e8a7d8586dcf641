"""A message to one endpoint, and the attempts to deliver it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sandbox.webhooks.mischief import Mischief


class Status(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Message:
    """`tenant_id` is where it happened and `cause` what it was: messages of one cause reach an endpoint in order.

    `answer` and `error` are those of the last attempt. `due_at` is when the next one is made, if one is; `tries_left` bounds them.
    """

    id: str
    endpoint_id: str
    event: str
    tenant_id: str
    cause: str
    body: str
    mischief: tuple[Mischief, ...]
    overtakable: bool
    status: Status
    attempts: int
    tries_left: int
    resends: int
    due_at: datetime | None
    created_at: datetime
    finished_at: datetime | None
    answer: int | None
    error: str | None


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """`at` is on the world's clock, the duration in milliseconds of real time. `answer` is the status code, `error` why there is none or
    why it does not count. Of the body a bounded part is kept.
    """

    message_id: str
    endpoint_id: str
    ordinal: int
    at: datetime
    duration_ms: int
    request_headers: Mapping[str, str]
    mischief: tuple[Mischief, ...] = ()
    answer: int | None = None
    answer_body: str | None = None
    error: str | None = None

    @property
    def succeeded(self) -> bool:
        return self.error is None and self.answer is not None and 200 <= self.answer < 300

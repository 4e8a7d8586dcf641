"""An import job: a file that was accepted, and how far it has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    PUT = "put"
    DELETE = "delete"


class Status(StrEnum):
    """Confirmed; that a failed job has its `completed_at` too is proposed."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


OPEN = (Status.PENDING, Status.PROCESSING)


@dataclass(frozen=True, kw_only=True)
class Job:
    """`file` is the name of its file among the world's; `byte_offset` and `line` say where the next row of it begins."""

    number: int
    id: str
    workspace_id: str
    action: Action
    type: str
    file: str
    size: int
    status: Status
    processed: int
    byte_offset: int
    line: int
    error: str | None
    error_line: int | None
    fail_at_line: int | None
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None
    completed_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


@dataclass(frozen=True, kw_only=True)
class Controls:
    """What a world does with its import jobs, so that a client's polling and error paths are tested without luck. All of it is ours."""

    hold: bool = False
    rows_per_second: int | None = None
    fail_at_line: int | None = None

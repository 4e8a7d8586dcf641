"""The way of a conversation from the recording to what is known of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

PROCESSING = timedelta(minutes=12)
"""From the end of a conversation to its insights."""


class State(StrEnum):
    """Proposed: that processing takes its time and has an end that is announced is all we know."""

    RECEIVED = "received"
    TRANSCRIBED = "transcribed"
    COMPLETE = "complete"
    FAILED = "failed"


OPEN = (State.RECEIVED, State.TRANSCRIBED)


class Mode(StrEnum):
    AUTO = "auto"
    HELD = "held"
    """Until somebody asks for it."""


@dataclass(frozen=True, kw_only=True)
class Processing:
    """How far a conversation has come. A failed one that has been `transcribed_at` some time goes on from there."""

    number: int
    id: str
    workspace_id: str
    state: State
    mode: Mode
    takes: timedelta
    received_at: datetime
    transcribed_at: datetime | None
    completed_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def due_at(self) -> datetime | None:
        """When the next state comes, if nobody holds it."""
        if not self.is_open or self.mode is Mode.HELD:
            return None
        return self.received_at + (self.takes if self.transcribed_at else self.takes / 2)


@dataclass(frozen=True, kw_only=True)
class Controls:
    """What a world does with its conversations. All of it is ours."""

    hold: bool = False
    every: float | None = None
    """Seconds of the world's clock after which one more conversation comes in, in the workspace `arrives_in`."""
    arrives_in: str | None = None
    arrival: int | None = None
    """The piece of due work that brings the next one; any other is outdated."""

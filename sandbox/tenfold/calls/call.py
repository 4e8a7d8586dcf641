"""A call and the states it goes through (tenfold.md, 6)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sandbox.tenfold.errors import CallNotActive

INSERT_DELAY = timedelta(milliseconds=65)
"""From its start until it is kept. Inferred: `createdDate` of the vendor's samples is 63 to 69 ms behind `startTime`."""


class CallState(StrEnum):
    QUEUED = "queued"
    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"


class Direction(StrEnum):
    INBOUND = "Inbound"
    OUTBOUND = "Outbound"
    INTERNAL = "Internal"


class Recording(StrEnum):
    """Inferred: the names of the vendor's own types."""

    NONE = "not-recorded"
    RUNNING = "recording-in-progress"
    STOPPED = "recording-stopped"


NEXT = {  # ENDED is everywhere: either side can hang up at any moment of a live call
    CallState.QUEUED: {CallState.RINGING, CallState.ENDED},
    CallState.RINGING: {CallState.TALKING, CallState.ENDED},
    CallState.TALKING: {CallState.ENDED},
    CallState.ENDED: set[CallState](),
}


@dataclass(frozen=True, kw_only=True)
class Call:
    """`user_id` is the colleague whose phone it is, `phone_number` the other end: digits alone. `description` are the notes.
    `line_id` is the id of the first call of a line, `leg` how often the line was passed on before.

    `next_state` is what it comes to by itself at `next_at`; one that is `held` waits for somebody. `root` is the address under which
    whoever began it reached this server.
    """

    id: str
    organization_id: str
    user_id: str
    extension: str
    phone_number: str
    caller_id_name: str | None = None
    direction: Direction
    state: CallState
    started_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    created_at: datetime
    recording: Recording = Recording.NONE
    recording_name: str | None = None
    pbx_id: str
    subject: str | None = None
    description: str | None = None
    crm_record_id: str | None = None
    line_id: str
    leg: int = 0
    is_mobile: bool = False
    has_transcript: bool = False
    listening_score: float | None = None
    crm_errors: str = "[]"
    held: bool = False
    next_state: CallState | None = None
    next_at: datetime | None = None
    root: str | None = None

    @property
    def is_live(self) -> bool:
        return self.state is not CallState.ENDED

    @property
    def duration(self) -> timedelta:
        """From start to end (confirmed); nothing while the call is live (proposed) or when nobody answered (inferred)."""
        return self.ended_at - self.started_at if self.answered_at and self.ended_at else timedelta()


def whole_millisecond(moment: datetime) -> datetime:
    """As it is kept: what is told of a call before it is kept and afterwards must be the same."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def advance(call: Call, to: CallState, *, at: datetime) -> Call:
    """Raises CallNotActive for a state that does not follow on the present one.

    Where the clock was set back meanwhile, nothing comes before what it follows (proposed).
    """
    if to not in NEXT[call.state]:
        raise CallNotActive(call=call.id, state=call.state)
    at = max(whole_millisecond(at), call.answered_at or call.started_at)
    moved = replace(call, state=to, next_state=None, next_at=None)
    if to is CallState.TALKING:
        return replace(moved, answered_at=at)
    return _ended(moved, at) if to is CallState.ENDED else moved


def record(call: Call, *, name: str) -> Call:
    """Recording is turned on; where it is already, nothing changes (proposed). Raises CallNotActive unless somebody talks (inferred)."""
    _refuse_silence(call)
    if call.recording is Recording.RUNNING:
        return call
    return replace(call, recording=Recording.RUNNING, recording_name=call.recording_name or name)


def unrecord(call: Call) -> Call:
    """Recording is turned off; where it is already, nothing changes (proposed). Raises CallNotActive unless somebody talks (inferred)."""
    _refuse_silence(call)
    return replace(call, recording=Recording.STOPPED) if call.recording is Recording.RUNNING else call


def _refuse_silence(call: Call) -> None:
    if call.state is not CallState.TALKING:
        raise CallNotActive(call=call.id, state=call.state)


def _ended(call: Call, at: datetime) -> Call:
    """What is running of a recording ends with the call."""
    recording = Recording.STOPPED if call.recording is Recording.RUNNING else call.recording
    return replace(call, ended_at=at, recording=recording)

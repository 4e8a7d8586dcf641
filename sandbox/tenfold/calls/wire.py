"""How a call is spelled by v1 and its events, and what its states are called (tenfold.md, 5 and 6; keys and their order are confirmed)."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sandbox.clock import millisecond_text
from sandbox.database.schema import EPOCH
from sandbox.tenfold.calls.call import Call, CallState, Direction

RECORDINGS = "/v2/recordings"
"""Where they are fetched (proposed, after the vendor's sample)."""

V1_STATES = {CallState.QUEUED: "queued", CallState.RINGING: "ringing", CallState.TALKING: "in-progress"}
V2_STATES = {CallState.QUEUED: "Ringing", CallState.RINGING: "Ringing", CallState.TALKING: "Connected", CallState.ENDED: "Hangup"}
"""Hangup is confirmed, Ringing and Connected are inferred; that a queued call is Ringing is proposed."""
MISSED = "Missed"
"""Inferred: what has ended as an inbound call that nobody answered."""


def status_v1(call: Call, final: str) -> str:
    """`final` is what the world calls the last one: as the samples have it, or as the text has it (10.1)."""
    return V1_STATES.get(call.state, final)


def status_v2(state: CallState, direction: Direction, *, answered: bool) -> str:
    ended_unanswered = state is CallState.ENDED and direction is Direction.INBOUND and not answered
    return MISSED if ended_unanswered else V2_STATES[state]


class ListedCall(NamedTuple):
    """A call as the database has it: a page of v1 has up to 1000 of them. Times are milliseconds since 1970."""

    id: str
    phone_number: str
    started_at: int
    pbx_id: str
    direction: str
    answered_at: int | None
    ended_at: int | None
    recording_name: str | None
    created_at: int
    duration: int
    organization_id: str
    user_id: str
    extension: str
    state: str


def listed_v1(call: ListedCall, root: str) -> dict[str, Any]:
    """Without `status` (T1-09). What there is no value for is left out; the rules are those of T1-10."""
    over = call.state == CallState.ENDED
    values = {
        "id": call.id,
        "phoneNumber": call.phone_number,
        "startTime": _text(call.started_at),
        "phoneSystemCallId": call.pbx_id,
        "direction": call.direction,
        "endTime": _text(call.ended_at) if call.answered_at and call.ended_at else None,
        "recordingLink": f"{root}{RECORDINGS}/{call.recording_name}" if call.recording_name and over else None,
        "createdDate": _text(call.created_at),
        "duration": call.duration if over else None,
        "organizationId": call.organization_id,
        "userId": call.user_id,
        "extension": call.extension,
    }
    return {name: value for name, value in values.items() if value is not None}


def call_v1(call: Call, final: str, root: str) -> dict[str, Any]:
    """T1-10, and `call` of an event, which has the recording's link where there is one (confirmed)."""
    values = {
        "status": status_v1(call, final),
        "phoneNumber": call.phone_number,
        "direction": call.direction,
        "startTime": millisecond_text(call.started_at),
        "endTime": _end(call),
        "duration": _duration(call),
        "createdDate": millisecond_text(call.created_at),
        "id": call.id,
        "organizationId": call.organization_id,
        "userId": call.user_id,
        "extension": call.extension,
        "phoneSystemCallId": call.pbx_id,
        "recordingLink": recording_link(call, root),
    }
    return {name: value for name, value in values.items() if value is not None}


def recording_link(call: Call, root: str) -> str | None:
    """Once the call has ended (proposed)."""
    return f"{root}{RECORDINGS}/{call.recording_name}" if call.recording_name and not call.is_live else None


def _text(moment: int) -> str:
    return millisecond_text(EPOCH + timedelta(milliseconds=moment))


def _end(call: Call) -> str | None:
    """Nothing for one that nobody answered (inferred: the vendor's sample of T1-10)."""
    moment: datetime | None = call.ended_at if call.answered_at else None
    return millisecond_text(moment) if moment else None


def _duration(call: Call) -> int | None:
    """Milliseconds; nothing before the end (confirmed for events)."""
    return None if call.is_live else round(call.duration.total_seconds() * 1000)

"""How a call is spelled by v1 and its events, and what its states are called (tenfold.md, 5 and 6; keys and their order are confirmed)."""

from typing import Any, NamedTuple, TypeVar

from sandbox.clock import millisecond_text
from sandbox.database.schema import from_milliseconds
from sandbox.tenfold.calls.call import Call, CallState, Direction

Moment = TypeVar("Moment")

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
    over, end = call.state == CallState.ENDED, end_of(call.answered_at, call.ended_at)
    values = {
        "id": call.id,
        "phoneNumber": call.phone_number,
        "startTime": _text(call.started_at),
        "phoneSystemCallId": call.pbx_id,
        "direction": call.direction,
        "endTime": _text(end) if end is not None else None,
        "recordingLink": recording_url(call.recording_name, root, over=over),
        "createdDate": _text(call.created_at),
        "duration": duration_of(call.duration, over=over),
        "organizationId": call.organization_id,
        "userId": call.user_id,
        "extension": call.extension,
    }
    return {name: value for name, value in values.items() if value is not None}


def call_v1(call: Call, final: str, root: str | None) -> dict[str, Any]:
    """T1-10, and `call` of an event, which has the recording's link where there is one (confirmed) and `root` is known."""
    over, end = not call.is_live, end_of(call.answered_at, call.ended_at)
    values = {
        "status": status_v1(call, final),
        "phoneNumber": call.phone_number,
        "direction": call.direction,
        "startTime": millisecond_text(call.started_at),
        "endTime": millisecond_text(end) if end else None,
        "duration": duration_of(round(call.duration.total_seconds() * 1000), over=over),
        "createdDate": millisecond_text(call.created_at),
        "id": call.id,
        "organizationId": call.organization_id,
        "userId": call.user_id,
        "extension": call.extension,
        "phoneSystemCallId": call.pbx_id,
        "recordingLink": recording_link(call, root) if root is not None else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def recording_link(call: Call, root: str) -> str | None:
    return recording_url(call.recording_name, root, over=not call.is_live)


def recording_url(name: str | None, root: str, *, over: bool) -> str | None:
    """Once the call is over (proposed)."""
    return f"{root}{RECORDINGS}/{name}" if name and over else None


def end_of(answered: Moment | None, ended: Moment | None) -> Moment | None:
    """Nothing for a call that nobody answered (inferred: the vendor's sample of T1-10)."""
    return ended if answered is not None else None


def duration_of(milliseconds: int, *, over: bool) -> int | None:
    """Nothing before the end (confirmed for events)."""
    return milliseconds if over else None


def _text(moment: int) -> str:
    return millisecond_text(from_milliseconds(moment))

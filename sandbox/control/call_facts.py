"""What the control API tells of a call."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection

from sandbox.clock import millisecond_text
from sandbox.tenfold.calls.call import Call
from sandbox.tenfold.calls.store import CallStore
from sandbox.tenfold.calls.wire import recording_link
from sandbox.tenfold.users.store import UserStore


def call_facts(rows: Connection, call: Call, root: str) -> dict[str, Any]:
    return facts_of(rows, [call], root)[0]


def facts_of(rows: Connection, calls: Sequence[Call], root: str) -> list[dict[str, Any]]:
    """`root` is what links begin with."""
    usernames = UserStore(rows).usernames({call.user_id for call in calls})
    matches = CallStore(rows).records_matched([call.id for call in calls])
    before = CallStore(rows).legs_before([call.id for call in calls if call.leg])
    return [_facts(call, usernames.get(call.user_id, call.user_id), matches[call.id], before.get(call.id), root) for call in calls]


def _facts(call: Call, username: str, matches: Sequence[str], before: str | None, root: str) -> dict[str, Any]:
    """`before` is the id of the call that was passed on. `duration` is in seconds.

    `next` is what it comes to by the clock; null for one that is held or has ended.
    """
    return {
        "id": call.id,
        "state": call.state,
        "direction": call.direction.lower(),
        "user": username,
        "extension": call.extension,
        "number": call.phone_number,
        "name": call.caller_id_name,
        "started_at": millisecond_text(call.started_at),
        "answered_at": call.answered_at and millisecond_text(call.answered_at),
        "ended_at": call.ended_at and millisecond_text(call.ended_at),
        "duration": call.duration.total_seconds(),
        "subject": call.subject,
        "notes": call.description,
        "record": call.crm_record_id,
        "matches": list(matches),
        "recording": call.recording,
        "recording_url": recording_link(call, root),
        "has_transcript": call.has_transcript,
        "listening_score": call.listening_score,
        "errors": orjson.loads(call.crm_errors),
        "mobile": call.is_mobile,
        "transferred_from": before,
        "held": call.held,
        "next": {"state": call.next_state, "at": millisecond_text(call.next_at)} if call.next_state and call.next_at else None,
    }

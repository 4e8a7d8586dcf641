"""Calls that are over already, as somebody wants them to have been."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson

from sandbox.tenfold.calls.call import INSERT_DELAY, Call, CallState, Direction, Recording, whole_millisecond
from sandbox.tenfold.speech.measures import agents_score
from sandbox.tenfold.speech.speech import Utterance
from sandbox.tenfold.users.user import User

RANG_FOR = timedelta(seconds=20)
"""How long it rang where nobody answered."""
RANG_AT_MOST = timedelta(seconds=8)
"""How long it rang where somebody did."""


@dataclass(frozen=True, kw_only=True)
class CallWish:
    """`talked` is from start to end; None where nobody answered."""

    user: User
    phone_number: str
    direction: Direction
    started_at: datetime
    talked: timedelta | None
    extension: str
    caller_id_name: str | None = None
    crm_record_id: str | None = None
    subject: str | None = None
    description: str | None = None
    recorded: bool = False
    is_mobile: bool = False
    listening_score: float | None = None
    crm_errors: tuple[dict[str, str], ...] = ()
    said: tuple[Utterance, ...] = ()
    language: str = "en"


def planted_call(wish: CallWish, *, new_id: str, recording_name: str, pbx_id: str) -> Call:
    rang = min(RANG_AT_MOST, wish.talked / 2) if wish.talked is not None else RANG_FOR
    started = whole_millisecond(wish.started_at)
    recorded = wish.recorded and wish.talked is not None
    return Call(
        id=new_id,
        line_id=new_id,
        pbx_id=pbx_id,
        organization_id=wish.user.organization_id,
        user_id=wish.user.id,
        extension=wish.extension,
        phone_number=wish.phone_number,
        caller_id_name=wish.caller_id_name,
        direction=wish.direction,
        state=CallState.ENDED,
        started_at=started,
        answered_at=None if wish.talked is None else whole_millisecond(started + rang),
        ended_at=whole_millisecond(started + (rang if wish.talked is None else wish.talked)),
        created_at=started + INSERT_DELAY,
        recording=Recording.STOPPED if recorded else Recording.NONE,
        recording_name=recording_name if recorded else None,
        subject=wish.subject,
        description=wish.description,
        crm_record_id=wish.crm_record_id,
        is_mobile=wish.is_mobile,
        has_transcript=bool(wish.said),
        listening_score=_listening_score(wish),
        crm_errors=orjson.dumps(wish.crm_errors).decode(),
    )


def _listening_score(wish: CallWish) -> float | None:
    """By the words, unless somebody wants another one."""
    return agents_score(wish.said) if wish.said and wish.listening_score is None else wish.listening_score

"""What a person wants of a call that is over, read from JSON."""

from datetime import datetime
from typing import Any

from sandbox.control import fields
from sandbox.control.call_transcripts import transcript
from sandbox.control.other_ends import OtherEnd
from sandbox.control.talk_time import LONGEST, talk_time
from sandbox.errors import InvalidField
from sandbox.tenfold.calls.call import Direction, whole_millisecond
from sandbox.tenfold.calls.planting import RANG_FOR, CallWish
from sandbox.tenfold.calls.store import MOST_MATCHES
from sandbox.tenfold.speech.stop_words import languages
from sandbox.tenfold.users.user import User

MOST_ERRORS = 100
NO_EXTENSION = "0"

seconds = fields.within(0, LONGEST)


def _direction(value: Any) -> Direction:
    return Direction(fields.one_of(*(each.lower() for each in Direction))(value).capitalize())


def _errors(value: Any) -> tuple[dict[str, str], ...]:
    given = fields.typed(value, list)
    if len(given) > MOST_ERRORS:
        raise ValueError(f"must be {MOST_ERRORS} or fewer")
    known: fields.Readers = {"method": fields.filled, "message": fields.filled}
    return tuple(fields.fields_in(f"errors[{at}]", each, known, required=known) for at, each in enumerate(given))


def _record_ids(value: Any) -> tuple[str, ...]:
    given = fields.typed(value, list)
    if len(given) > MOST_MATCHES:
        raise ValueError(f"must be {MOST_MATCHES} or fewer")
    found = tuple(fields.read_field(f"matches[{at}]", each, str) for at, each in enumerate(given))
    if len(set(found)) < len(found):
        raise ValueError("has a record twice")
    return found


READERS: fields.Readers = {
    "user": str,
    "direction": _direction,
    "number": str,
    "record": str,
    "name": fields.filled,
    "started_at": fields.moment,
    "answered": bool,
    "duration": seconds,
    "extension": fields.filled,
    "subject": fields.filled,
    "notes": fields.filled,
    "matches": _record_ids,
    "recorded": bool,
    "mobile": bool,
    "listening_score": fields.within(0, 100),
    "errors": _errors,
    "transcript": transcript,
    "language": fields.one_of(*languages()),
}


def wish_of(given: dict[str, Any], user: User, other: OtherEnd, *, now: datetime) -> CallWish:
    """`given` was read with READERS. Raises InvalidField for what contradicts itself."""
    _refuse_unheard(given)
    talked = talk_time(given)
    lasted = RANG_FOR if talked is None else talked
    started = whole_millisecond(given.get("started_at", now - lasted))
    if started + lasted > now:
        raise InvalidField(field="started_at", rule="must let the call end by now on the world's clock")
    return CallWish(
        user=user,
        phone_number=other.number,
        direction=given.get("direction", Direction.INBOUND),
        started_at=started,
        talked=talked,
        extension=given.get("extension") or next(iter(user.extensions), NO_EXTENSION),
        caller_id_name=given.get("name") or other.name,
        crm_record_id=other.record,
        subject=given.get("subject"),
        description=given.get("notes"),
        recorded=given.get("recorded", "transcript" in given),
        is_mobile=given.get("mobile", False),
        listening_score=given.get("listening_score"),
        crm_errors=given.get("errors", ()),
        said=given.get("transcript", ()),
        language=given.get("language", "en"),
    )


def _refuse_unheard(given: dict[str, Any]) -> None:
    """A transcript is made of a recording."""
    if "transcript" in given and not given.get("recorded", True):
        raise InvalidField(field="recorded", rule="must not be false for a call that has a transcript")
    if "language" in given and "transcript" not in given:
        raise InvalidField(field="language", rule="is a transcript's, and the call has none")

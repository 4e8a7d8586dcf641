"""What a person wants of a new conversation, read from JSON."""

import difflib
from typing import Any

from sandbox.cast.kind import Kind
from sandbox.control import fields
from sandbox.errors import InvalidField
from sandbox.fourfour.conversations.wish import Finding, Guest, Line, Wish
from sandbox.fourfour.services import SERVICES

PURPOSES = ("sales", "customer_success", "support", "research", "internal", "other")
MOST_INSIGHTS = 1000
SENTIMENTS = ("positive", "neutral", "negative")


def wish_of(given: dict[str, Any]) -> Wish:
    """`given` was read with READERS; fields of others are left alone."""
    return Wish(**{name: value for name, value in given.items() if name in READERS})


def _kind(value: Any) -> Kind:
    return Kind(fields.one_of(*Kind)(value))


def _service(value: Any) -> str:
    name = fields.filled(value)
    if name not in SERVICES:
        near = difflib.get_close_matches(name, SERVICES, n=1)
        raise ValueError(f"is no service of Four/Four: {name!r}" + (f"; did you mean {near[0]}?" if near else ""))
    return name


def _participants(value: Any) -> tuple[Guest, ...]:
    return tuple(_guest(f"participants[{at}]", each) for at, each in enumerate(fields.typed(value, list)))


def _guest(place: str, value: Any) -> Guest:
    if isinstance(value, str):
        return Guest(email=fields.read_field(place, value, _email))
    given = fields.fields_in(place, value, {"name": fields.filled, "email": _email})
    if not given:
        raise InvalidField(field=place, rule="must have a name or an email")
    return Guest(**given)


def _email(value: Any) -> str:
    name, _, domain = fields.filled(value).strip().partition("@")
    if not name or not domain or "@" in domain or " " in name + domain:
        raise ValueError("must be an e-mail address")
    return f"{name}@{domain}"


def _transcript(value: Any) -> tuple[Line, ...]:
    known: fields.Readers = {"speaker": fields.filled, "text": fields.filled}
    lines = enumerate(fields.typed(value, list))
    read = tuple(Line(**fields.fields_in(f"transcript[{at}]", each, known, required=known)) for at, each in lines)
    if not read:
        raise ValueError("must have at least one line")
    return read


def _insights(value: Any) -> tuple[Finding, ...]:
    if len(fields.typed(value, list)) > MOST_INSIGHTS:
        raise ValueError(f"must be {MOST_INSIGHTS} or fewer")
    return tuple(_finding(f"insights[{at}]", each) for at, each in enumerate(value))


def _finding(place: str, value: Any) -> Finding:
    known: fields.Readers = {
        "type": fields.filled,
        "title": fields.filled,
        "text": fields.filled,
        "quote": fields.filled,
        "sentiment": fields.one_of(*SENTIMENTS),
        "topics": _names,
    }
    return Finding(**fields.fields_in(place, value, known, required=["type", "text"]))


def _names(value: Any) -> tuple[str, ...]:
    return tuple(fields.list_of(fields.filled)(value))


READERS: fields.Readers = {
    "kind": _kind,
    "service": _service,
    "name": fields.filled,
    "purpose": fields.one_of(*PURPOSES),
    "started_at": fields.moment,
    "participants": _participants,
    "transcript": _transcript,
    "summary": fields.filled,
    "insights": _insights,
    "labels": _names,
}

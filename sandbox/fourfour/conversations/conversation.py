"""A conversation with all that is known of it: who took part, what was said, what was learnt and what it is about.

Planted ones are made of the cast, others of what a person asked for; their rows are made here of the same data.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

import orjson

from sandbox.cast.kind import SPOKEN, Kind

ROLES = {
    Kind.MEETING: ("host", "attendee"),
    Kind.CALL: ("caller", "callee"),
    Kind.EMAIL: ("sender", "recipient"),
    Kind.TICKET: ("requester", "agent"),
    Kind.CHAT: ("requester", "agent"),
}
"""Of the one who began, and of the others (proposed: only that a role exists is confirmed)."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody, with all that the workspace's CRM knows of them."""

    name: str | None
    email: str | None
    is_internal: bool = False
    persona_role: str | None = None
    contact_id: str | None = None
    lead_id: str | None = None
    owner_id: str | None = None
    account_id: str | None = None
    """Of the contact or lead; what is learnt from a contact belongs to it."""
    company: str | None = None


@dataclass(frozen=True, kw_only=True)
class Participant(Person):
    id: str


@dataclass(frozen=True, kw_only=True)
class Fragment:
    id: str
    speaker: int
    """A place among the participants."""
    text: str
    start: float
    end: float
    """Seconds from the start of the conversation."""


@dataclass(frozen=True, kw_only=True)
class Insight:
    """`fragment` is the place of the fragment that has the quote; nothing when nobody is quoted."""

    id: str
    type: str
    title: str | None
    text: str
    quote: str | None
    sentiment: str | None
    fragment: int | None
    topics: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Booking:
    """The place of a meeting in the calendar."""

    id: str
    calendar: str
    organizer_email: str | None
    domain: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """`participants` begin with the one who invited, called or wrote first. What stands in the plural behind them are ids."""

    id: str
    workspace_id: str
    kind: Kind
    service: str
    service_id: str
    purpose: str
    name: str
    summary: str
    started_at: datetime
    ended_at: datetime
    language: str = "en"
    participants: tuple[Participant, ...]
    fragments: tuple[Fragment, ...]
    insights: tuple[Insight, ...] = ()
    accounts: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    opportunities: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    booking: Booking | None = None

    @property
    def duration(self) -> timedelta | None:
        """Nothing for a thread whose messages lie days apart (proposed)."""
        return self.ended_at - self.started_at if self.kind in SPOKEN or self.kind is Kind.CHAT else None

    def tokens(self) -> list[int]:
        """How much each participant said. Proposed: a token is four letters, which is a rule of thumb for English."""
        counts = [0] * len(self.participants)
        for fragment in self.fragments:
            counts[fragment.speaker] += ceil(len(fragment.text) / 4)
        return counts


def conversation_text(conversation: Conversation) -> str:
    """As JSON, to be kept until it has been processed."""
    return orjson.dumps(conversation).decode()


def read_conversation(text: str) -> Conversation:
    told: dict[str, Any] = orjson.loads(text)
    for name in ("accounts", "contacts", "leads", "opportunities", "cases", "labels"):
        told[name] = tuple(told[name])
    return Conversation(
        **told
        | {
            "kind": Kind(told["kind"]),
            "started_at": datetime.fromisoformat(told["started_at"]),
            "ended_at": datetime.fromisoformat(told["ended_at"]),
            "participants": tuple(Participant(**each) for each in told["participants"]),
            "fragments": tuple(Fragment(**each) for each in told["fragments"]),
            "insights": tuple(_insight(each) for each in told["insights"]),
            "booking": Booking(**told["booking"]) if told["booking"] else None,
        }
    )


def _insight(told: dict[str, Any]) -> Insight:
    return Insight(**told | {"topics": tuple(told["topics"]), "labels": tuple(told["labels"])})

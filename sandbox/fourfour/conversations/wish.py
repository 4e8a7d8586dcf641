"""What a person asks for when they want a conversation to have taken place. What is left out is drawn."""

from dataclasses import dataclass
from datetime import datetime

from sandbox.cast.kind import Kind


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Has a name, an e-mail or both."""

    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    speaker: str
    """The name or the e-mail of a participant."""
    text: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    type: str
    text: str
    title: str | None = None
    quote: str | None = None
    sentiment: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Wish:
    kind: Kind | None = None
    service: str | None = None
    name: str | None = None
    purpose: str | None = None
    started_at: datetime | None = None
    participants: tuple[Guest, ...] | None = None
    transcript: tuple[Line, ...] | None = None
    summary: str | None = None
    insights: tuple[Finding, ...] | None = None
    labels: tuple[str, ...] = ()

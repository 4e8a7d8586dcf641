"""What the CRM knows of the story: deals, leads, cases, phone calls and objects of the company's own making."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sandbox.cast.moments import Moment
from sandbox.cast.people import ref


class Stage(StrEnum):
    PROSPECTING = "Prospecting"
    QUALIFICATION = "Qualification"
    EVALUATION = "Evaluation"
    PROPOSAL = "Proposal"
    NEGOTIATION = "Negotiation"
    CLOSED_WON = "Closed Won"
    CLOSED_LOST = "Closed Lost"


PROBABILITY = {
    Stage.PROSPECTING: 10.0,
    Stage.QUALIFICATION: 20.0,
    Stage.EVALUATION: 40.0,
    Stage.PROPOSAL: 60.0,
    Stage.NEGOTIATION: 80.0,
    Stage.CLOSED_WON: 100.0,
    Stage.CLOSED_LOST: 0.0,
}
"""Percent."""


@dataclass(frozen=True, kw_only=True)
class Deal:
    key: str
    name: str
    customer: str = ref("customers")
    person: str = ref("people")
    owner: str = ref("colleagues")
    description: str | None = None
    stage: Stage
    type: str
    amount: float
    closes: int
    """The expected or actual close, in working days from the anchor."""
    lead_source: str | None = None
    next_step: str | None = None
    created: int

    @property
    def is_closed(self) -> bool:
        return self.stage in (Stage.CLOSED_WON, Stage.CLOSED_LOST)

    @property
    def is_won(self) -> bool:
        return self.stage is Stage.CLOSED_WON


@dataclass(frozen=True, kw_only=True)
class Lead:
    key: str
    first_name: str
    last_name: str
    title: str
    company: str
    domain: str
    email: str
    phone: str
    lead_source: str
    status: str
    industry: str
    annual_revenue: float | None = None
    number_of_employees: int | None = None
    region: str
    owner: str = ref("colleagues")
    customer: str | None = ref("customers", default=None)
    converted: int | None = None
    """The working day of the conversion into `customer`, `person` and `deal`."""
    person: str | None = ref("people", default=None)
    deal: str | None = ref("deals", default=None)
    persona: str | None = None
    created: int

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, kw_only=True)
class Case:
    key: str
    number: str
    subject: str
    description: str
    type: str
    status: str
    priority: str
    reason: str | None = None
    origin: str
    customer: str = ref("customers")
    person: str = ref("people")
    owner: str = ref("colleagues")
    opened: Moment
    closed: Moment | None = None


class Direction(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"


@dataclass(frozen=True, kw_only=True)
class PhoneCall:
    """A call between a colleague and someone outside; nobody answered when `seconds` is zero."""

    key: str
    subject: str
    when: Moment
    direction: Direction
    colleague: str = ref("colleagues")
    other: str = ref("people", "leads")
    seconds: int
    disposition: str
    note: str | None = None
    deal: str | None = ref("deals", default=None)
    dialogue: str | None = ref("dialogues", default=None)
    """The recorded dialogue this call is the CRM's entry of."""


@dataclass(frozen=True, kw_only=True)
class CustomObject:
    """A record of a type that the company added to its CRM."""

    key: str
    type: str
    name: str
    customer: str | None = ref("customers", default=None)
    owner: str | None = ref("colleagues", default=None)
    fields: dict[str, Any]
    created: int


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """Something still to come in the calendar."""

    key: str
    title: str
    when: Moment
    minutes: int = 30
    organizer: str = ref("colleagues")
    service: str
    """Where it will be held: Zoom, Google Meet..."""
    description: str | None = None
    location: str | None = None

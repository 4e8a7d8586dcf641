"""Who the story is about: the company that uses both products, and its customers."""

from dataclasses import dataclass, field
from typing import Any


def ref(*collections: str, **default: Any) -> Any:
    """A field that holds the key (or keys) of records in one of `collections` of the same workspace; the loader checks it."""
    return field(metadata={"refers_to": collections}, **default)


@dataclass(frozen=True, kw_only=True)
class Company:
    name: str
    domain: str
    currency: str = "USD"
    locale: str = "en_US"


@dataclass(frozen=True, kw_only=True)
class Office:
    key: str
    city: str
    country: str
    timezone: str
    """IANA name."""
    phone: str
    """The main number, in international format."""


@dataclass(frozen=True, kw_only=True)
class Team:
    key: str
    name: str
    manager: str = ref("colleagues")


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Someone who works at the company: a user of both products and an owner in the CRM."""

    key: str
    first_name: str
    last_name: str
    email: str
    """The same address in two workspaces is the same person."""
    title: str
    office: str = ref("offices")
    team: str = ref("teams")
    extension: str
    """Of the desk phone; unique in the company."""
    phone: str
    """The direct number."""
    mobile: str | None = None
    is_admin: bool = False
    is_active: bool = True
    analytics_visible: bool = True
    """Whether the telephony statistics list them."""
    in_crm: bool = True
    """Whether the CRM knows them as a user, so that they can own records there."""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, kw_only=True)
class Customer:
    """A company on the other side: customer, prospect, former customer or partner."""

    key: str
    name: str
    domain: str
    type: str
    industry: str
    sic: str | None = None
    currency: str = "USD"
    annual_revenue: float
    number_of_employees: int
    region: str
    owner: str = ref("colleagues")
    parent: str | None = ref("customers", default=None)
    created: int = -300
    """Working days from the anchor; so are all `created` below."""
    labels: tuple[str, ...] = ref("labels", default=())


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone who works for a customer."""

    key: str
    customer: str = ref("customers")
    first_name: str
    last_name: str
    email: str
    phone: str
    title: str
    department: str | None = None
    persona: str | None = None
    """The part played in a purchase: champion, economic buyer, technical evaluator, end user..."""
    lead_source: str | None = None
    owner: str | None = ref("colleagues", default=None)
    """Nothing: whoever owns the customer."""
    created: int = -280

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

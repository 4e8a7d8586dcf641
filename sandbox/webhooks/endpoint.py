"""Where messages go, and how a vendor sends them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sandbox.webhooks.mischief import Chances


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """A vendor's habits as a sender.

    `waits` are the seconds of the world's clock from one attempt to the next: one attempt more than there are waits. `patience` are the
    seconds of real time that a receiver has to answer.
    """

    signature_header: str
    headers: Mapping[str, str]
    waits: tuple[float, ...]
    patience: float


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """`tenant_id` is whose it is at the vendor, `client_id` the OAuth client through which it hears of other tenants."""

    id: str
    vendor: str
    tenant_id: str
    url: str
    events: tuple[str, ...]
    client_id: str | None
    secret: str
    paused: bool = False
    waits: tuple[float, ...]
    mischief: Chances = field(default_factory=dict)
    created_at: datetime

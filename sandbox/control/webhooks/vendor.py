"""What a vendor offers to those who register for its webhooks, in words that fit both."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Connection

from sandbox.webhooks.endpoint import Dialect, Endpoint
from sandbox.world import World

if TYPE_CHECKING:
    from sandbox.cast.scenario import Scenario


class Example(Protocol):
    def __call__(self, world: World, rows: Connection, event: str, tenant: str, /) -> Any:
        """What a message about the event tells of: records that are there, and a new id in place of one that is not."""


@dataclass(frozen=True, kw_only=True)
class Vendor:
    """`tenant` is the field that says whose an endpoint is, `tenant_id` finds it by id or name, the first by name without either.

    `subject` is the field of a message that holds what it is about. `client_realm` is the realm of the OAuth clients that an endpoint can
    be linked to, if it can; `first_secret` the scenario's secret for the first endpoint of a world, if there is one.
    """

    name: str
    dialect: Dialect
    events: Mapping[str, str]
    tenant: str
    tenant_id: Callable[[Connection, str | None], str]
    subject: str
    example: Example
    cause: Callable[[Any], str | None]
    """What messages about this are ordered by; None if each stands for itself."""
    body: Callable[[str, str, Any, datetime], bytes]
    audience: Callable[[World, Connection, str, str], Iterable[Endpoint]]
    fit: Callable[[Any, Mapping[str, Any]], Any] = lambda example, changes: example
    """The example without what would contradict the changes that it is to get, by their paths."""
    client_realm: str | None = None
    first_secret: "Callable[[Scenario], str] | None" = None

    @property
    def own_fields(self) -> tuple[str, ...]:
        """Those of an endpoint that not every vendor has."""
        return (self.tenant, "client") if self.client_realm else (self.tenant,)

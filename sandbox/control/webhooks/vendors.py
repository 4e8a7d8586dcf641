"""The two vendors as senders of webhooks."""

from sandbox.control.people import named_organization, named_workspace
from sandbox.control.webhooks.vendor import Vendor
from sandbox.fourfour.oauth.store import REALM, PeopleStore
from sandbox.fourfour.webhooks import announce as fourfour
from sandbox.fourfour.webhooks import dialect as fourfour_dialect
from sandbox.fourfour.webhooks import events as fourfour_events
from sandbox.fourfour.webhooks.message_body import body_of
from sandbox.tenfold.organizations.store import OrganizationStore
from sandbox.tenfold.webhooks import announce as tenfold
from sandbox.tenfold.webhooks import dialect as tenfold_dialect
from sandbox.tenfold.webhooks import events as tenfold_events
from sandbox.tenfold.webhooks.message_body import call_update

FOURFOUR = Vendor(
    name=fourfour_dialect.VENDOR,
    dialect=fourfour_dialect.DIALECT,
    events=fourfour_events.EVENTS,
    tenant="workspace",
    tenant_id=lambda rows, name: named_workspace(PeopleStore(rows), name).id,
    subject="payload",
    example=fourfour_events.example,
    cause=lambda payload: None,
    body=body_of,
    audience=fourfour.audience,
    client_realm=REALM,
    first_secret=lambda scenario: scenario.credentials.fourfour.webhook_secret,
)
TENFOLD = Vendor(
    name=tenfold_dialect.VENDOR,
    dialect=tenfold_dialect.DIALECT,
    events=tenfold_events.EVENTS,
    tenant="organization",
    tenant_id=lambda rows, name: named_organization(OrganizationStore(rows), name).id,
    subject="call",
    example=tenfold_events.example,
    fit=tenfold_events.fitting,
    cause=tenfold_events.cause_of,
    body=lambda event, tenant, call, at: call_update(call, at),
    audience=lambda world, rows, event, tenant: tenfold.audience(rows, event, tenant),
)
VENDORS = {vendor.name: vendor for vendor in (FOURFOUR, TENFOLD)}
SENDERS = {event: vendor for vendor in VENDORS.values() for event in vendor.events}
"""By event: none is sent by both."""
TENANTS = {vendor.tenant: vendor for vendor in VENDORS.values()}

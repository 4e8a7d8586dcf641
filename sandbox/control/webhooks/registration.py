"""How an endpoint comes about."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from sandbox.control.scenarios import scenario_of
from sandbox.control.webhooks.endpoint_fields import CHANGEABLE
from sandbox.control.webhooks.vendor import Vendor
from sandbox.control.webhooks.vendors import VENDORS
from sandbox.errors import InvalidField
from sandbox.oauth2.store import ClientStore
from sandbox.webhooks.endpoint import Endpoint
from sandbox.webhooks.endpoint_store import EndpointStore
from sandbox.world import world_of

SECRET_LENGTH = 40


def new_endpoint(vendor: Vendor, given: Mapping[str, Any], rows: Connection, request: Request) -> Endpoint:
    world = world_of(request)
    start = {"events": tuple(vendor.events), "client_id": None, "waits": vendor.dialect.waits}
    secret = given.get("secret") or _new_secret(vendor, rows, request)
    return Endpoint(
        **start | changes_of(given) | {"secret": secret},
        id=world.chance.uuid(),
        vendor=vendor.name,
        tenant_id=vendor.tenant_id(rows, given.get(vendor.tenant)),
        created_at=world.clock.now(),
    )


def _new_secret(vendor: Vendor, rows: Connection, request: Request) -> str:
    """The scenario's for the first, so that `sandbox env` can print it."""
    world = world_of(request)
    if vendor.first_secret is None or EndpointStore(rows).were_there_any(vendor.name):
        return world.chance.token(SECRET_LENGTH)
    return vendor.first_secret(scenario_of(request, world))


def changes_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What can be changed, by the names of `Endpoint`."""
    return {"client_id" if name == "client" else name: value for name, value in given.items() if name in CHANGEABLE}


def refuse_foreign_client(rows: Connection, endpoint: Endpoint) -> None:
    """Raises InvalidField."""
    vendor = VENDORS[endpoint.vendor]
    if endpoint.client_id is None or vendor.client_realm is None:
        return
    client = ClientStore(rows, vendor.client_realm).get(endpoint.client_id)
    if client is None or client.tenant_id != endpoint.tenant_id:
        raise InvalidField(field="client", rule=f"is no OAuth client of the endpoint's {vendor.tenant}: {endpoint.client_id!r}")

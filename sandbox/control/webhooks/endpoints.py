"""Webhook endpoints, as an admin registers them in the vendor's pages. That Tenfold has such pages is proposed."""

from dataclasses import replace

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.control import fields
from sandbox.control.webhooks.choice import refuse_foreign, vendor_meant
from sandbox.control.webhooks.endpoint_fields import CHANGEABLE, NEW
from sandbox.control.webhooks.registration import changes_of, new_endpoint, refuse_foreign_client
from sandbox.control.webhooks.vendors import VENDORS
from sandbox.control.webhooks.wire import endpoint_facts
from sandbox.errors import InvalidField, UnknownWebhook
from sandbox.http.rendering import json_response
from sandbox.http.targets import ForbiddenTarget, refuse_forbidden
from sandbox.schedule.runner import schedule_once
from sandbox.webhooks.endpoint import Endpoint
from sandbox.webhooks.endpoint_store import EndpointStore
from sandbox.webhooks.outbox import KIND
from sandbox.world import World, world_of


def list_endpoints(request: Request) -> Response:
    """All of the world, oldest first."""
    with world_of(request).database.read() as rows:
        endpoints = EndpointStore(rows).all()
    return json_response({"endpoints": [endpoint_facts(endpoint) for endpoint in endpoints]})


async def register(request: Request) -> Response:
    """201, with the secret. `events` are all of the vendor's if not given; `waits` are the seconds between attempts, its own if not given.

    Without `vendor` it is the one whose word for a tenant is given or whose events alone are named, else Four/Four. A `secret` of one's own
    is for those who cannot change that of their receiver; Four/Four always makes one.
    """
    given, world = fields.fields_of(request, NEW, required=["url"]), world_of(request)
    vendor = vendor_meant(given)
    refuse_foreign(vendor, given)
    await _refuse_target(world, given["url"])
    with world.database.begin() as rows:
        endpoint = new_endpoint(vendor, given, rows, request)
        refuse_foreign_client(rows, endpoint)
        EndpointStore(rows).add(endpoint)
    return json_response(endpoint_facts(endpoint) | {"secret": endpoint.secret}, 201)


def show(request: Request) -> Response:
    with world_of(request).database.read() as rows:
        return json_response(endpoint_facts(_endpoint(request, rows)))


def show_secret(request: Request) -> Response:
    """Hidden until it is asked for, as on the vendor's card. It changes only with the endpoint: remove it and add it again."""
    with world_of(request).database.read() as rows:
        return json_response({"secret": _endpoint(request, rows).secret})


async def change(request: Request) -> Response:
    """URL and events are what Four/Four lets people edit; the other fields are ours. Once it is no more paused, what waited is sent."""
    given, world = fields.fields_of(request, CHANGEABLE), world_of(request)
    if "url" in given:
        await _refuse_target(world, given["url"])
    with world.database.begin() as rows:
        before = _endpoint(request, rows)
        refuse_foreign(VENDORS[before.vendor], given)
        endpoint = replace(before, **changes_of(given))
        refuse_foreign_client(rows, endpoint)
        EndpointStore(rows).put(endpoint)
        schedule_once(world, rows, KIND, world.clock.now(), endpoint=endpoint.id)
    return json_response(endpoint_facts(endpoint))


def remove(request: Request) -> Response:
    """204. What was still to be sent there has failed; messages and attempts are kept."""
    world = world_of(request)
    with world.database.begin() as rows:
        EndpointStore(rows).remove(_endpoint(request, rows), at=world.clock.now())
    return Response(status_code=204)


async def _refuse_target(world: World, url: str) -> None:
    """Raises InvalidField for a host that may not be sent to. It is looked at again when a message is sent."""
    try:
        await refuse_forbidden(url, world.switches.webhook_targets)
    except ForbiddenTarget as fault:
        raise InvalidField(field="url", rule=f"cannot be used: {fault}") from None


def _endpoint(request: Request, rows: Connection) -> Endpoint:
    """Raises UnknownWebhook."""
    found = EndpointStore(rows).find(request.path_params["endpoint"])
    if found is None:
        raise UnknownWebhook(endpoint=request.path_params["endpoint"])
    return found

"""Webhook messages that a person asks for."""

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.control import fields
from sandbox.control.queries import LIMIT
from sandbox.control.webhooks.changes import changed
from sandbox.control.webhooks.choice import refuse_foreign
from sandbox.control.webhooks.endpoint_fields import mischief_kind
from sandbox.control.webhooks.vendor import Vendor
from sandbox.control.webhooks.vendors import SENDERS, TENANTS
from sandbox.control.webhooks.wire import message_facts
from sandbox.errors import InvalidField
from sandbox.http.rendering import json_response
from sandbox.webhooks.endpoint import Endpoint
from sandbox.webhooks.endpoint_store import EndpointStore
from sandbox.webhooks.message_store import MessageStore
from sandbox.webhooks.outbox import post
from sandbox.world import World, world_of

MOST_TIMES, AT_A_STROKE = 100_000, 100
"""Messages that are written in one transaction, if there are not more endpoints."""


async def trigger(request: Request) -> Response:
    """201, with the messages (the first 100): one to each endpoint that hears of it, or to `endpoint` alone, whatever it has ticked.

    They tell of records of the workspace or organization: of the one named, else of the endpoint's, else of the first. `set` changes parts
    of that, by paths such as `payload.id` or `call.status`. `times` repeats it all.
    """
    given = fields.fields_of(request, _known(), required=["event"])
    refuse_foreign(SENDERS[given["event"]], given)
    world, times, written = world_of(request), given.get("times", 1), list[str]()
    done, stroke = 0, 1
    while done < times:
        with world.database.begin() as rows:
            new = _write(world, rows, given, min(stroke, times - done))
        written += new
        done, stroke = done + stroke, max(1, AT_A_STROKE * stroke // max(stroke, len(new)))
        await asyncio.sleep(0)  # others have their turn
    with world.database.read() as rows:
        messages, urls = (MessageStore(rows).get(message_id) for message_id in written[:LIMIT]), EndpointStore(rows).urls()
        facts = [message_facts(message, urls) for message in messages]
    return json_response({"written": len(written), "messages": facts}, 201)


def _known() -> fields.Readers:
    texts = dict.fromkeys((*TENANTS, "endpoint"), str)
    mischief = fields.list_of(mischief_kind)
    return {"event": fields.one_of(*SENDERS), **texts, "set": dict, "mischief": mischief, "times": _times}


def _write(world: World, rows: Connection, given: dict[str, Any], times: int) -> list[str]:
    event, vendor = given["event"], SENDERS[given["event"]]
    chosen = _endpoint(rows, given["endpoint"], vendor, event) if "endpoint" in given else None
    tenant = vendor.tenant_id(rows, given.get(vendor.tenant, chosen and chosen.tenant_id))
    told = [chosen] if chosen else list(vendor.audience(world, rows, event, tenant))
    try:
        return [new for _ in range(times) for new in _post(world, rows, given, tenant, told)]
    except RecursionError:
        raise InvalidField(field="set", rule="is nested too deeply") from None


def _post(world: World, rows: Connection, given: dict[str, Any], tenant: str, told: Iterable[Endpoint]) -> list[str]:
    """One message to each, all about the same."""
    event, vendor, changes = given["event"], SENDERS[given["event"]], given.get("set", {})
    example = vendor.example(world, rows, event, tenant)
    subject = changed(vendor.fit(example, changes), vendor.subject, changes)
    body, cause = partial(vendor.body, event, tenant, subject), vendor.cause(subject) or world.chance.uuid()
    about: dict[str, Any] = {"event": event, "tenant": tenant, "cause": cause, "body": body, "kinds": given.get("mischief")}
    return [post(world, rows, endpoint, **about) for endpoint in told]


def _endpoint(rows: Connection, endpoint_id: str, vendor: Vendor, event: str) -> Endpoint:
    """Raises InvalidField."""
    found = EndpointStore(rows).find(endpoint_id)
    if found is None:
        raise InvalidField(field="endpoint", rule=f"is no webhook endpoint: {endpoint_id!r}")
    if found.vendor != vendor.name:
        raise InvalidField(field="endpoint", rule=f"is one of {found.vendor}, and {event} is sent by {vendor.name}")
    return found


def _times(value: Any) -> int:
    if fields.positive(value) > MOST_TIMES:
        raise ValueError(f"must be {MOST_TIMES} or fewer")
    return int(value)

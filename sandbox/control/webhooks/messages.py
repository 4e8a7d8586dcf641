"""Webhook messages: listed with what became of them, sent again, waited for."""

import asyncio
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.control import fields
from sandbox.control.queries import MOST, limit_of, parameters_of
from sandbox.control.webhooks.choice import tenant_named
from sandbox.control.webhooks.vendors import TENANTS
from sandbox.control.webhooks.wire import attempt_facts, message_facts
from sandbox.errors import InvalidField, UnknownMessage
from sandbox.http.rendering import json_response
from sandbox.schedule.runner import schedule_once
from sandbox.webhooks.deliveries import deliveries_of
from sandbox.webhooks.endpoint_store import EndpointStore
from sandbox.webhooks.message import Message, Status
from sandbox.webhooks.message_store import MessageStore
from sandbox.webhooks.outbox import KIND
from sandbox.world import world_of

PATIENCE = 30.0
LONGEST_PATIENCE = 600.0


def list_messages(request: Request) -> Response:
    """The newest `limit` (100) that fit `endpoint`, `event`, `status`, and `workspace` or `organization`, oldest first."""
    given = parameters_of(request, ("endpoint", "event", "status", *TENANTS))
    if given.get("status") not in (None, *Status):
        raise InvalidField(field="status", rule=f"must be one of {', '.join(Status)}")
    with world_of(request).database.read() as rows:
        wanted = {"endpoint_id": given.get("endpoint"), "tenant_id": tenant_named(rows, given)}
        wanted |= {name: given.get(name) for name in ("event", "status")}
        messages, urls = MessageStore(rows).last(limit_of(request), **wanted), EndpointStore(rows).urls()
    return json_response({"messages": [message_facts(message, urls) for message in messages]})


def show(request: Request) -> Response:
    """With the body as it is sent, and each attempt in `log`."""
    with world_of(request).database.read() as rows:
        return json_response(_full_facts(rows, _message(request, rows)))


def list_attempts(request: Request) -> Response:
    """The newest `limit` (100) that fit `message` and `endpoint`, oldest first."""
    given = parameters_of(request, ("message", "endpoint"))
    with world_of(request).database.read() as rows:
        found = MessageStore(rows).attempts(limit_of(request), message_id=given.get("message"), endpoint_id=given.get("endpoint"))
    attempts = [{"message": each.message_id, "endpoint": each.endpoint_id} | attempt_facts(each) for each in found]
    return json_response({"attempts": attempts})


def resend(request: Request) -> Response:
    """Whatever became of it, the message is due again, with all the attempts that a new one has."""
    world = world_of(request)
    with world.database.begin() as rows:
        message = _message(request, rows)
        endpoint = EndpointStore(rows).find(message.endpoint_id)
        if endpoint is None:
            raise InvalidField(field="message", rule="was to an endpoint that has been removed")
        now = world.clock.now()
        anew: dict[str, Any] = {
            "status": Status.PENDING,
            "tries_left": len(endpoint.waits) + 1,
            "resends": message.resends + 1,
            "due_at": now,
        }
        MessageStore(rows).put(replace(message, **anew, finished_at=None, error=None, overtakable=False))
        schedule_once(world, rows, KIND, now, endpoint=endpoint.id)
        return json_response(_full_facts(rows, MessageStore(rows).get(message.id)))


async def drain(request: Request) -> Response:
    """Answers when nothing is due any more, or after `timeout` (30) seconds of real time with `"drained": false`.

    What waits for its time on the world's clock, or for a paused endpoint, is not due.
    """
    given = fields.fields_of(request, {"timeout": _patience})
    world, deliveries = world_of(request), deliveries_of(request)
    try:
        async with asyncio.timeout(given.get("timeout", PATIENCE)):
            await deliveries.drain(world)
        drained = True
    except TimeoutError:
        drained = False
    with world.database.read() as rows:
        counts = MessageStore(rows).counts()
    told = {"delivered": counts[Status.DELIVERED], "failed": counts[Status.FAILED], "waiting": counts[Status.PENDING]}
    return json_response({"drained": drained} | told)


def _full_facts(rows: Connection, message: Message) -> dict[str, Any]:
    log = [attempt_facts(attempt) for attempt in MessageStore(rows).attempts(MOST, message_id=message.id)]
    return message_facts(message, EndpointStore(rows).urls()) | {"body": message.body, "log": log}


def _message(request: Request, rows: Connection) -> Message:
    """Raises UnknownMessage."""
    found = MessageStore(rows).find(request.path_params["message"])
    if found is None:
        raise UnknownMessage(message=request.path_params["message"])
    return found


def _patience(value: Any) -> float:
    seconds = float(fields.typed(value, float))
    if not 0 < seconds <= LONGEST_PATIENCE:
        raise ValueError(f"must be a number of seconds, more than 0 and at most {LONGEST_PATIENCE:g}")
    return seconds

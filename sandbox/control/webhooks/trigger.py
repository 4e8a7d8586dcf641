"""Webhook messages that a person asks for."""

import asyncio
import re
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.clock import iso_text
from sandbox.control import fields
from sandbox.control.people import named_workspace
from sandbox.control.queries import LIMIT
from sandbox.control.webhook_messages import message_facts
from sandbox.control.webhooks import mischief_kind
from sandbox.errors import InvalidField
from sandbox.fourfour.oauth.store import PeopleStore
from sandbox.fourfour.webhooks.announce import audience, tell
from sandbox.fourfour.webhooks.events import EVENTS, example
from sandbox.http.rendering import json_response
from sandbox.webhooks.endpoint import Endpoint
from sandbox.webhooks.endpoint_store import EndpointStore
from sandbox.webhooks.message_store import MessageStore
from sandbox.world import World, world_of

MOST_TIMES, AT_A_STROKE = 100_000, 100
"""Messages that are written in one transaction, if there are not more endpoints."""
MOST_STEPS = 32
PLACE = re.compile("[0-9]{1,9}")


async def trigger(request: Request) -> Response:
    """201, with the messages (the first 100): one to each endpoint that hears of it, or to `endpoint` alone, whatever it has ticked.

    The payload tells of records of the workspace; `set` changes parts of it, by paths such as `payload.id`. `times` repeats it all.
    """
    known: dict[str, type | fields.Reader] = {
        "event": fields.one_of(*EVENTS),
        "workspace": str,
        "endpoint": str,
        "set": dict,
        "mischief": fields.list_of(mischief_kind),
        "times": _times,
    }
    given = fields.fields_of(request, known, required=["event"])
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


def _write(world: World, rows: Connection, given: dict[str, Any], times: int) -> list[str]:
    event = given["event"]
    tenant = named_workspace(PeopleStore(rows), given.get("workspace")).id
    chosen = [_endpoint(rows, given["endpoint"])] if "endpoint" in given else list(audience(world, rows, event, tenant))
    written: list[str] = []
    for _ in range(times):
        payload = example(rows, event, tenant, new_id=world.chance.uuid(), now=iso_text(world.clock.now()))
        about: dict[str, Any] = {"tenant": tenant, "payload": _changed(payload, given.get("set", {})), "cause": world.chance.uuid()}
        try:
            written += [tell(world, rows, endpoint, event, **about, kinds=given.get("mischief")) for endpoint in chosen]
        except RecursionError:
            raise InvalidField(field="set", rule="is nested too deeply") from None
    return written


def _endpoint(rows: Connection, endpoint_id: str) -> Endpoint:
    """Raises InvalidField."""
    found = EndpointStore(rows).find(endpoint_id)
    if found is None:
        raise InvalidField(field="endpoint", rule=f"is no webhook endpoint: {endpoint_id!r}")
    return found


def _changed(payload: Any, changes: dict[str, Any]) -> Any:
    """With the new values at their paths, whose steps are names or places in lists. Raises InvalidField."""
    for path, new in changes.items():
        first, *steps = path.split(".")
        if first != "payload":
            raise InvalidField(field="set", rule=f"must have paths that begin with payload, not {path[:60]!r}")
        if len(steps) > MOST_STEPS:
            raise InvalidField(field="set", rule=f"has a path of more than {MOST_STEPS} steps")
        payload = _with(payload, steps, new, path)
    return payload


def _with(value: Any, steps: list[str], new: Any, path: str) -> Any:
    if not steps:
        return new
    step, rest = steps[0], steps[1:]
    if isinstance(value, dict) and step:
        return value | {step: _with(value.get(step, {} if rest else None), rest, new, path)}
    if isinstance(value, list) and (place := _place(step)) is not None and place <= len(value):
        return [*value[:place], _with(value[place] if place < len(value) else {}, rest, new, path), *value[place + 1 :]]
    raise InvalidField(field="set", rule=f"has the path {path[:60]!r}, and there is no {step[:60] or 'empty step'!r} to set")


def _place(step: str) -> int | None:
    """In a list that fits into a body; Python refuses to read thousands of digits."""
    return int(step) if PLACE.fullmatch(step) else None


def _times(value: Any) -> int:
    if fields.positive(value) > MOST_TIMES:
        raise ValueError(f"must be {MOST_TIMES} or fewer")
    return int(value)

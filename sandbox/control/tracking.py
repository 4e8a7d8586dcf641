"""What Tenfold was asked to track."""

from typing import Any

import orjson
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.control.queries import limit_of, parameters_of
from sandbox.database.schema import utc_text
from sandbox.errors import InvalidField
from sandbox.http.rendering import json_response
from sandbox.tenfold.tracking.store import TrackedEventStore
from sandbox.tenfold.tracking.tracked_event import TrackedEvent
from sandbox.tenfold.users.store import UserStore
from sandbox.world import world_of


def list_events(request: Request) -> Response:
    """The newest `limit` (100), oldest first. `user`, an id or a username, chooses."""
    user = parameters_of(request, ["user"]).get("user")
    with world_of(request).database.read() as rows:
        found = TrackedEventStore(rows).last(limit_of(request), _ids(rows, user) if user is not None else None)
    return json_response({"events": [_facts(event, username) for event, username in found]})


def _ids(rows: Connection, name: str) -> list[str]:
    """Raises InvalidField."""
    found = UserStore(rows).named(name)
    if not found:
        raise InvalidField(field="user", rule=f"is nobody of Tenfold: {name!r}")
    return found


def _facts(event: TrackedEvent, username: str) -> dict[str, Any]:
    data = orjson.Fragment(event.data) if event.data else None
    return {"user": event.user_id, "username": username, "event": event.event, "data": data, "at": utc_text(event.at)}

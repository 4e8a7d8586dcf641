"""Events that clients have tracked. The vendor hands them on to the account's integration; here they stay, to be looked at."""

from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.rendering import json_response
from sandbox.tenfold.caller import caller_of
from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.reading import json_object, text_field
from sandbox.tenfold.tracking.store import TrackedEventStore
from sandbox.tenfold.tracking.tracked_event import TrackedEvent
from sandbox.world import world_of


def track(request: Request) -> Response:
    """T2-20. Errors: InvalidToken, MalformedBody, InvalidField."""
    caller, given, world = caller_of(request), json_object(request), world_of(request)
    event, data = text_field(given, "event"), _data(given.get("data"))
    with world.database.begin() as rows:
        TrackedEventStore(rows).add(TrackedEvent(user_id=caller.user_id, event=event, data=data, at=world.clock.now()))
    return json_response({"success": True})


def _data(given: Any) -> str | None:
    """Raises InvalidField."""
    if given is None:
        return None
    if not isinstance(given, dict):
        raise InvalidField(field="data", rule="must be an object")
    try:
        return orjson.dumps(given).decode()
    except orjson.JSONEncodeError:  # what it reads may be deeper than what it writes
        raise InvalidField(field="data", rule="is nested too deeply") from None

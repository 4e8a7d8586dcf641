"""The calls of a CRM record: the last one, and today's."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.bodies import query_of, single
from sandbox.http.rendering import json_response
from sandbox.tenfold.caller import user_of
from sandbox.tenfold.calls.view import View, view_of
from sandbox.tenfold.crm.store import RecordStore
from sandbox.tenfold.reading import text_field
from sandbox.tenfold.users.settings import settings_of


def last(request: Request) -> Response:
    """T2-18. null if there is none (inferred). Errors: InvalidToken, InvalidField, RecordNotFound."""
    view, record, module = view_of(request), request.path_params["record"], _module(request)
    with view.world.database.read() as rows:
        RecordStore(rows).get(view.organization.id, record, module)
    return json_response({"data": view.last_interaction(record)})


def active(request: Request) -> Response:
    """T2-19. The newest of the day, whether it goes on or not (10.23); null if there is none (proposed). Errors as of T2-18."""
    view, record, module = view_of(request), request.path_params["record"], _module(request)
    with view.world.database.read() as rows:
        RecordStore(rows).get(view.organization.id, record, module)
        since = _midnight(view, rows)
    return json_response({"data": view.active_interaction(record, since=since)})


def _module(request: Request) -> str:
    """Raises InvalidField."""
    return text_field(dict(single(query_of(request))), "module")


def _midnight(view: View, rows: Connection) -> datetime:
    """The day begins in the zone of the caller's settings (proposed)."""
    zone = ZoneInfo(settings_of(user_of(rows, view.caller), view.organization)["timezone"])
    return datetime.combine(view.world.clock.now().astimezone(zone).date(), time(), zone)

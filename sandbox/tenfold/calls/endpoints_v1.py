"""Calls of v1. Whoever asks finds the calls that the rules of visibility leave (that they hold here is proposed)."""

from collections.abc import Callable

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.bodies import query_of, single
from sandbox.http.public_url import public_url
from sandbox.http.rendering import json_response
from sandbox.tenfold.caller import caller_of, user_of
from sandbox.tenfold.calls import page_store, service
from sandbox.tenfold.calls.call import Call
from sandbox.tenfold.calls.filters import filters_of
from sandbox.tenfold.calls.wire import call_v1, listed_v1, status_v1
from sandbox.tenfold.phone_numbers import dialable, without_country
from sandbox.tenfold.reading import form_or_json, page_v1, text_field
from sandbox.tenfold.visibility import reach_of
from sandbox.world import World, world_of


def originate(request: Request) -> Response:
    """T1-05. The answer leaves out a leading 1, events keep it (10.12). Errors: InvalidToken, InvalidField, NoPhoneSystem, NoExtension."""
    caller, world = caller_of(request), world_of(request)
    phone_number = dialable(text_field(form_or_json(request), "phoneNumber"))
    with world.database.begin() as rows:
        call = service.originate(world, rows, user_of(rows, caller), phone_number, public_url(request))
    answer = {
        "status": status_v1(call, world.switches.final_call_status),
        "organizationId": call.organization_id,
        "userId": call.user_id,
        "id": call.id,
        "phoneNumberCalled": without_country(phone_number),
    }
    return json_response({"call": answer})


def list_calls(request: Request) -> Response:
    """T1-09. Newest first (proposed). Errors: InvalidToken, InvalidField."""
    caller, paging, filters = caller_of(request), page_v1(request), filters_of(single(query_of(request)))
    database, root = world_of(request).database, public_url(request)
    with database.read() as rows:
        reach = reach_of(rows, caller)
    values = {"organization": caller.organization_id, "caller": caller.user_id}
    found = page_store.page_v1(database, reach, values, filters, offset=paging.offset, limit=paging.size)
    return json_response({"calls": [listed_v1(call, root) for call in found]})


def show(request: Request) -> Response:
    """T1-10. Errors: InvalidToken, CallNotFound."""
    caller, world = caller_of(request), world_of(request)
    with world.database.read() as rows:
        call = service.visible_call(world, rows, caller, request.path_params["call"])
    return json_response({"call": call_v1(call, world.switches.final_call_status, public_url(request))})


def start_recording(request: Request) -> Response:
    """T1-06. The empty answer is proposed. Errors: InvalidToken, CallNotFound, CallNotActive, NotSupported."""
    return _changed(request, service.start_recording)


def stop_recording(request: Request) -> Response:
    """T1-07. The vendor's text says that it turns recording on: a slip (10.17). Errors as of T1-06."""
    return _changed(request, service.stop_recording)


def hang_up(request: Request) -> Response:
    """T1-08. Errors as of T1-06."""
    return _changed(request, service.hang_up)


def _changed(request: Request, change: Callable[[World, Connection, Call], Call]) -> Response:
    caller, world = caller_of(request), world_of(request)
    with world.database.begin() as rows:
        change(world, rows, service.visible_call(world, rows, caller, request.path_params["call"]))
    return Response()

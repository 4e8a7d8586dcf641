"""Calls of v2. Whoever asks finds the calls that the rules of visibility leave (that they hold here is proposed)."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.bodies import query_of, single
from sandbox.http.rendering import json_response
from sandbox.tenfold.calls import service
from sandbox.tenfold.calls.crm_errors import crm_errors
from sandbox.tenfold.calls.transfers import transfer_history
from sandbox.tenfold.calls.view import view_of
from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.reading import json_object, links, page_v2, part, text_field

NOTES = {"crmRecordId": "crm_record_id", "description": "description", "subject": "subject"}
"""What a client may change of a call, and what it is called here."""


def list_calls(request: Request) -> Response:
    """T2-01. Newest first (proposed). Errors: InvalidToken, InvalidField."""
    view, paging, asked = view_of(request), page_v2(request), single(query_of(request))
    listed, more = view.listed(paging, user=asked.get("userId", ""), record=asked.get("crmRecordId", ""))
    return json_response({"data": listed} | links(request, paging, more=more))


def show(request: Request) -> Response:
    """T2-02. Errors: InvalidToken, CallNotFound."""
    view, call_id = view_of(request), request.path_params["call"]
    with view.world.database.read() as rows:
        service.visible_call(view.world, rows, view.caller, call_id)
    return json_response({"data": view.detail(call_id)})


def change(request: Request) -> Response:
    """T2-03. Of what is given, all or nothing is changed; null empties it (proposed). Errors: InvalidToken, CallNotFound, InvalidField."""
    view, call_id, given = view_of(request), request.path_params["call"], json_object(request)
    with view.world.database.begin() as rows:
        call = service.visible_call(view.world, rows, view.caller, call_id)
        service.note(rows, call, _notes(given))
    return json_response({"data": view.detail(call_id)})


def set_matching_record(request: Request) -> Response:
    """T2-04. Errors: InvalidToken, InvalidField, CallNotFound, RecordNotFound."""
    view, given = view_of(request), json_object(request)
    record_id, module = text_field(given, "recordId"), text_field(given, "module")
    with view.world.database.begin() as rows:
        call = service.visible_call(view.world, rows, view.caller, request.path_params["call"])
        service.match(rows, call, record_id, module)
    return json_response({"success": True})


def list_transfers(request: Request) -> Response:
    """T2-05. Oldest first; whoever sees one call of the line sees its whole history (proposed). Errors: InvalidToken, CallNotFound."""
    view, paging = view_of(request), page_v2(request)
    with view.world.database.read() as rows:
        call = service.visible_call(view.world, rows, view.caller, request.path_params["call"])
        entries = transfer_history(service.line(rows, call))
    shown, more = part(paging, entries)
    return json_response({"data": shown} | links(request, paging, more=more))


def list_crm_errors(request: Request) -> Response:
    """T2-26. As they happened, for whoever sees the call (proposed). Errors: InvalidToken, CallNotFound, InvalidField."""
    view, paging = view_of(request), page_v2(request)
    with view.world.database.read() as rows:
        found = crm_errors(service.visible_call(view.world, rows, view.caller, request.path_params["call"]))
    shown, more = part(paging, found)
    return json_response({"data": shown} | links(request, paging, more=more))


def _notes(given: dict[str, Any]) -> dict[str, str | None]:
    """By our names. Raises InvalidField."""
    if not given.keys() & NOTES.keys():
        raise InvalidField(field="body", rule=f"must have one of {', '.join(NOTES)}")
    for name in NOTES:
        if not isinstance(given.get(name), str | None):
            raise InvalidField(field=name, rule="must be a string or null")
    return {ours: given[name] for name, ours in NOTES.items() if name in given}

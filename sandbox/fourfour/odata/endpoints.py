"""Four/Four's OData service over HTTP: everything below `/odata` is one catch-all, as in the vendor's engine."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.fourfour.caller import ODATA_CHALLENGE, Caller, caller_of
from sandbox.fourfour.oauth.resources import ODATA
from sandbox.fourfour.odata.entity_sets import MODEL
from sandbox.fourfour.odata.readers import reader_for
from sandbox.fourfour.odata.wire import PREFIX, response_of, root_of
from sandbox.http.bodies import body_of
from sandbox.http.headers import headers_of
from sandbox.odata import asynchronous
from sandbox.odata.call import Call
from sandbox.odata.service import serve
from sandbox.world import world_of


def read(request: Request) -> Response:
    """FF-OD-01. The rows of the caller's own workspace. Errors: Unauthenticated, InvalidScope, and all of `odata/errors.py`."""
    return _answer(request, caller_of(request, scope="api:read", server=ODATA, challenge=ODATA_CHALLENGE))


def read_metadata(request: Request) -> Response:
    """FF-OD-02. Needs no token (confirmed)."""
    return _answer(request, None)


def _answer(request: Request, caller: Caller | None) -> Response:
    world = world_of(request)
    who = (caller.workspace_id, caller.user_id) if caller else ("", "")
    return response_of(serve(MODEL, _call(request), reader_for(world, *who), lambda call: asynchronous.accept(world, call, *who)))


def _call(request: Request) -> Call:
    scope = request.scope
    path: str = scope["raw_path"].decode("ascii", "replace")
    return Call(
        method=scope["method"],
        path=path[len(PREFIX) :].removeprefix("/"),
        query=scope["query_string"].decode("ascii", "replace"),
        headers=headers_of(request),
        root=root_of(request),
        body=body_of(request),
    )

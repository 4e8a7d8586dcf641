"""Four/Four's OData service over HTTP: everything below `/odata` is one catch-all, as in the vendor's engine."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.database.schema import utc_text
from sandbox.fourfour.caller import ODATA_CHALLENGE, Caller, caller_of
from sandbox.fourfour.odata.entity_sets import MODEL
from sandbox.fourfour.odata.me import Person
from sandbox.http.headers import headers_of
from sandbox.http.public_url import public_url
from sandbox.http.rendering import ReadyResponse
from sandbox.odata.call import Call, Reader
from sandbox.odata.execute import answer
from sandbox.world import world_of

PREFIX = "/odata"


def read(request: Request) -> Response:
    """FF-OD-01. The rows of the caller's own workspace. Errors: Unauthenticated, InvalidScope, and all of `odata/errors.py`."""
    return _answer(request, caller_of(request, scope="api:read", challenge=ODATA_CHALLENGE))


def read_metadata(request: Request) -> Response:
    """FF-OD-02. Needs no token (confirmed)."""
    return _answer(request, None)


def _answer(request: Request, caller: Caller | None) -> Response:
    world = world_of(request)
    switches = world.switches
    reader = Reader(
        database=world.database,
        tenant=caller.workspace_id if caller else "",
        person=Person(world.database, caller) if caller else None,
        now=lambda: utc_text(world.clock.now()),
        page_size=switches.page_size,
        max_page_size=switches.max_page_size,
    )
    result = answer(MODEL, _call(request), reader)
    return ReadyResponse(result.body, result.status, result.raw_headers)


def _call(request: Request) -> Call:
    scope = request.scope
    path: str = scope["raw_path"].decode("ascii", "replace")
    return Call(
        method=scope["method"],
        path=path[len(PREFIX) :].removeprefix("/"),
        query=scope["query_string"].decode("ascii", "replace"),
        headers=headers_of(request),
        root=f"{public_url(request)}{PREFIX}/",
    )

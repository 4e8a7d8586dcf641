"""People of v1."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.bodies import query_of, single
from sandbox.http.rendering import json_response
from sandbox.tenfold.caller import caller_of
from sandbox.tenfold.reading import page_v1
from sandbox.tenfold.users.store import UserStore
from sandbox.tenfold.users.wire import user_v1
from sandbox.world import world_of


def list_users(request: Request) -> Response:
    """T1-04. Of the own organization, by name; the filters are parts of them. Errors: InvalidToken, InvalidField."""
    caller, page, wanted = caller_of(request), page_v1(request), single(query_of(request))
    filters = {"name": wanted.get("filter[name]", ""), "username": wanted.get("filter[username]", "")}
    with world_of(request).database.read() as rows:
        found = UserStore(rows).page(caller.organization_id, **filters, offset=page.offset, limit=page.size)
    return json_response({"users": [user_v1(user) for user in found]})

"""From an access token to a web session in the dashboard, and the page that stands for it."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.bodies import form_of, query_of, single
from sandbox.tenfold.caller import caller_of, user_of
from sandbox.tenfold.dashboard import pages
from sandbox.tenfold.dashboard.session import page_url, remember, signed_in
from sandbox.tenfold.dashboard.target_path import FIELD, read_target_path
from sandbox.tenfold.errors import InvalidField
from sandbox.world import world_of

ONCE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
"""The address that was asked for holds the token."""


def login(request: Request) -> Response:
    """T1-03. 302 to the dashboard, with the cookie of a session. Parameters come in the query or in the body (confirmed by the sample).

    Errors: InvalidToken, SeveralTokens, InvalidField.
    """
    caller = caller_of(request)
    given = single(query_of(request)) | single(form_of(request))
    target = read_target_path(given.get(FIELD, ""))
    with world_of(request).database.read() as rows:
        user = user_of(rows, caller)
    response = Response(status_code=302, headers={"Location": f"{page_url(request)}?{urlencode({FIELD: target})}", **ONCE})
    return remember(response, request, user)


def show(request: Request) -> Response:
    """Whose session it is, and what the dashboard would show. 401 without a session, 400 for a path that login would not lead to."""
    user = signed_in(request)
    if user is None:
        return pages.nobody(request)
    try:
        return pages.dashboard(request, user, read_target_path(single(query_of(request)).get(FIELD, "")))
    except InvalidField as fault:
        return pages.no_such_target(request, fault)

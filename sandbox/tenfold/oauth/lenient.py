"""OAuth of v2 for clients that post forms, as RFC 6749 has it: only in worlds with the switch `lenient_oauth` (quirk 10.6)."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.bodies import form_of, single
from sandbox.tenfold.caller import is_form
from sandbox.tenfold.errors import MethodNotAllowed
from sandbox.tenfold.reading import json_object
from sandbox.world import world_of


def lenient(handle: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """For all methods but PUT. Raises MethodNotAllowed: for POST too, unless the world is lenient."""

    def answer(request: Request) -> Response:
        is_lenient = world_of(request).switches.lenient_oauth
        if is_lenient and request.method == "POST":
            return handle(request)
        allowed = {"Allow": "POST, PUT" if is_lenient else "PUT"}
        raise MethodNotAllowed(method=request.method, path=request.scope["path"], headers=allowed)

    return answer


def fields_of(request: Request) -> dict[str, Any]:
    """JSON whatever the Content-Type says; in a lenient world a form, too, unless it is an object after all. Raises MalformedBody."""
    return dict(single(form_of(request))) if is_form(request) and world_of(request).switches.lenient_oauth else json_object(request)

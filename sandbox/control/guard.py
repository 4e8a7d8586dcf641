"""Who may use the control API: the holder of the admin token, or without one whoever sits at this machine; never a foreign web page."""

import hmac
from collections.abc import Callable

from starlette.requests import Request

from sandbox.errors import AdminTokenNeeded, ForeignHost, ForeignOrigin
from sandbox.http.addresses import is_loopback, without_port
from sandbox.http.authorization import Bearer, authorization_of

OPEN = frozenset({"/_sandbox/health", "/_sandbox/ready", "/_sandbox/ui/style.css", "/_sandbox/tenfold"})
"""What a container's probe asks without a token, what the vendors' own pages need, and a page that asks for a session of its own."""


def guard(admin_token: str | None) -> Callable[[Request], None]:
    def check(request: Request) -> None:
        if request.scope["path"] in OPEN:
            return
        # A page of some other site can send requests to loopback from a developer's own browser; the browser then names that site.
        origin, host = request.headers.get("origin"), request.headers.get("host", "")
        if origin and origin.partition("://")[2] != host:
            raise ForeignOrigin(origin=origin)
        if admin_token:
            _demand(admin_token, request)
        # Such a page may also have its own name resolve to loopback, and through a tunnel anybody reaches us by some other name.
        elif not is_loopback(without_port(host)):
            raise ForeignHost(host=host)

    return check


def _demand(admin_token: str, request: Request) -> None:
    """As a Bearer token, or as the password of Basic: a browser knows how to ask a person for that."""
    shown = authorization_of(request)
    given = shown.token if isinstance(shown, Bearer) else shown.password if shown else ""
    if not hmac.compare_digest(given.encode(), admin_token.encode()):
        raise AdminTokenNeeded(headers={"WWW-Authenticate": 'Bearer realm="sandbox", Basic realm="sandbox"'})

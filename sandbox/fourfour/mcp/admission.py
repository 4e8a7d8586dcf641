"""Whom the MCP server lets in: a Bearer token of this world that may read and is for no other server, from no foreign page."""

from urllib.parse import urlsplit

from starlette.requests import Request

from sandbox.fourfour.caller import Caller, caller_of, mcp_challenge
from sandbox.fourfour.errors import InvalidScope, Unauthenticated
from sandbox.fourfour.mcp.errors import ForeignOrigin, MisdirectedHost
from sandbox.fourfour.oauth.resources import MCP
from sandbox.fourfour.oauth.scopes import READ
from sandbox.http.addresses import is_loopback, without_port
from sandbox.http.authorization import Bearer, authorization_of
from sandbox.http.headers import headers_of
from sandbox.http.public_url import server_url


def admitted(request: Request) -> Caller:
    """FF-MC-01 to FF-MC-08. Raises MisdirectedHost, ForeignOrigin, Unauthenticated, InvalidScope."""
    refuse_foreign(request)
    challenge = mcp_challenge(request)
    if not isinstance(authorization_of(request), Bearer):
        raise Unauthenticated(headers={"WWW-Authenticate": challenge})
    try:
        return caller_of(request, scope=READ, server=MCP, challenge=f'{challenge}, error="invalid_token"')
    except InvalidScope:
        said = f'{challenge}, error="insufficient_scope", scope="{READ}"'
        raise InvalidScope(headers={"WWW-Authenticate": said}) from None


def refuse_foreign(request: Request) -> None:
    """The specification wants both looked at, because a page may have its own name resolve to this machine.

    Who comes by loopback names a loopback host, or the one of `--public-url`. A page may be this server's own or a local one, as the
    MCP Inspector's is (which hosts and origins is proposed).
    """
    headers, public = headers_of(request), urlsplit(request.scope.get("sandbox.public_url") or "")
    address, host = (request.scope.get("server") or ("", 0))[0], headers.get("host", "")
    if is_loopback(address) and not is_loopback(without_port(host)) and host != public.netloc:
        raise MisdirectedHost(host=host or "An empty Host")
    origin = headers.get("origin")
    if origin is not None and origin != server_url(request) and not _is_local(origin):
        raise ForeignOrigin(origin=origin)


def _is_local(origin: str) -> bool:
    scheme, _, host = origin.partition("://")
    return scheme in ("http", "https") and is_loopback(without_port(host))

"""Which world a request means: the one in its path, in its header, of its credential, else the default one."""

import re

from starlette.requests import Request
from starlette.types import Scope

from sandbox.http.authorization import Bearer, authorization_in
from sandbox.http.headers import headers_in
from sandbox.http.router import Surface
from sandbox.world import DEFAULT
from sandbox.worlds import Worlds

WELL_KNOWN = re.compile(r"(/\.well-known/[^/]+)/w/([^/]*)")
"""RFC 8414 and RFC 9728, 3.1: the metadata of what has a path is at the root, with that path behind."""

OURS = "_sandbox"
"""The first segment of the control API's paths."""


def locate(scope: Scope, worlds: Worlds) -> None:
    """Raises UnknownWorld."""
    if not scope["path"].startswith("/"):  # `OPTIONS *`, or an absolute form that the server did not take apart
        scope["path"] = "/"
    named = _strip_prefix(scope)
    if named is None:
        named = headers_in(scope).get("x-sandbox-world")
    if named is None:  # a name that was given empty is no wish for the default world
        named = _of_header(scope, worlds)
    scope["sandbox.named"] = named is not None
    scope["sandbox.world"] = worlds.get(DEFAULT if named is None else named)


def locate_again(request: Request, surface: Surface, worlds: Worlds) -> None:
    """With the body at hand: it may hold the credential, and the world may have been dropped while it arrived. Raises UnknownWorld."""
    scope, named = request.scope, None
    if surface.carried and not scope["sandbox.named"]:
        named = _of_credential(surface.carried(request), worlds)
    scope["sandbox.world"] = worlds.get(named or scope["sandbox.world"].name)


def first_segment(scope: Scope) -> str:
    path: str = scope["path"]
    return path.split("/", 2)[1]


def _strip_prefix(scope: Scope) -> str | None:
    """Takes `/w/{world}` off the path, for routing; links put it back (`public_url`)."""
    path: str = scope["path"]
    if path.startswith("/w/"):
        name, _, rest = path[3:].partition("/")
        scope["path"] = "/" + rest
        raw: bytes = scope.get("raw_path") or path.encode()
        scope["raw_path"] = b"/" + raw[3:].partition(b"/")[2]
    elif inside := WELL_KNOWN.match(path):
        name = inside[2]
        scope["path"] = inside[1] + path[inside.end() :]
    else:
        return None
    scope["sandbox.prefix"] = f"/w/{name}"
    return name


def _of_header(scope: Scope, worlds: Worlds) -> str | None:
    shown = authorization_in(scope)
    if shown is None or first_segment(scope) == OURS:  # the admin token is nobody's token of a world
        return None
    return _of_credential(shown.token if isinstance(shown, Bearer) else shown.password, worlds)


def _of_credential(credential: str | None, worlds: Worlds) -> str | None:
    """A code or token that was issued outside the default world ends in a dot and its world's name."""
    _, dot, name = (credential or "").rpartition(".")
    return name if dot and worlds.exists(name) else None

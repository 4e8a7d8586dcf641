"""Which of our servers a client names with `resource` (RFC 8707). Proposed: the vendor does not speak of it, MCP's clients send it."""

import re
from collections.abc import Iterable, Mapping

from starlette.requests import Request

from sandbox.fourfour.oauth.errors import InvalidTarget
from sandbox.http.public_url import named_url, server_url
from sandbox.oauth2.audiences import Audience
from sandbox.world import world_of

MCP, ODATA = "mcp", "odata"

PATHS: Mapping[str, Audience] = {"": (MCP, ODATA), "/mcp": (MCP,), "/odata": (ODATA,)}
"""Behind an address of ours; nothing behind it stands for all that an OAuth client can reach."""

Resources = Mapping[str, Audience]

ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")

USUAL_PORTS = {"http": ":80", "https": ":443"}


def known_resources(request: Request) -> Resources:
    """By canonical URI, under every address that leads to the request's world.

    A world that the request names by a header or a credential has an address with its prefix, too. With `--public-url` the server has
    two names; that of the request's Host is good enough, for a token opens nothing elsewhere.
    """
    prefixes = request.scope.get("sandbox.prefix", ""), f"/w/{world_of(request).name}"
    addresses = [server + prefix for server in (server_url(request), named_url(request)) for prefix in prefixes]
    return {canonical(address + path): audience for address in addresses for path, audience in PATHS.items()}


def audience_of(uris: Iterable[str], known: Resources) -> Audience | None:
    """For all that the URIs name together; None if there are none. Raises InvalidTarget."""
    return tuple(dict.fromkeys(server for uri in uris for server in _audience(uri, known))) or None


def canonical(uri: str) -> str:
    """Scheme and host in lower case, without the usual port (RFC 3986, 6.2) and without a slash at the end."""
    scheme, _, rest = uri.partition("://")
    authority, slash, path = rest.partition("/")
    scheme = scheme.lower()
    return f"{scheme}://{authority.lower().removesuffix(USUAL_PORTS.get(scheme, ''))}{slash}{path}".removesuffix("/")


def _audience(uri: str, known: Resources) -> Audience:
    if not ABSOLUTE.fullmatch(uri) or "#" in uri:
        raise InvalidTarget(rule="must be an absolute URI without a fragment")
    audience = known.get(canonical(uri))
    if audience is None:
        raise InvalidTarget(rule="must be this server's own address, alone or with /mcp or /odata behind it")
    return audience

"""The address that clients know us by; every link we emit starts with it."""

from starlette.requests import Request

from sandbox.http.addresses import is_host
from sandbox.http.headers import headers_of


def public_url(request: Request) -> str:
    """Scheme, authority and, for a request that came by one, the `/w/{world}` prefix; no slash at the end."""
    prefix: str = request.scope.get("sandbox.prefix", "")
    return server_url(request) + prefix


def server_url(request: Request) -> str:
    """Without a world's prefix. In order: the setting, `Forwarded`, `X-Forwarded-*`, `Host`.

    A header that does not hold a host name is passed over, so that nobody plants an address of his own shape in a link.
    """
    scope = request.scope
    if "sandbox.server_url" not in scope:
        scope["sandbox.server_url"] = scope.get("sandbox.public_url") or named_url(request)
    url: str = scope["sandbox.server_url"]
    return url


def named_url(request: Request) -> str:
    """As the request itself names the server, whatever the setting says."""
    headers = headers_of(request)
    scheme: str = request.scope["scheme"]
    host = headers.get("host", "")
    if "forwarded" in headers:
        said = _forwarded(headers["forwarded"])
        scheme, host = said.get("proto") or scheme, said.get("host") or host
    elif "x-forwarded-host" in headers or "x-forwarded-proto" in headers:
        scheme = headers.get("x-forwarded-proto", scheme).partition(",")[0].strip()
        host = headers.get("x-forwarded-host", host).partition(",")[0].strip()
    scheme = scheme.lower()
    if scheme not in ("http", "https"):
        scheme = request.scope["scheme"]
    if not is_host(host):
        host = _own_address(request)
    return f"{scheme}://{host}"


def _forwarded(header: str) -> dict[str, str]:
    """What the proxy nearest to the client says of itself (RFC 7239, 4). No host and no scheme has a separator in it, quoted or not."""
    pairs = (pair.partition("=") for pair in header.partition(",")[0].split(";"))
    return {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}


def _own_address(request: Request) -> str:
    address, port = request.scope.get("server") or ("127.0.0.1", 4410)
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"

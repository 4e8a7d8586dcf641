"""The headers of a request as one dictionary, made once: a hot read looks at seven of them."""

from starlette.requests import Request
from starlette.types import Scope


def headers_of(request: Request) -> dict[str, str]:
    """Names in lower case. Of a repeated header the first counts, as in Starlette."""
    return headers_in(request.scope)


def headers_in(scope: Scope) -> dict[str, str]:
    known: dict[str, str] | None = scope.get("sandbox.headers")
    if known is None:
        known = scope["sandbox.headers"] = {name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(scope["headers"])}
    return known

"""Every endpoint that this server has."""

from collections.abc import Iterable, Iterator

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.rendering import json_response
from sandbox.http.router import Surface


def endpoints(request: Request) -> Response:
    """A method `*` stands for all of them; `fact` is the contract id of what the endpoint does, empty for our own."""
    return json_response({"endpoints": list(_rows(request.scope["sandbox.surfaces"]))})


def _rows(surfaces: Iterable[Surface]) -> Iterator[dict[str, str]]:
    for surface in surfaces:
        for endpoint in surface.endpoints:
            yield {"method": endpoint.method, "path": endpoint.path, "fact": endpoint.fact, "vendor": surface.vendor}

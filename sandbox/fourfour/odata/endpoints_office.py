"""The OData service's files for Power BI and Excel. Neither needs a token (inferred: the engine guards its catch-all route only)."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.fourfour.odata.entity_sets import MODEL
from sandbox.http.public_url import public_url
from sandbox.http.rendering import ReadyResponse
from sandbox.odata import office
from sandbox.odata.call import Answer


def power_bi(request: Request) -> Response:
    """FF-OD-72."""
    return _response(office.power_bi(_root(request)))


def excel(request: Request) -> Response:
    """FF-OD-73. Errors: ResourceNotFound."""
    return _response(office.excel(MODEL, _root(request), request.path_params["entity_set"]))


def _root(request: Request) -> str:
    return f"{public_url(request)}/odata/"


def _response(answer: Answer) -> Response:
    return ReadyResponse(answer.body, answer.status, answer.raw_headers)

"""The OData service's files for Power BI and Excel. Neither needs a token (inferred: the engine guards its catch-all route only)."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.fourfour.odata.entity_sets import MODEL
from sandbox.fourfour.odata.wire import response_of, root_of
from sandbox.odata import office


def power_bi(request: Request) -> Response:
    """FF-OD-72."""
    return response_of(office.power_bi(root_of(request)))


def excel(request: Request) -> Response:
    """FF-OD-73. Errors: ResourceNotFound."""
    return response_of(office.excel(MODEL, root_of(request), request.path_params["entity_set"]))

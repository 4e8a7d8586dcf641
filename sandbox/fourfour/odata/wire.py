"""Where the OData service is, and how an answer of the engine becomes a response."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.public_url import public_url
from sandbox.http.rendering import ReadyResponse
from sandbox.odata.call import Answer

PREFIX = "/odata"


def root_of(request: Request) -> str:
    """The service root as the client sees it, with a slash at its end."""
    return f"{public_url(request)}{PREFIX}/"


def response_of(answer: Answer) -> Response:
    return ReadyResponse(answer.body, answer.status, answer.raw_headers)

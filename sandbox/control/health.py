"""Is the server alive, is it ready."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.rendering import json_response


def health(request: Request) -> Response:
    """The process answers."""
    return json_response({"status": "ok"})


def ready(request: Request) -> Response:
    """The default world is planted: the server listens only from then on, so an answer is the proof."""
    return json_response({"status": "ready"})

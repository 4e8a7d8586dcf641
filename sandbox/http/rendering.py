"""Turning values and refusals into responses."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from starlette.responses import Response

from sandbox.http.errors import ApiError


def json_response(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(orjson.dumps(value), status, headers, media_type="application/json")


def error_response(error: ApiError) -> Response:
    return json_response(error.body(), error.status, error.headers)


class ReadyResponse(Response):
    """An answer whose headers, its length among them, are in octets already: what is given again and again is encoded once."""

    def __init__(self, body: bytes, status: int, raw_headers: Iterable[tuple[bytes, bytes]]) -> None:
        self.body, self.status_code, self.raw_headers, self.background = body, status, list(raw_headers), None

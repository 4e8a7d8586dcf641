"""Turning values and refusals into responses."""

from collections.abc import Mapping
from typing import Any

import orjson
from starlette.responses import Response

from sandbox.http.errors import ApiError


def json_response(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(orjson.dumps(value), status, headers, media_type="application/json")


def error_response(error: ApiError) -> Response:
    return json_response(error.body(), error.status, error.headers)

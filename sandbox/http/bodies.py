"""Reading request bodies: whole and bounded, before a plain endpoint is called."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.requests import Request
from starlette.types import Receive

LIMIT = 1 << 20
"""Bytes of a body that is read whole. No documented request of either vendor comes near it; uploads are streamed instead."""


class BodyTooLarge(Exception):
    pass


class ClientGone(Exception):
    """The client hung up before its body was complete."""


class Malformed(ValueError):
    """The body is not what its Content-Type says; the text says why."""


async def read_body(receive: Receive, limit: int = LIMIT) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise BodyTooLarge
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def body_of(request: Request) -> bytes:
    body: bytes = request.scope.get("sandbox.body", b"")
    return body


def form_of(request: Request) -> dict[str, list[str]]:
    """The values of each field of a form, in order. Octets that are not UTF-8 become U+FFFD: no known value holds one."""
    return _pairs(body_of(request).decode("utf-8", "replace"))


def query_of(request: Request) -> dict[str, list[str]]:
    """The values of each query parameter, in order."""
    return _pairs(request.scope["query_string"].decode("utf-8", "replace"))


def json_of(request: Request) -> Any:
    """Raises Malformed unless the body is JSON."""
    try:
        return orjson.loads(body_of(request))
    except orjson.JSONDecodeError as error:
        raise Malformed(f"the body is not JSON: {error}") from None


def _pairs(text: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True, errors="replace"):
        values.setdefault(name, []).append(value)
    return values


def single(values: Mapping[str, list[str]]) -> dict[str, str]:
    """The last value of each name, as most servers read a repeated parameter."""
    return {name: given[-1] for name, given in values.items()}

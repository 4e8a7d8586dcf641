"""Batches in JSON (odata-wire.md, 13.1)."""

from collections.abc import Callable
from typing import Any

import orjson

from sandbox.http.media_types import media_type
from sandbox.odata import errors
from sandbox.odata.batch_item import LIMIT, Item, item, shown
from sandbox.odata.call import Answer
from sandbox.odata.values import to_json

MEDIA_TYPE = "application/json"


def read(body: bytes) -> list[Item]:
    """Raises InvalidJson, InvalidBody, MissingRequests, BatchTooLong, and the refusals of an item: any of them refuses the whole."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise errors.InvalidJson(problem=error) from None
    if not isinstance(value, dict):
        raise errors.InvalidBody
    requests = value.get("requests")
    if not isinstance(requests, list):
        raise errors.MissingRequests(expected='the body is {"requests": [...]}')
    if len(requests) > LIMIT:
        raise errors.BatchTooLong(limit=LIMIT)
    return [_item(number, request) for number, request in enumerate(requests, 1)]


def _item(number: int, request: Any) -> Item:
    if not isinstance(request, dict):
        raise errors.MissingRequestProperties(number=number, problem="is no object")
    given = {name: value for name, value in request.items() if value is not None}
    missing = [name for name in ("id", "method", "url") if name not in given]
    if missing:
        raise errors.MissingRequestProperties(number=number, problem=f"lacks {', '.join(missing)}")
    for name, rule in RULES.items():
        if name in given and not rule(given[name]):
            raise errors.MissingRequestProperties(number=number, problem=f"has {EXPECTED[name]}")
    if "atomicityGroup" in given:
        raise errors.AtomicityNotAvailable(number=number)
    headers = {name.lower(): value for name, value in given.get("headers", {}).items()}
    if "body" in given:
        headers.setdefault("content-type", MEDIA_TYPE)
    body = _body(number, given.get("body"), headers)
    return item(number, id=given["id"], method=given["method"], url=given["url"], headers=headers, body=body)


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


RULES: dict[str, Callable[[Any], bool]] = {
    "id": _is_id,
    "method": lambda value: isinstance(value, str),
    "url": lambda value: isinstance(value, str),
    "headers": lambda value: isinstance(value, dict) and all(isinstance(text, str) for text in value.values()),
    "dependsOn": lambda value: isinstance(value, list) and all(map(_is_id, value)),
}
EXPECTED = {
    "id": "an id that is neither a string nor a number",
    "method": "a method that is no string",
    "url": "a url that is no string",
    "headers": "headers that are no object of strings",
    "dependsOn": "a dependsOn that is no list of ids",
}


def _body(number: int, value: Any, headers: dict[str, str]) -> bytes:
    if value is None:
        return b""
    if isinstance(value, str) and media_type(headers["content-type"]) != MEDIA_TYPE:
        return value.encode()
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:  # it reads deeper nesting than it writes
        raise errors.MissingRequestProperties(number=number, problem="has a body that is nested too deep") from None


def write(items: list[Item], answers: list[Answer]) -> bytes:
    return to_json({"responses": [_response(given, answer) for given, answer in zip(items, answers, strict=True)]})


def _response(given: Item, answer: Answer) -> dict[str, Any]:
    response: dict[str, Any] = {"id": given.id, "status": answer.status}
    headers = shown(answer)
    if headers:
        response["headers"] = headers
    if answer.status not in (204, 304):
        response["body"] = _embedded(answer.body, headers.get("content-type", ""))
    return response


def _embedded(body: bytes, content_type: str) -> Any:
    """JSON as it stands, everything else as text. `$value` claims whatever type the client liked, so the claim is checked."""
    if media_type(content_type) == MEDIA_TYPE:
        try:
            orjson.loads(body)
        except orjson.JSONDecodeError:
            pass
        else:
            return orjson.Fragment(body)
    return body.decode("utf-8", "replace")

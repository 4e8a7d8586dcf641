"""What of a message must be known before the SDK reads it."""

from dataclasses import dataclass
from typing import Any

import orjson

from sandbox.fourfour.mcp.errors import InvalidMessage


@dataclass(frozen=True)
class Envelope:
    starts: bool = False
    """Whether a session begins: the answer names it."""
    wants_progress: bool = False
    """Whether the answer is a stream, which has room for progress before the result; all else is answered with JSON (inferred)."""
    cancels: str | int | None = None
    """The request that the client wants no answer to any more."""


def read_envelope(body: bytes) -> Envelope:
    """Of what is no JSON an empty one: to refuse that is the SDK's business. Raises InvalidMessage."""
    try:
        message = orjson.loads(body)
    except orjson.JSONDecodeError:
        return Envelope()
    if not _is_message(message):
        raise InvalidMessage
    method, params = message.get("method"), _object(message.get("params"))
    return Envelope(
        starts=method == "initialize",
        wants_progress=method == "tools/call" and "progressToken" in _object(params.get("_meta")),
        cancels=_request_id(params.get("requestId")) if method == "notifications/cancelled" else None,
    )


def _is_message(value: Any) -> bool:
    """A request, a notification or a response: the SDK would say of anything else at length what it is not."""
    if not isinstance(value, dict) or value.get("jsonrpc") != "2.0":
        return False
    if "id" in value and (not isinstance(value["id"], str | int) or isinstance(value["id"], bool)):
        return False
    return isinstance(value["method"], str) if "method" in value else "id" in value and ("result" in value or "error" in value)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _request_id(value: Any) -> str | int | None:
    return value if isinstance(value, str | int) else None

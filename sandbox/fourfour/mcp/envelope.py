"""What of a message must be known before the SDK reads it."""

from dataclasses import dataclass
from typing import Any

import orjson


@dataclass(frozen=True)
class Envelope:
    method: str = ""
    starts: bool = False
    """Whether a session begins: the answer names it."""
    wants_progress: bool = False
    """Whether the answer is a stream, which has room for progress before the result; all else is answered with JSON (inferred)."""
    cancels: str | int | None = None
    """The request that the client wants no answer to any more."""


def read_envelope(body: bytes) -> Envelope:
    """Of what is no message, an empty one: to refuse it is the SDK's business."""
    try:
        message = orjson.loads(body)
    except orjson.JSONDecodeError:
        return Envelope()
    if not isinstance(message, dict):
        return Envelope()
    method, params = message.get("method"), _object(message.get("params"))
    return Envelope(
        method=method if isinstance(method, str) else "",
        starts=method == "initialize",
        wants_progress=method == "tools/call" and "progressToken" in _object(params.get("_meta")),
        cancels=_request_id(params.get("requestId")) if method == "notifications/cancelled" else None,
    )


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _request_id(value: Any) -> str | int | None:
    return value if isinstance(value, str | int) else None

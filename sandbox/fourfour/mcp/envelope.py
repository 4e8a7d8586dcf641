"""What of a message must be known before the SDK reads it."""

from dataclasses import dataclass
from typing import Any

import orjson

from sandbox.fourfour.mcp.errors import InvalidMessage, NoJson


@dataclass(frozen=True)
class Envelope:
    message: dict[str, Any]

    @property
    def is_request(self) -> bool:
        """One that is shaped as requests are: it has an answer, which has an id."""
        return "method" in self.message and "id" in self.message and isinstance(self.message.get("params", {}), dict)

    @property
    def starts(self) -> bool:
        """Whether a session is to begin: the answer names it."""
        return self.message.get("method") == "initialize"

    @property
    def tool(self) -> str | None:
        """The one that is called."""
        name = self._params.get("name") if self.message.get("method") == "tools/call" else None
        return name if isinstance(name, str) else None

    @property
    def wants_progress(self) -> bool:
        """Whether the answer is a stream, which has room for progress before the result; all else is answered with JSON (inferred)."""
        return self.message.get("method") == "tools/call" and "progressToken" in _object(self._params.get("_meta"))

    @property
    def cancels(self) -> str | int | None:
        """The request that the client wants no answer to any more."""
        asked = self._params.get("requestId") if self.message.get("method") == "notifications/cancelled" else None
        return asked if isinstance(asked, str | int) else None

    @property
    def _params(self) -> dict[str, Any]:
        return _object(self.message.get("params"))


def read_envelope(body: bytes) -> Envelope:
    """Raises NoJson, for NaN and Infinity too, which the SDK would take, and InvalidMessage."""
    try:
        message = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise NoJson(reason=str(error)) from None
    if not _is_message(message):
        raise InvalidMessage
    return Envelope(message)


def _is_message(value: Any) -> bool:
    """A request, a notification or a response: the SDK would say of anything else at length what it is not."""
    if not isinstance(value, dict) or value.get("jsonrpc") != "2.0":
        return False
    if "id" in value and (not isinstance(value["id"], str | int) or isinstance(value["id"], bool)):
        return False
    return isinstance(value["method"], str) if "method" in value else "id" in value and ("result" in value or "error" in value)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}

"""Lists in pages, with cursors (inferred: fifteen, on demand up to fifty, and what a cursor holds)."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import orjson
from mcp import MCPError
from mcp_types import INVALID_PARAMS

USUAL, MOST = 15, 50

Item = TypeVar("Item")


def listed(items: Sequence[Item], params: Mapping[str, Any] | None) -> tuple[list[Item], str | None]:
    """A page, and the cursor of the next. Raises MCPError."""
    asked = params or {}
    offset, size = _offset(asked.get("cursor")), _size(asked.get("per_page"))
    return list(items[offset : offset + size]), _cursor(offset + size) if offset + size < len(items) else None


def _size(asked: Any) -> int:
    return max(1, min(asked, MOST)) if isinstance(asked, int) else USUAL


def _cursor(offset: int) -> str:
    return base64.b64encode(orjson.dumps({"offset": offset})).decode()


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        offset = orjson.loads(base64.b64decode(cursor, validate=True))["offset"]
        assert isinstance(offset, int)
        assert offset >= 0
    except (AssertionError, binascii.Error, KeyError, TypeError, ValueError):
        raise MCPError(INVALID_PARAMS, "Invalid cursor", {"cursor": cursor}) from None
    return offset

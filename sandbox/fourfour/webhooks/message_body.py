"""The bytes of a message, as PHP's json_encode writes them."""

import json
import re
from datetime import UTC, datetime
from typing import Any

NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def body_of(event: str, tenant: str, payload: Any, at: datetime) -> bytes:
    """Confirmed (fourfour.ai/developers): the four fields. Inferred (PHP, json_encode): their order, no white space, `/` as `\\/`, and
    what is not ASCII in lower-case escapes. The signature is that of these bytes, so a client that checks one over JSON it has written
    anew is found out.
    """
    moment = at.astimezone(UTC).isoformat(timespec="seconds")
    return php_json({"timestamp": moment, "event": event, "tenant": tenant, "payload": payload})


def php_json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return NOT_ASCII.sub(_escape, text.replace("/", r"\/")).encode()


def _escape(character: re.Match[str]) -> str:
    """One escape per UTF-16 code unit."""
    units = character[0].encode("utf-16-be", "surrogatepass")
    return "".join(rf"\u{units[first : first + 2].hex()}" for first in range(0, len(units), 2))

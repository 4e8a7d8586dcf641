"""How `sandbox listen` prints what arrives: a line each."""

import hashlib
import json
from collections import Counter
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from sandbox.cli.message_shape import Shape
from sandbox.cli.printing import printable
from sandbox.webhooks.exchange import Answer
from sandbox.webhooks.mismatch import reason
from sandbox.webhooks.reception import Delivery
from sandbox.webhooks.signature import verify


class Attempts:
    """How often a body has come. No header tells: the vendor sends none that would."""

    def __init__(self) -> None:
        self._seen, self._lock = Counter[bytes](), Lock()

    def number(self, body: bytes) -> int:
        digest = hashlib.sha256(body).digest()
        with self._lock:
            self._seen[digest] += 1
            return self._seen[digest]


def delivery_facts(delivery: Delivery, answer: Answer, shape: Shape, *, secret: str, attempt: int) -> dict[str, Any]:
    """The message's own fields under their own names, and what there is to say of the delivery."""
    signature = delivery.header(shape.signature)
    fits = signature is not None and verify(secret, delivery.body, signature)
    message = _read(delivery.body)
    return {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        **{name: message.get(name) for name in shape.fields},
        "signature": signature,
        "signature_fits": fits,
        "signature_fault": None if fits else reason(secret, delivery.body, signature or ""),
        "attempt": attempt,
        "answer": answer.status,
        "error": answer.error or None,
        "body": delivery.body.decode("utf-8", "replace"),
    }


def line_of(facts: dict[str, Any], shape: Shape) -> str:
    """`14:41:38  workflow  {"id":"..."}  signature right  attempt 1  200`"""
    event, fault = facts[shape.event], facts["signature_fault"]
    what = json.dumps(shape.brief(facts), ensure_ascii=False) if event else f"no message: {facts['body'][:200]!r}"
    parts = [
        facts["at"][11:19],
        *([event] if event else []),
        what,
        f"signature wrong: {fault}" if fault else "signature right",
        f"attempt {facts['attempt']}",
        f"{facts['answer']}{': ' + facts['error'] if facts['error'] else ''}",
    ]
    return printable("  ".join(map(str, parts)))


def _read(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return message if isinstance(message, dict) else {}

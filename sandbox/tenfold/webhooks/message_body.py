"""The bytes of an event's message, and the header that they are signed in (TE-01)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from sandbox.clock import millisecond_text

CALL_UPDATE = "call-update"
"""The only type of event. Confirmed (the vendor's page)."""

SIGNATURE = "X-Tenfold-Signature"
"""Proposed: the vendor's page says nothing about signatures."""


def call_update(call: Mapping[str, Any], at: datetime) -> bytes:
    """Confirmed (the vendor's page): the three fields and their order. Inferred (JSON.stringify): no white space, and all of Unicode as
    it is. `at` is when the event is processed. Raises JSONEncodeError for a call that is nested too deeply.
    """
    return orjson.dumps({"type": CALL_UPDATE, "call": call, "timestamp": millisecond_text(at)})

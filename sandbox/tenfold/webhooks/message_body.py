"""The bytes of an event's message (TE-01)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from sandbox.clock import millisecond_text
from sandbox.tenfold.webhooks.dialect import CALL_UPDATE


def call_update(call: Mapping[str, Any], at: datetime) -> bytes:
    """Confirmed (the vendor's page): the three fields and their order. Inferred (JSON.stringify): no white space, and all of Unicode as
    it is. `at` is when the event is processed. Raises RecursionError for JSON that is nested too deeply.
    """
    try:
        return orjson.dumps({"type": CALL_UPDATE, "call": call, "timestamp": millisecond_text(at)})
    except orjson.JSONEncodeError as error:  # which is Python's TypeError itself, so that nobody can tell it from a slip of ours
        raise RecursionError(str(error)) from error

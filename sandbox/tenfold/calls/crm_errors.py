"""What the CRM said no to: T2-26."""

from typing import Any

import orjson

from sandbox.tenfold.calls.call import Call


def crm_errors(call: Call) -> list[dict[str, Any]]:
    """None where `hasCrmErrors` is false (proposed)."""
    return [{"method": each["method"], "message": each["message"]} for each in orjson.loads(call.crm_errors)]

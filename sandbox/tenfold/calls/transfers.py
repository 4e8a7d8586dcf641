"""The transfers of a call (T2-05; the keys are confirmed, what each of them means is proposed)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sandbox.cast.identifiers import hexadecimal
from sandbox.tenfold.calls.call import Call


def transfer_history(line: Sequence[Call]) -> list[dict[str, Any]]:
    """One entry for each time that the call was passed on: to whose `extension`, and what had been until then, in `call...`."""
    return [_entry(call, to) for call, to in pairwise(line)]


def _entry(call: Call, to: Call) -> dict[str, Any]:
    return {
        "id": hexadecimal(24, "tenfold transfer", to.id),
        "extension": to.extension,
        "callId": call.id,
        "callUserId": call.user_id,
        "callUserExtension": call.extension,
        "callDuration": round(call.duration.total_seconds() * 1000),
        "callSubject": call.subject,
        "callDescription": call.description,
    }

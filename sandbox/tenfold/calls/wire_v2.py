"""How a call is spelled by v2 (tenfold.md, 5; keys and their order are confirmed)."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sandbox.tenfold.calls.call import CallState, Direction
from sandbox.tenfold.calls.wire import recording_url, status_v2


class CallRow(NamedTuple):
    """A call as the database has it: a page has up to 500 of them. Times are milliseconds since 1970, truths 0 and 1."""

    id: str
    user_id: str
    organization_id: str
    started_at: int
    phone_number: str
    extension: str
    duration: int
    crm_errors: str
    leg: int
    recording_name: str | None
    description: str | None
    direction: str
    has_transcript: int
    listening_score: float | None
    is_mobile: int
    state: str
    answered_at: int | None
    pbx_id: str
    caller_id_name: str | None
    crm_record_id: str | None

    @property
    def status(self) -> str:
        return status_v2(CallState(self.state), Direction(self.direction), answered=self.answered_at is not None)


def listed_v2(call: CallRow, records: Sequence[Any], root: str) -> dict[str, Any]:
    """T2-01 and T2-21. `recordingLink` is left out where there is no recording (proposed)."""
    return _start(call) | _end(call, records, root)


def call_v2(call: CallRow, records: Sequence[Any], root: str) -> dict[str, Any]:
    """T2-02, T2-03 and T2-19: with four more keys, and the last three in another order (confirmed by the samples)."""
    start, end = _start(call), _end(call, records, root)
    ids = {name: start.pop(name) for name in ("id", "userId", "organizationId")}
    line = {"pbxCallId": call.pbx_id, "callerIdName": call.caller_id_name}
    score = {name: end.pop(name) for name in ("hasTranscript", "listeningScore")}
    return ids | line | start | {"crmRecordId": call.crm_record_id, "status": call.status} | end | score


def analyzed_v2(call: CallRow, beans: Sequence[Any]) -> dict[str, Any]:
    """T2-22: smaller, and its records are beans. The length is always theirs (10.10)."""
    return {
        "id": call.id,
        "startTime": call.started_at,
        "phoneNumber": call.phone_number,
        "extension": call.extension,
        "duration": call.duration,
        "hasCrmErrors": call.crm_errors != "[]",
        "matchedCrmRecordsLength": len(beans),
        "matchedCrmRecords": beans,
        "description": call.description,
        "hasTranscript": call.has_transcript == 1,
        "listeningScore": call.listening_score,
        "isMobile": call.is_mobile == 1,
    }


def interaction_v2(call: CallRow, beans: Sequence[Any], provider: str | None) -> dict[str, Any]:
    """T2-18: the start is a text (10.5), and there is no id. Nobody queues here."""
    return {
        "pbxCallId": call.pbx_id,
        "status": call.status,
        "crmRecordId": call.crm_record_id,
        "direction": call.direction,
        "startTime": str(call.started_at),
        "phoneNumber": call.phone_number,
        "matchedCrmRecords": beans,
        "provider": provider,
        "isQueue": False,
        "queue": "",
        "extension": call.extension,
        "deleted": False,
    }


def _start(call: CallRow) -> dict[str, Any]:
    return {
        "id": call.id,
        "userId": call.user_id,
        "organizationId": call.organization_id,
        "startTime": call.started_at,
        "phoneNumber": call.phone_number,
        "extension": call.extension,
        "duration": call.duration,
    }


def _end(call: CallRow, records: Sequence[Any], root: str) -> dict[str, Any]:
    link = recording_url(call.recording_name, root, over=call.state == CallState.ENDED)
    return {
        "hasCrmErrors": call.crm_errors != "[]",
        "matchedCrmRecordsLength": len(records),
        "matchedCrmRecords": records,
        "isTransfer": call.leg > 0,
        **({"recordingLink": link} if link else {}),
        "description": call.description,
        "direction": call.direction,
        "hasTranscript": call.has_transcript == 1,
        "listeningScore": call.listening_score,
        "isMobile": call.is_mobile == 1,
    }

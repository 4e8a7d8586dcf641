"""The rows that tell of a call."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.identifiers import digits, hexadecimal
from sandbox.database.batches import Row
from sandbox.tenfold.calls.call import INSERT_DELAY
from sandbox.tenfold.calls.phone_system import Capability, can
from sandbox.tenfold.seeding.ids import organization_id, user_id
from sandbox.tenfold.seeding.planted_call import INTERNAL, PlantedCall, drawn
from sandbox.tenfold.seeding.spoken import speech_on
from sandbox.tenfold.speech.measures import agents_score
from sandbox.tenfold.speech.rows import speech_values
from sandbox.tenfold.tables.calls import calls, matches
from sandbox.tenfold.tables.speech import speech


class CallRows:
    """Of one organization."""

    def __init__(self, house: AnchoredWorkspace) -> None:
        self._workspace, telephony = house.workspace.key, house.workspace.telephony
        self._organization = organization_id(self._workspace)
        self._has_crm, self._can_record = telephony.has_crm, can(telephony.phone_system, Capability.RECORDING)

    def of(self, call: PlantedCall) -> Iterator[Row]:
        """Where nothing can be recorded, nothing that was said is known."""
        if not self._can_record:
            call = replace(call, said=())
        own_id = call_id(self._workspace, call.key)
        yield calls, {"id": own_id, "organization_id": self._organization} | self._parties(call) | self._times(call) | self._facts(call)
        if call.said:
            yield speech, speech_values(speech_on(own_id, self._organization, call.said, call.language))
        for record in call.records if self._has_crm else ():
            yield matches, {"call_id": own_id, "record_id": record, "organization_id": self._organization}

    def _parties(self, call: PlantedCall) -> dict[str, Any]:
        return {
            "user_id": user_id(self._workspace, call.colleague.key),
            "extension": call.colleague.extension,
            "phone_number": call.number,
            "caller_id_name": call.name,
            "direction": call.direction,
            "matched": len(call.records) if self._has_crm else 0,
            "crm_record_id": call.record if self._has_crm else None,
            "is_mobile": bool(call.colleague.mobile) and call.direction != INTERNAL and drawn(3, "mobile", call.key) == 0,
        }

    def _times(self, call: PlantedCall) -> dict[str, Any]:
        return {
            "state": "ended",
            "started_at": call.began,
            "answered_at": call.answered,
            "ended_at": call.ended,
            "created_at": call.began + INSERT_DELAY,
            "duration": call.seconds * 1000,
        }

    def _facts(self, call: PlantedCall) -> dict[str, Any]:
        recorded = self._can_record and (call.said or call.recorded_by_chance)
        return {
            "recording": "recording-stopped" if recorded else "not-recorded",
            "recording_name": f"{hexadecimal(24, 'tenfold recording', self._workspace, call.key)}.wav" if recorded else None,
            "pbx_id": digits(13, "tenfold pbx", self._workspace, call.key),
            "subject": call.subject,
            "description": call.note,
            "line_id": call_id(self._workspace, call.transferred_from or call.key),
            "leg": int(call.transferred_from is not None),
            "has_transcript": bool(call.said),
            "listening_score": agents_score(call.said) if call.said else None,
            "crm_errors": orjson.dumps(call.crm_errors).decode(),
            "held": False,
        }


def call_id(workspace: str, key: str) -> str:
    return hexadecimal(24, "tenfold call", workspace, key)

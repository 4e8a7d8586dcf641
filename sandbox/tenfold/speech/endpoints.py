"""What was said on a call, and what that amounts to. Whoever sees the call sees these (proposed)."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.rendering import json_response
from sandbox.tenfold.caller import caller_of
from sandbox.tenfold.calls import service
from sandbox.tenfold.calls.call import Call
from sandbox.tenfold.errors import NoTranscript
from sandbox.tenfold.speech.conversation import conversation
from sandbox.tenfold.speech.keywords import keywords
from sandbox.tenfold.speech.speech import Speech
from sandbox.tenfold.speech.store import SpeechStore
from sandbox.tenfold.speech.transcript import transcript
from sandbox.world import world_of


def show_transcript(request: Request) -> Response:
    """T2-23. Errors: InvalidToken, CallNotFound, NoTranscript."""
    _, speech = _spoken(request)
    return json_response({"data": _identity(speech) | {"participants": transcript(speech)}})


def show_keywords(request: Request) -> Response:
    """T2-24. Errors: InvalidToken, CallNotFound, NoTranscript."""
    _, speech = _spoken(request)
    return json_response({"data": _identity(speech) | {"participants": keywords(speech)}})


def show_conversation(request: Request) -> Response:
    """T2-25. Errors: InvalidToken, CallNotFound, NoTranscript."""
    call, speech = _spoken(request)
    return json_response({"data": _identity(speech) | conversation(speech, length=call.duration.total_seconds())})


def _spoken(request: Request) -> tuple[Call, Speech]:
    """Raises InvalidToken, CallNotFound, NoTranscript."""
    caller, world = caller_of(request), world_of(request)
    with world.database.read() as rows:
        call = service.visible_call(world, rows, caller, request.path_params["call"])
        speech = SpeechStore(rows).get(call.id)
    if speech is None:
        raise NoTranscript(call=call.id)
    return call, speech


def _identity(speech: Speech) -> dict[str, Any]:
    """One id for all three (inferred: the vendor's transcript and keywords share it)."""
    return {"id": speech.id, "callId": speech.call_id, "organizationId": speech.organization_id}

"""What was said on a call, what that amounts to, and what its CRM refused. Whoever sees the call sees these (proposed)."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.rendering import json_response
from sandbox.tenfold.analytics.conversation import conversation
from sandbox.tenfold.analytics.crm_errors import crm_errors
from sandbox.tenfold.analytics.keywords import keywords
from sandbox.tenfold.analytics.speech import Speech
from sandbox.tenfold.analytics.speech_store import SpeechStore
from sandbox.tenfold.analytics.transcript import transcript
from sandbox.tenfold.caller import caller_of
from sandbox.tenfold.calls import service
from sandbox.tenfold.calls.call import Call
from sandbox.tenfold.errors import NoTranscript
from sandbox.tenfold.reading import links, page_v2
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


def list_errors(request: Request) -> Response:
    """T2-26. In the order in which they happened (proposed). Errors: InvalidToken, CallNotFound, InvalidField."""
    caller, world, paging = caller_of(request), world_of(request), page_v2(request)
    with world.database.read() as rows:
        found = crm_errors(service.visible_call(world, rows, caller, request.path_params["call"]))
    shown = found[paging.offset : paging.offset + paging.size]
    return json_response({"data": shown} | links(request, paging, more=len(found) > paging.offset + paging.size))


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

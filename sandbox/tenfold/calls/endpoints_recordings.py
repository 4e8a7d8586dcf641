"""Recordings, for whoever has their address (proposed: the vendor's are somewhere else in the net)."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.tenfold.calls.store import CallStore
from sandbox.tenfold.calls.wav import recording_of
from sandbox.tenfold.errors import NotFound
from sandbox.world import world_of


def show(request: Request) -> Response:
    """A WAV of the call's length, or of half a minute for a longer one. Errors: NotFound."""
    with world_of(request).database.read() as rows:
        call = CallStore(rows).find_recording(request.path_params["name"])
    if call is None or call.is_live:
        raise NotFound(path=request.scope["path"])
    name = f'inline; filename="{call.recording_name}"'
    return Response(recording_of(call.duration.total_seconds()), media_type="audio/wav", headers={"Content-Disposition": name})

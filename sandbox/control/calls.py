"""Calls of Tenfold: looked at, planted, and how fast they go on."""

from dataclasses import asdict, replace

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.control import fields
from sandbox.control.call_facts import call_facts, facts_of
from sandbox.control.call_transcripts import speech_on
from sandbox.control.call_wishes import READERS, seconds, wish_of
from sandbox.control.callers import named_user, named_user_ids
from sandbox.control.other_ends import other_end
from sandbox.control.queries import limit_of, parameters_of
from sandbox.errors import InvalidField, UnknownCall
from sandbox.http.public_url import public_url
from sandbox.http.rendering import json_response
from sandbox.tenfold.calls import progress
from sandbox.tenfold.calls.call import Call
from sandbox.tenfold.calls.new_call import new_pbx_id
from sandbox.tenfold.calls.pace import Pace
from sandbox.tenfold.calls.planting import planted_call
from sandbox.tenfold.calls.store import CallStore, pace_store
from sandbox.tenfold.speech.store import SpeechStore
from sandbox.world import world_of

PACE: fields.Readers = {
    "hold": fields.or_null(bool),
    "queued": fields.or_null(seconds),
    "ringing": fields.or_null(seconds),
    "answered": fields.or_null(fields.within(0, 1)),
    "unanswered": fields.or_null(seconds),
    "talking": fields.or_null(seconds),
}


def list_calls(request: Request) -> Response:
    """The newest `limit` (100), newest first, and the world's pace. `user` and `live` (true or false) choose."""
    chosen = parameters_of(request, ["user", "live"])
    live = {"true": True, "false": False}.get(chosen.get("live", ""))
    if "live" in chosen and live is None:
        raise InvalidField(field="live", rule="must be true or false")
    with world_of(request).database.read() as rows:
        users = named_user_ids(rows, chosen["user"]) if "user" in chosen else None
        found = CallStore(rows).newest(user_ids=users, live=live, limit=limit_of(request))
        calls = facts_of(rows, found, public_url(request))
        return json_response({"pace": asdict(pace_store(rows).get()), "calls": calls})


def plant(request: Request) -> Response:
    """201, with a call that is over. What is left out is plausible; no event tells of it."""
    given, world = fields.fields_of(request, READERS), world_of(request)
    with world.database.begin() as rows:
        user = named_user(request, rows, given.get("user"))
        other = other_end(rows, user, given, world.chance)
        wish = wish_of(given, user, other, now=world.clock.now())
        new_id, recording_name = world.chance.octets(12).hex(), f"{world.chance.octets(12).hex()}.wav"
        call = planted_call(wish, new_id=new_id, recording_name=recording_name, pbx_id=new_pbx_id(world))
        CallStore(rows).add(call, other.matches)
        if wish.said:
            SpeechStore(rows).add(speech_on(world, call, wish.said, wish.language))
        return json_response(call_facts(rows, call, public_url(request)), 201)


def change(request: Request) -> Response:
    """Sets the pace of the world's calls; null puts a part of it back. `hold` lets none go on but by hand."""
    given, world = fields.fields_of(request, PACE), world_of(request)
    put_back = {name: getattr(Pace(), name) for name in given if given[name] is None}
    with world.database.begin() as rows:
        pace = replace(pace_store(rows).get(), **given | put_back)
        pace_store(rows).set(pace)
        progress.hold_or_release(world, rows)
    return json_response(asdict(pace))


def show(request: Request) -> Response:
    with world_of(request).database.read() as rows:
        return json_response(call_facts(rows, call_of(request, rows), public_url(request)))


def call_of(request: Request, rows: Connection) -> Call:
    """Raises UnknownCall."""
    found = CallStore(rows).find(request.path_params["call"])
    if found is None:
        raise UnknownCall(call=request.path_params["call"])
    return found

"""The other end of the line: calls that were, calls that come in, and what is done with them."""

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.control import fields
from sandbox.control.call_facts import call_facts, facts_of
from sandbox.control.call_transcripts import speech_on
from sandbox.control.call_wishes import READERS, seconds, wish_of
from sandbox.control.callers import named_user, named_user_ids, phone_number
from sandbox.control.other_ends import number_of_caller, other_end
from sandbox.control.queries import limit_of, parameters_of
from sandbox.errors import InvalidField, UnfitCall, UnknownCall
from sandbox.http.public_url import public_url
from sandbox.http.rendering import json_response
from sandbox.tenfold.calls import on_the_line, progress
from sandbox.tenfold.calls.call import Call, CallState
from sandbox.tenfold.calls.new_call import new_pbx_id
from sandbox.tenfold.calls.pace import Pace
from sandbox.tenfold.calls.planting import planted_call
from sandbox.tenfold.calls.store import CallStore, pace_store
from sandbox.tenfold.errors import CallNotActive, TenfoldError
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


def ring_in(request: Request) -> Response:
    """201. Somebody outside calls the user, and is matched by the number; a `held` call waits for `answer` instead of the clock."""
    known: fields.Readers = {"user": str, "number": phone_number, "record": str, "name": fields.filled, "held": bool}
    given, world = fields.fields_of(request, known), world_of(request)
    with world.database.begin() as rows:
        user = named_user(request, rows, given.get("user"))
        number = number_of_caller(rows, user, given, world.chance)
        wanted: dict[str, Any] = {"name": given.get("name"), "held": given.get("held", False)}
        call = _done(lambda: on_the_line.ring_in(world, rows, user, number, public_url(request), **wanted))
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
        return json_response(call_facts(rows, _call(request, rows), public_url(request)))


def ring(request: Request) -> Response:
    """A queued call rings."""
    return _changed(request, partial(progress.move, to=CallState.RINGING), "only one that is queued can begin to ring")


def answer(request: Request) -> Response:
    """Somebody takes the call."""
    return _changed(request, on_the_line.answer, "only one that nobody has taken yet can be answered")


def talk(request: Request) -> Response:
    """They talk for so many `seconds` of the world's clock and hang up; a call that nobody has taken is answered first."""
    return _changed(request, on_the_line.talk, "nobody talks in one that is over", seconds=seconds)


def transfer(request: Request) -> Response:
    """201, with the call that now rings at `to`, a colleague's username or id; the one that was passed on has ended."""
    given, world = fields.fields_of(request, {"to": fields.filled}, required=["to"]), world_of(request)
    with world.database.begin() as rows:
        call, to = _call(request, rows), named_user(request, rows, given["to"], field="to")
        if to.organization_id != call.organization_id or to.id == call.user_id:
            raise InvalidField(field="to", rule="must be a colleague of whoever has the call")
        passed_on = _done(lambda: on_the_line.transfer(world, rows, call, to), "only one in which somebody talks can be passed on")
        return json_response(call_facts(rows, passed_on, public_url(request)), 201)


def hang_up(request: Request) -> Response:
    """Either side ends the call, whatever the phone system supports."""
    return _changed(request, partial(progress.move, to=CallState.ENDED), "only one that goes on can be hung up")


def _changed(request: Request, change: Callable[..., Call], rule: str, **readers: fields.Reader) -> Response:
    """All fields are required. `rule` says which calls can be changed so."""
    given, world = fields.fields_of(request, readers, required=readers), world_of(request)
    with world.database.begin() as rows:
        call = _call(request, rows)
        changed = _done(lambda: change(world, rows, call, **given), rule)
        return json_response(call_facts(rows, changed, public_url(request)))


def _done(do: Callable[[], Call], rule: str = "") -> Call:
    """Raises UnfitCall where Tenfold would refuse."""
    try:
        return do()
    except CallNotActive as error:
        raise UnfitCall(complaint=f"{error.message}; {rule}") from None
    except TenfoldError as error:
        raise UnfitCall(complaint=error.message) from None


def _call(request: Request, rows: Connection) -> Call:
    """Raises UnknownCall."""
    found = CallStore(rows).find(request.path_params["call"])
    if found is None:
        raise UnknownCall(call=request.path_params["call"])
    return found

"""What is done with calls that go on, at the other end of the line."""

from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.control import fields
from sandbox.control.call_facts import call_facts
from sandbox.control.call_wishes import seconds
from sandbox.control.callers import named_user, phone_number
from sandbox.control.calls import call_of
from sandbox.control.other_ends import number_of_caller
from sandbox.errors import InvalidField, UnfitCall
from sandbox.http.public_url import public_url
from sandbox.http.rendering import json_response
from sandbox.tenfold.calls import on_the_line, progress
from sandbox.tenfold.calls.call import Call, CallState
from sandbox.tenfold.errors import CallNotActive, TenfoldError
from sandbox.world import world_of


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
        call, to = call_of(request, rows), named_user(request, rows, given["to"], field="to")
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
        call = call_of(request, rows)
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

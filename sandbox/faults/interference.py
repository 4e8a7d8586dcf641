"""What stands between a request and its endpoint in a world that has faults."""

import asyncio
from collections.abc import Sequence
from typing import assert_never

from starlette.requests import Request
from starlette.responses import Response

from sandbox.faults.damage import Damaged, Dropped, Garbled, Lost, Truncated
from sandbox.faults.effects import Absent, Delay, Drop, Effect, Error, Garble, Lose, RateLimit, Status, Truncate
from sandbox.faults.fault import Asked, Strike, delay_of
from sandbox.faults.window import Allowance
from sandbox.http.endpoint import Endpoint
from sandbox.http.errors import ApiError
from sandbox.http.rendering import error_response
from sandbox.http.router import Surface

STRUCK = "X-Sandbox-Fault"
"""Names the faults that an answer owes something to, so that nobody takes them for the sandbox's own."""

OF_TOOLS = (Absent, Delay, Error)
"""What a tool brings about by itself, from `sandbox.strikes`: a call that waits can be cancelled, and of no tool the protocol tells."""

DAMAGES: dict[type, type[Damaged]] = {Lose: Lost, Truncate: Truncated, Garble: Garbled}


async def interfere(strikes: Sequence[Strike], surface: Surface, endpoint: Endpoint, request: Request) -> Response:
    """The endpoint's answer, or what the faults make of it. Raises what nobody foresaw."""
    own = [strike for strike in strikes if strike.tool is None or not isinstance(strike.effect, OF_TOOLS)]
    request.scope["sandbox.strikes"] = [strike for strike in strikes if strike not in own]
    await asyncio.sleep(delay_of(own))
    instead = _instead(request, surface, own[-1].effect) if own else None
    if instead:
        return _named(instead, [strike for strike in own if strike is own[-1] or isinstance(strike.effect, Delay)])
    response = _altered(await _answer(endpoint, request), own)
    heard = [*own, *request.scope["sandbox.strikes"]]
    return _named(response, [strike for strike in strikes if strike in heard and not _is_passed(strike)])


def _named(response: Response, involved: Sequence[Strike]) -> Response:
    if involved:
        response.headers[STRUCK] = ", ".join(strike.fault_id for strike in involved)
    return response


def asked_of(surface: Surface, endpoint: Endpoint, request: Request) -> Asked:
    return Asked(
        vendor=surface.vendor,
        method=endpoint.method,
        endpoint=endpoint.path,
        fact=endpoint.fact,
        path=request.scope["path"].rstrip("/") or "/",
        tool=endpoint.tool_of(request) if endpoint.tool_of else None,
    )


def _instead(request: Request, surface: Surface, effect: Effect | Allowance) -> Response | None:
    """The answer of a fault that lets nothing be done."""
    match effect:
        case Drop():
            return Dropped()
        case Status(status=status, message=message, retry_after=seconds):
            return _refused(request, surface, status, message, {} if seconds is None else {"Retry-After": str(seconds)})
        case Allowance(left=None):
            return _refused(request, surface, 429, None, effect.headers)
        case Absent():
            return error_response(surface.not_found(method=request.method, path=request.scope["path"]))
        case Allowance() | Delay() | Lose() | Truncate() | Garble() | Error() | RateLimit():
            return None
        case _ as other:
            assert_never(other)


def _refused(request: Request, surface: Surface, status: int, message: str | None, headers: dict[str, str]) -> Response:
    assert surface.refusal
    error = surface.refusal(request, status, message)
    error.headers |= headers
    return error_response(error)


async def _answer(endpoint: Endpoint, request: Request) -> Response:
    """A refusal is an answer too, and arrives as badly; the tool has not heard of it."""
    try:
        answer = endpoint.handle(request)
        return answer if isinstance(answer, Response) else await answer
    except ApiError as error:
        request.scope["sandbox.strikes"] = []
        return error_response(error)


def _altered(response: Response, strikes: Sequence[Strike]) -> Response:
    for strike in strikes:
        if isinstance(strike.effect, Allowance):
            response.headers.update(strike.effect.headers)
        elif type(strike.effect) in DAMAGES:
            response = DAMAGES[type(strike.effect)](response)
    return response


def _is_passed(strike: Strike) -> bool:
    return isinstance(strike.effect, Allowance) and strike.effect.left is not None

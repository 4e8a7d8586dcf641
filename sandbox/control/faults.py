"""Faults: what a world does wrong on purpose, so that a client's error paths are tested without luck."""

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.errors import TooManyFaults, UnknownFault
from sandbox.faults.faults import MOST
from sandbox.http.rendering import json_response
from sandbox.world import world_of

if TYPE_CHECKING:  # what a fault is, is loaded for worlds that have some
    from sandbox.faults.fault import Fault


def list_faults(request: Request) -> Response:
    """Oldest first."""
    return json_response({"faults": [fault_facts(fault) for fault in world_of(request).faults]})


def add(request: Request) -> Response:
    """201. From the next request on."""
    from sandbox.control.fault_wishes import wished_fault

    faults, fault = world_of(request).faults, wished_fault(request)
    if len(faults) >= MOST:
        raise TooManyFaults(most=MOST)
    return json_response(fault_facts(faults.add(fault)), 201)


def show(request: Request) -> Response:
    return json_response(fault_facts(_fault(request)))


def remove(request: Request) -> Response:
    """204."""
    world_of(request).faults.remove(_fault(request))
    return Response(status_code=204)


def clear(request: Request) -> Response:
    """204. All is well again."""
    world_of(request).faults.clear()
    return Response(status_code=204)


def fault_facts(fault: "Fault") -> dict[str, Any]:
    """What was asked for, how many requests fitted, and how many of them it struck."""
    from sandbox.faults.fault import rule_of

    return {"id": fault.id, **rule_of(fault), "requests": fault.requests, "hits": fault.hits}


def _fault(request: Request) -> "Fault":
    """Raises UnknownFault."""
    name = request.path_params["fault"]
    found = world_of(request).faults.find(name)
    if found is None:
        raise UnknownFault(fault=name)
    return found

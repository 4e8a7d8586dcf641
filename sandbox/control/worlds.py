"""Worlds: made, cloned, changed, put back and dropped."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.clock import iso_text
from sandbox.control import fields
from sandbox.control.clock import clock_facts
from sandbox.control.people import named_person
from sandbox.control.scenarios import refusing_scenarios
from sandbox.control.switches import read_switches
from sandbox.database.state import Planted
from sandbox.fourfour.oauth.store import PeopleStore
from sandbox.http.rendering import json_response
from sandbox.world import World, switches_of, world_of, world_url
from sandbox.worlds import Worlds, worlds_of


def list_worlds(request: Request) -> Response:
    return json_response({"worlds": [world_facts(request, world) for world in worlds_of(request)]})


async def create(request: Request) -> Response:
    """201. What is not said follows the server's settings. Planting for the first time of a day may take long, so it has a thread."""
    known: fields.Readers = {"name": str, "scenario": fields.filled, "seed": int, "frozen": fields.moment}
    given = fields.fields_of(request, known)
    worlds = worlds_of(request)
    worlds.free_name(given.get("name"))
    planted = worlds.plan(given.get("scenario"), given.get("seed"), given.get("frozen"))
    await _prepare(worlds, planted)
    name = worlds.free_name(given.get("name"))  # asked for again: somebody may have taken it meanwhile
    return json_response(world_facts(request, worlds.create(name, planted)), 201)


def show(request: Request) -> Response:
    return json_response(world_facts(request, named_world(request)))


def change(request: Request) -> Response:
    """Changes the switches that are named; null puts one back to the server's setting."""
    world = named_world(request)
    changes = fields.fields_of(request, {"switches": read_switches}, required=["switches"])["switches"]
    if changes.get("auto_approve"):
        with world.database.read() as rows:
            named_person(PeopleStore(rows), changes["auto_approve"], field="switches.auto_approve")
    world.switch(changes)
    return json_response(world_facts(request, world))


def drop(request: Request) -> Response:
    """204. The default world cannot be dropped."""
    worlds_of(request).drop(named_world(request).name)
    return Response(status_code=204)


async def reset(request: Request) -> Response:
    """Puts back what was planted: rows, clock, dice and switches; there are no faults then."""
    return await _reset(request, named_world(request))


async def reset_own(request: Request) -> Response:
    """`reset` of the request's own world."""
    return await _reset(request, world_of(request))


def own(request: Request) -> Response:
    """`show` of the request's own world."""
    return json_response(world_facts(request, world_of(request)))


def clone(request: Request) -> Response:
    """201. The new world has the rows, clock, dice, switches and faults that this one has now."""
    source, given, worlds = named_world(request), fields.fields_of(request, {"name": str}), worlds_of(request)
    return json_response(world_facts(request, worlds.clone(source, worlds.free_name(given.get("name")))), 201)


def named_world(request: Request) -> World:
    """The world in the path, which need not be the request's own. Raises UnknownWorld."""
    return worlds_of(request).get(request.path_params["world"])


def world_facts(request: Request, world: World) -> dict[str, Any]:
    planted = world.state.planted
    return {
        "name": world.name,
        "scenario": planted.scenario,
        "seed": planted.seed,
        "planted": planted.anchor.date().isoformat(),
        "frozen": iso_text(planted.frozen) if planted.frozen else None,
        "url": world_url(request, world),
        "clock": clock_facts(world.clock),
        "switches": switches_of(world),
        "faults": len(world.faults),
    }


async def _reset(request: Request, world: World) -> Response:
    fields.fields_of(request, {})
    worlds = worlds_of(request)
    await _prepare(worlds, world.state.planted)
    world = worlds.get(world.name)  # asked for again: it may have been dropped meanwhile
    worlds.reset(world)
    return json_response(world_facts(request, world))


async def _prepare(worlds: Worlds, planted: Planted) -> None:
    """Plants the template if it is not there. Raises InvalidField."""
    with refusing_scenarios():
        await asyncio.to_thread(worlds.template, planted)

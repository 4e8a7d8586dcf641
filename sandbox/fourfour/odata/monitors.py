"""Calls with `Prefer: respond-async`: the work itself, and the monitor where its answer is fetched (odata-wire.md, 13.2)."""

from datetime import datetime

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.fourfour.odata.entity_sets import MODEL
from sandbox.fourfour.odata.readers import reader_for
from sandbox.fourfour.odata.wire import response_of
from sandbox.odata import asynchronous, errors
from sandbox.odata.call import Answer
from sandbox.odata.monitors import Monitor, MonitorStore
from sandbox.odata.service import settled
from sandbox.schedule.task import Task
from sandbox.world import World, world_of

ALLOWED = "GET, DELETE"


def monitor(request: Request) -> Response:
    """FF-OD-93. Needs no token, as in the engine: nobody guesses the address. Errors: Accepted, MonitorNotFound, MethodNotAllowed."""
    name = request.path_params["monitor"]
    with world_of(request).database.begin() as rows:
        match request.method:
            case "GET":
                answer = asynchronous.fetch(rows, name)
            case "DELETE":
                MonitorStore(rows).drop(name)
                answer = Answer(200, headers={"Cache-Control": errors.NO_CACHE})
            case method:  # proposed
                raise errors.MethodNotAllowed(method=method, allowed=ALLOWED, headers={"Allow": ALLOWED})
    return response_of(answer)


def answer_later(world: World, rows: Connection, task: Task) -> datetime | None:
    """The kind `odata.async`."""
    return asynchronous.work(world, rows, task, lambda found: _settle(world, found))


def _settle(world: World, found: Monitor) -> Answer:
    return settled(MODEL, found.call, reader_for(world, found.tenant, found.person))

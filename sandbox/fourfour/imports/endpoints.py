"""The importer over HTTP: bearer tokens with the scope `import` only, which OAuth cannot give."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from sandbox.fourfour.caller import Caller, caller_of
from sandbox.fourfour.errors import NotFound
from sandbox.fourfour.imports import upload
from sandbox.fourfour.imports.job import Action
from sandbox.fourfour.imports.record_types import RECORD_TYPES, RecordType
from sandbox.fourfour.imports.service import accept
from sandbox.fourfour.imports.store import ImportedStore, JobStore
from sandbox.fourfour.imports.wire import job_wire, record_csv
from sandbox.fourfour.oauth.scopes import IMPORT
from sandbox.http.bodies import ClientGone
from sandbox.http.public_url import public_url
from sandbox.http.rendering import json_response
from sandbox.world import world_of


async def put(request: Request) -> Response:
    """FF-IM-01. 202 once the file is safely written. Errors: Unauthenticated, InvalidScope, NotFound, and those of `imports/errors.py`."""
    return await _take(request, Action.PUT)


async def delete(request: Request) -> Response:
    """FF-IM-02. As `put`."""
    return await _take(request, Action.DELETE)


def show(request: Request) -> Response:
    """FF-IM-03. The record as CSV. Errors: Unauthenticated, InvalidScope, NotFound."""
    caller, kind = _caller(request), _kind(request)
    with world_of(request).database.read() as rows:
        found = ImportedStore(rows).find(caller.workspace_id, kind, request.path_params["id"])
    if found is None:
        raise NotFound
    return Response(record_csv(kind, *found), headers={"Content-Type": "text/csv"})


def show_job(request: Request) -> Response:
    """FF-IM-04. Errors: Unauthenticated, InvalidScope, NotFound: for a job of another workspace too (proposed)."""
    caller = _caller(request)
    with world_of(request).database.read() as rows:
        job = JobStore(rows).find(request.path_params["job"], caller.workspace_id)
    if job is None:
        raise NotFound
    return json_response(job_wire(job))


async def _take(request: Request, action: Action) -> Response:
    world, caller, kind = world_of(request), _caller(request), _kind(request)
    with upload.new_file(world.files) as name:
        size = await upload.receive(request, world.files, name)
        if await request.is_disconnected():  # before the 202: the import is not queued (confirmed)
            raise ClientGone
        job_id = accept(world, caller.workspace_id, action, kind, name, size)
    await asyncio.to_thread(world.files.sync)
    return json_response({"job": job_id}, 202, {"Location": f"{public_url(request)}/import/job/{job_id}"})


def _caller(request: Request) -> Caller:
    return caller_of(request, scope=IMPORT)


def _kind(request: Request) -> RecordType:
    kind = RECORD_TYPES.get(request.path_params["type"])
    if kind is None:
        raise NotFound  # proposed
    return kind

"""Import jobs: listed, held, stepped, slowed and made to fail, so that a client's polling and error paths are tested without luck."""

from dataclasses import asdict, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.control import fields
from sandbox.errors import UnknownJob
from sandbox.fourfour.imports.job import Job
from sandbox.fourfour.imports.service import portion, release
from sandbox.fourfour.imports.store import ControlStore, JobStore
from sandbox.fourfour.imports.wire import job_wire
from sandbox.http.rendering import json_response
from sandbox.world import world_of


def list_jobs(request: Request) -> Response:
    """All jobs of the world, oldest first, and what the world does with them."""
    with world_of(request).database.read() as rows:
        jobs, controls = JobStore(rows).all(), ControlStore(rows).get()
    return json_response({"controls": asdict(controls), "jobs": [job_facts(job) for job in jobs]})


def change(request: Request) -> Response:
    """Sets controls; null puts one back. A held job stands still between two portions; letting go puts all on the schedule again.

    `rows_per_second` is of the world's clock; `fail_at_line` is for jobs that come from now on.
    """
    positive = fields.or_null(fields.positive)
    given = fields.fields_of(request, {"hold": bool, "rows_per_second": positive, "fail_at_line": positive})
    world = world_of(request)
    with world.database.begin() as rows:
        controls = replace(ControlStore(rows).get(), **given)
        ControlStore(rows).set(controls)
        if not controls.hold:
            release(world, rows)
    return json_response(asdict(controls))


def show(request: Request) -> Response:
    return json_response(job_facts(_job(request)))


async def step(request: Request) -> Response:
    """Works on so many rows of the job, held or not, and then answers."""
    given = fields.fields_of(request, {"rows": fields.positive})
    world, job = world_of(request), _job(request)
    if job.is_open:
        await portion(world, job, rows=given.get("rows", 1))
    return json_response(job_facts(_job(request)))


def fail(request: Request) -> Response:
    """Has the job fail when it comes to that line; null lets it pass."""
    given = fields.fields_of(request, {"line": fields.or_null(fields.positive)}, required=["line"])
    job = _job(request)
    with world_of(request).database.begin() as rows:
        JobStore(rows).fail_at(job, given["line"])
    return json_response(job_facts(_job(request)))


def job_facts(job: Job) -> dict[str, Any]:
    own = {"id": job.id, "workspace": job.workspace_id, "action": job.action.value, "type": job.type, "bytes": job.size}
    return own | job_wire(job) | {"line": job.line, "fail_at_line": job.fail_at_line}


def _job(request: Request) -> Job:
    """Raises UnknownJob."""
    with world_of(request).database.read() as rows:
        job = JobStore(rows).find(request.path_params["job"])
    if job is None:
        raise UnknownJob(job=request.path_params["job"])
    return job

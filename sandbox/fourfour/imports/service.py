"""Takes uploads in as jobs, and works on jobs: in their order in each workspace, a portion at a time."""

import asyncio
import sys
import traceback
from datetime import datetime, timedelta

from sqlalchemy import Connection

from sandbox.fourfour.imports.failure import JobFailure
from sandbox.fourfour.imports.first_row import FirstRow, first_row
from sandbox.fourfour.imports.importer import let_work
from sandbox.fourfour.imports.job import Action, Controls, Job
from sandbox.fourfour.imports.record_types import RECORD_TYPES, RecordType
from sandbox.fourfour.imports.store import ControlStore, JobStore
from sandbox.schedule.runner import schedule
from sandbox.schedule.store import ScheduleStore
from sandbox.schedule.task import ATTEMPTS, Task, Vanished
from sandbox.workers import WorkerFailed
from sandbox.world import World

KIND = "fourfour.import"

PORTION = 30.0
"""Seconds of real time after which it is looked anew whose turn it is."""
TICK = 0.25
"""Seconds of the world's clock between two portions of a job that is slowed."""


def accept(world: World, workspace_id: str, action: Action, kind: RecordType, file: str, size: int) -> str:
    """The id of the new job, whose file is written in full but not yet known by its name."""
    job_id, now = world.chance.uuid(), world.clock.now()
    with world.database.begin() as rows:
        controls = ControlStore(rows).get()
        what = {"id": job_id, "workspace_id": workspace_id, "action": action, "type": kind.name, "file": file, "size": size}
        JobStore(rows).add(at=now, fail_at_line=controls.fail_at_line, **what)
        if not controls.hold:
            schedule(world, rows, KIND, now, job=job_id)
        world.files.complete(file)  # last but the commit: if either fails, neither has happened
    return job_id


async def work(world: World, task: Task) -> datetime | None:
    """The kind `fourfour.import`. A job that is not its workspace's first is left alone: whoever is first passes the turn on."""
    with world.database.read() as rows:
        job, controls = JobStore(rows).find(task.payload["job"]), ControlStore(rows).get()
        first = job and JobStore(rows).first_open(job.workspace_id)
    if job is None:
        raise Vanished
    if not job.is_open:  # a crash came between its end and what follows it
        _finish(world, job)
        return None
    if controls.hold or (first and first.id != job.id):
        return None
    try:
        after = await portion(world, job, rows=_rows_a_tick(controls))
    except (WorkerFailed, OSError) as failure:
        if task.attempts < ATTEMPTS:
            raise
        _give_up(world, job, failure)
        return None
    if after is None:
        raise Vanished
    return _again(world, controls) if after.is_open else None


async def portion(world: World, job: Job, *, rows: int | None = None) -> Job | None:
    """Does so many rows of the job, or what can be done in some time; the job as it is then. None if it is no more.

    Raises WorkerFailed, and OSError for a file that cannot be read.
    """
    deletes = job.action is Action.DELETE
    try:
        path, kind = world.files.path(job.file), RECORD_TYPES[job.type]
        first = await asyncio.to_thread(first_row, path, kind, deletes=deletes, fail_at=job.fail_at_line)
    except JobFailure as failure:
        _fail(world, job, failure.message, failure.line)
    else:
        await let_work(world, _begun(world, job, first), first, rows=rows, seconds=PORTION)
    with world.database.read() as connection:
        after = JobStore(connection).find(job.id)
    if after and not after.is_open:
        _finish(world, after)
    return after


def release(world: World, rows: Connection) -> None:
    """Puts every open job on the schedule that is not there."""
    scheduled = {task.payload["job"] for task in ScheduleStore(rows).all() if task.kind == KIND}
    for job in JobStore(rows).open():
        if job.id not in scheduled:
            schedule(world, rows, KIND, world.clock.now(), job=job.id)


def _begun(world: World, job: Job, first: FirstRow) -> Job:
    if job.byte_offset:
        return job
    with world.database.begin() as rows:
        JobStore(rows).begin(job, at=world.clock.now(), byte_offset=first.end, line=first.next_line)
        return JobStore(rows).get(job.id)


def _give_up(world: World, job: Job, failure: Exception) -> None:
    """Nobody should poll for ever for what cannot go on; no line of the file is to blame (proposed)."""
    traceback.print_exception(failure, file=sys.stderr)
    _fail(world, job, "The import could not be worked on.", None)
    _finish(world, job)


def _fail(world: World, job: Job, error: str, line: int | None) -> None:
    with world.database.begin() as rows:
        JobStore(rows).fail(job, at=world.clock.now(), error=error, line=line)


def _finish(world: World, job: Job) -> None:
    """The file has done its service, and the next job of the workspace has its turn."""
    world.files.drop(job.file)
    with world.database.begin() as rows:
        if not ControlStore(rows).get().hold:
            release(world, rows)


def _rows_a_tick(controls: Controls) -> int | None:
    return controls.rows_per_second and max(1, round(controls.rows_per_second * TICK))


def _again(world: World, controls: Controls) -> datetime:
    rows = _rows_a_tick(controls)
    pause = rows / controls.rows_per_second if rows and controls.rows_per_second else 0
    return world.clock.now() + timedelta(seconds=pause)

"""Has a portion of a job done by the importer's own process."""

from sandbox.clock import iso_text
from sandbox.database.visitor import awaiting_visitors
from sandbox.fourfour.imports.first_row import FirstRow
from sandbox.fourfour.imports.job import Action, Job
from sandbox.fourfour.imports.orders import Orders, spoken
from sandbox.fourfour.imports.statements import brake, deletes, progress, upserts
from sandbox.world import World

MODULE = "sandbox.fourfour.imports.process"


async def let_work(world: World, job: Job, first: FirstRow, *, rows: int | None, seconds: float) -> None:
    """Raises WorkerFailed. What the process did is in the database."""
    orders = _orders(world, job, first, rows, seconds)
    with awaiting_visitors(world.database):
        await world.workers.ask(MODULE, spoken(orders))


def _orders(world: World, job: Job, first: FirstRow, rows: int | None, seconds: float) -> Orders:
    dialect, clock = world.database.dialect, world.clock.state
    fields = tuple(name for name, _ in first.header.standard)
    deleting, additional = job.action is Action.DELETE, bool(first.header.additional)
    write = deletes(job.type, dialect) if deleting else upserts(job.type, fields, dialect, additional=additional)
    return Orders(
        database=str(world.database.path),
        path=str(world.files.path(job.file)),
        job=job.id,
        file=job.file,
        workspace_id=job.workspace_id,
        type=job.type,
        deletes=deleting,
        header=list(first.header.names),
        processed=job.processed,
        byte_offset=job.byte_offset,
        line=job.line,
        started_at=iso_text(job.started_at or world.clock.now()),
        progress=progress(dialect),
        write=write,
        brake=brake(dialect),
        clock_frozen=clock.frozen.isoformat() if clock.frozen else None,
        clock_offset=round(clock.offset.total_seconds() * 1e6),
        rows=rows,
        seconds=seconds,
        fail_at_line=job.fail_at_line,
    )

"""Import jobs, what a world does with them, and what is remembered of imported records."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, Select, insert, select, update

from sandbox.database.single_row import SingleRow
from sandbox.fourfour.imports.job import OPEN, Action, Controls, Job, Status
from sandbox.fourfour.imports.record_types import RecordType
from sandbox.fourfour.imports.tables import controls, jobs
from sandbox.fourfour.tables import ENTITY_TABLES


class JobStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def add(self, *, at: datetime, **values: Any) -> None:
        start = {"status": Status.PENDING, "processed": 0, "byte_offset": 0, "line": 1, "created_at": at, "updated_at": at}
        self._rows.execute(insert(jobs).values(**start, **values))

    def find(self, job_id: str, workspace_id: str | None = None) -> Job | None:
        """Of that workspace, or of any."""
        wanted = select(jobs).where(jobs.c.id == job_id)
        return self._one(wanted if workspace_id is None else wanted.where(jobs.c.workspace_id == workspace_id))

    def get(self, job_id: str) -> Job:
        return _job(self._rows.execute(select(jobs).where(jobs.c.id == job_id)).one())

    def first_open(self, workspace_id: str) -> Job | None:
        """The one that is worked on now, or next."""
        own = (jobs.c.workspace_id == workspace_id, jobs.c.status.in_(OPEN))
        return self._one(select(jobs).where(*own).order_by(jobs.c.number).limit(1))

    def open(self) -> list[Job]:
        return [_job(row) for row in self._rows.execute(select(jobs).where(jobs.c.status.in_(OPEN)).order_by(jobs.c.number))]

    def all(self) -> list[Job]:
        return [_job(row) for row in self._rows.execute(select(jobs).order_by(jobs.c.number))]

    def begin(self, job: Job, *, at: datetime, byte_offset: int, line: int) -> None:
        """The header was read; the first row begins at `byte_offset`. Nothing happens to a job that somebody else has begun meanwhile."""
        untouched = (jobs.c.id == job.id, jobs.c.byte_offset == 0)
        begun = {"status": Status.PROCESSING, "byte_offset": byte_offset, "line": line, "started_at": at, "updated_at": at}
        self._rows.execute(update(jobs).where(*untouched).values(begun))

    def fail(self, job: Job, *, at: datetime, error: str, line: int | None) -> None:
        started = job.started_at or at
        self._change(job, status=Status.FAILED, error=error, error_line=line, started_at=started, updated_at=at, completed_at=at)

    def fail_at(self, job: Job, line: int | None) -> None:
        self._change(job, fail_at_line=line)

    def _change(self, job: Job, **values: Any) -> None:
        self._rows.execute(update(jobs).where(jobs.c.id == job.id).values(values))

    def _one(self, wanted: Select[Any]) -> Job | None:
        row = self._rows.execute(wanted).one_or_none()
        return _job(row) if row else None


class ControlStore(SingleRow[Controls]):
    def __init__(self, rows: Connection) -> None:
        super().__init__(rows, controls, Controls())


class ImportedStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def find(self, workspace_id: str, kind: RecordType, record_id: str) -> tuple[Mapping[str, Any], int, dict[str, str]] | None:
        """The record's columns, the bits of the fields ever sent, and its additional fields. None for what no import brought."""
        table = ENTITY_TABLES[kind.entity_set]
        own = (table.c.workspace_id == workspace_id, table.c.id == record_id, table.c.import_sent.is_not(None))
        record = self._rows.execute(select(table).where(*own)).mappings().one_or_none()
        return (dict(record), record["import_sent"], orjson.loads(record["import_additional"] or "{}")) if record else None


def _job(row: Row[Any]) -> Job:
    values = dict(row._mapping)
    return Job(**values | {"action": Action(values["action"]), "status": Status(values["status"])})

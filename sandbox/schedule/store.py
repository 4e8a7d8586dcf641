"""Due work as rows."""

from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    Row,
    String,
    Table,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from sandbox.database.schema import UtcDateTime, metadata
from sandbox.database.statement import Statement
from sandbox.schedule.task import LEASE, Task

tasks = Table(
    "schedule_tasks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("due_at", UtcDateTime("microseconds"), nullable=False),
    Column("payload", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("leased_until", UtcDateTime("microseconds")),
    Column("failure", String),
    sqlite_autoincrement=True,  # an id is never given twice, so that a finished piece of work cannot be taken for a new one
)
Index("ix_schedule_tasks_due", tasks.c.due_at, tasks.c.id)
Index("ix_schedule_tasks_payload", tasks.c.kind, tasks.c.payload)

waiting = tasks.c.failure.is_(None)


_NEW: dict[str, ColumnElement[Any]] = {name: bindparam(name, type_=tasks.c[name].type) for name in ("kind", "due_at", "payload")}
_SAME = (tasks.c.kind == _NEW["kind"], tasks.c.payload == _NEW["payload"], tasks.c.due_at <= _NEW["due_at"])
ADD_ONCE = Statement(
    insert(tasks).from_select(
        [*_NEW, "attempts"],
        select(*_NEW.values(), literal_column("0")).where(~exists().where(*_SAME, tasks.c.leased_until.is_(None), waiting)),
    )
)


class ScheduleStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def add(self, kind: str, due_at: datetime, **payload: Any) -> int:
        values = {"kind": kind, "due_at": due_at, "payload": orjson.dumps(payload).decode(), "attempts": 0}
        return int(self._rows.execute(insert(tasks).values(values).returning(tasks.c.id)).scalar_one())

    def add_once(self, kind: str, due_at: datetime, **payload: Any) -> None:
        """Nothing is added if the same is waiting already for that time or an earlier one."""
        ADD_ONCE.run(self._rows, kind=kind, due_at=due_at, payload=orjson.dumps(payload).decode())

    def claim(self, now: datetime) -> Task | None:
        """Leases the work that has been due longest, if nobody else holds it."""
        free = or_(tasks.c.leased_until.is_(None), tasks.c.leased_until <= now)
        due = select(tasks).where(tasks.c.due_at <= now, free, waiting).order_by(tasks.c.due_at, tasks.c.id).limit(1)
        row = self._rows.execute(due.with_for_update(skip_locked=True)).one_or_none()
        if row is None:
            return None
        self._change(row.id, attempts=row.attempts + 1, leased_until=now + LEASE)
        return _task(row, attempts=row.attempts + 1)

    def renew(self, task: Task, now: datetime) -> None:
        self._change(task.id, leased_until=now + LEASE)

    def finish(self, task: Task) -> None:
        self._rows.execute(delete(tasks).where(tasks.c.id == task.id))

    def repeat(self, task: Task, due_at: datetime) -> None:
        """It went well and wants to come again."""
        self._change(task.id, due_at=due_at, attempts=0, leased_until=None)

    def retry(self, task: Task, due_at: datetime) -> None:
        self._change(task.id, due_at=due_at, leased_until=None)

    def fail(self, task: Task, failure: str) -> None:
        self._change(task.id, failure=failure, leased_until=None)

    def release(self) -> None:
        """Ends every lease: whoever held one died with the process that ran before."""
        self._rows.execute(update(tasks).values(leased_until=None))

    def next_due(self) -> datetime | None:
        """When the next waiting work falls due; leased work falls due with the end of its lease."""
        free = case((tasks.c.leased_until > tasks.c.due_at, tasks.c.leased_until), else_=tasks.c.due_at)
        due: datetime | None = self._rows.execute(select(func.min(free, type_=UtcDateTime("microseconds"))).where(waiting)).scalar_one()
        return due

    def failed(self) -> list[Task]:
        """Those that were given up."""
        return [_task(row) for row in self._rows.execute(select(tasks).where(tasks.c.failure.is_not(None)).order_by(tasks.c.id))]

    def all(self) -> list[Task]:
        return [_task(row) for row in self._rows.execute(select(tasks).order_by(tasks.c.due_at, tasks.c.id))]

    def _change(self, task_id: int, **values: Any) -> None:
        self._rows.execute(update(tasks).where(tasks.c.id == task_id).values(values))


def _task(row: Row[Any], attempts: int | None = None) -> Task:
    claims = row.attempts if attempts is None else attempts
    return Task(id=row.id, kind=row.kind, due_at=row.due_at, payload=orjson.loads(row.payload), attempts=claims)

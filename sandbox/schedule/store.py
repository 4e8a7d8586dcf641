"""Due work as rows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    delete,
    exists,
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
Index("ix_schedule_tasks_leased", tasks.c.leased_until, sqlite_where=tasks.c.leased_until.is_not(None))

waiting = tasks.c.failure.is_(None)

free = tasks.c.leased_until.is_(None)

_VALUES: dict[str, ColumnElement[Any]] = {name: bindparam(name, type_=column.type) for name, column in tasks.c.items()}
_NEW = {name: _VALUES[name] for name in ("kind", "due_at", "payload")}
_SAME = (tasks.c.kind == _NEW["kind"], tasks.c.payload == _NEW["payload"], tasks.c.due_at <= _NEW["due_at"])
ADD_ONCE = Statement(
    insert(tasks).from_select(
        [*_NEW, "attempts"], select(*_NEW.values(), literal_column("0")).where(~exists().where(*_SAME, free, waiting))
    )
)
CANCEL = Statement(
    delete(tasks).where(tasks.c.kind == bindparam("kind"), tasks.c.payload == bindparam("payload"), tasks.c.leased_until.is_(None), waiting)
)

_NOW = bindparam("now", type_=tasks.c.due_at.type)
DUE = Statement(
    select(tasks)
    .where(tasks.c.due_at <= _NOW, or_(free, tasks.c.leased_until <= _NOW), waiting)
    .order_by(tasks.c.due_at, tasks.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
CLAIM = Statement(
    update(tasks).where(tasks.c.id == bindparam("task")).values({name: _VALUES[name] for name in ("attempts", "leased_until")})
)
FINISH = Statement(delete(tasks).where(tasks.c.id == bindparam("task")))
NEXT_FREE = Statement(select(tasks.c.due_at).where(free, waiting).order_by(tasks.c.due_at, tasks.c.id).limit(1))
LEASED = Statement(select(tasks.c.due_at, tasks.c.leased_until).where(~free, waiting))


class ScheduleStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def add(self, kind: str, due_at: datetime, **payload: Any) -> int:
        values = {"kind": kind, "due_at": due_at, "payload": orjson.dumps(payload).decode(), "attempts": 0}
        return int(self._rows.execute(insert(tasks).values(values).returning(tasks.c.id)).scalar_one())

    def add_once(self, kind: str, due_at: datetime, **payload: Any) -> None:
        """Nothing is added if the same is waiting already for that time or an earlier one."""
        ADD_ONCE.run(self._rows, kind=kind, due_at=due_at, payload=orjson.dumps(payload).decode())

    def cancel(self, kind: str, **payload: Any) -> None:
        """What is waiting of it. Work that is under way is left alone."""
        CANCEL.run(self._rows, kind=kind, payload=orjson.dumps(payload).decode())

    def claim(self, now: datetime) -> Task | None:
        """Leases the work that has been due longest, if nobody else holds it."""
        found = DUE.run(self._rows, now=now)
        if not found:
            return None
        task = _task(found[0] | {"attempts": found[0]["attempts"] + 1})
        CLAIM.run(self._rows, task=task.id, attempts=task.attempts, leased_until=now + LEASE)
        return task

    def renew(self, task: Task, now: datetime) -> None:
        self._change(task.id, leased_until=now + LEASE)

    def finish(self, task: Task) -> None:
        FINISH.run(self._rows, task=task.id)

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
        dues = [row["due_at"] for row in NEXT_FREE.run(self._rows)]
        return min(dues + [max(row["due_at"], row["leased_until"]) for row in LEASED.run(self._rows)], default=None)

    def failed(self) -> list[Task]:
        """Those that were given up."""
        given_up = select(tasks).where(tasks.c.failure.is_not(None)).order_by(tasks.c.id)
        return [_task(dict(row)) for row in self._rows.execute(given_up).mappings()]

    def all(self) -> list[Task]:
        return [_task(dict(row)) for row in self._rows.execute(select(tasks).order_by(tasks.c.due_at, tasks.c.id)).mappings()]

    def _change(self, task_id: int, **values: Any) -> None:
        self._rows.execute(update(tasks).where(tasks.c.id == task_id).values(values))


def _task(row: Mapping[str, Any]) -> Task:
    return Task(id=row["id"], kind=row["kind"], due_at=row["due_at"], payload=orjson.loads(row["payload"]), attempts=row["attempts"])

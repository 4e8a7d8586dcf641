"""SQL of messages and of the attempts to deliver them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, case, delete, exists, func, insert, literal_column, select, update

from sandbox.database.statement import Statement
from sandbox.webhooks import mischief
from sandbox.webhooks.message import Attempt, Message, Status
from sandbox.webhooks.mischief import Mischief
from sandbox.webhooks.tables import OVERTAKABLE, PENDING, attempts, endpoints, messages

_earlier = messages.alias("earlier")
_behind_another = exists().where(
    _earlier.c.endpoint_id == messages.c.endpoint_id,
    _earlier.c.cause == messages.c.cause,
    _earlier.c.status == literal_column("'pending'"),
    _earlier.c.number < messages.c.number,
)
_DUE = (PENDING, messages.c.due_at <= bindparam("now", type_=messages.c.due_at.type), ~_behind_another)
"""Of one cause only the first; the next one waits until that is delivered or given up."""

DUE = Statement(
    select(messages).where(messages.c.endpoint_id == bindparam("endpoint"), *_DUE).order_by(messages.c.number).limit(bindparam("limit"))
)

ADD = Statement(
    insert(messages).values({name: bindparam(name, type_=column.type) for name, column in messages.c.items() if name != "number"})
)
OVERTAKABLES = Statement(
    select(messages).where(messages.c.endpoint_id == bindparam("endpoint"), OVERTAKABLE, messages.c.id != bindparam("overtaker"))
)
CHANGES = ("status", "tries_left", "due_at", "finished_at", "answer", "error", "overtakable")
"""What an attempt changes of its message, beside their number: nothing if it was asked for anew meanwhile."""
_STILL = messages.c.resends == bindparam("resends")
SETTLE = Statement(
    update(messages)
    .where(messages.c.id == bindparam("message"), PENDING)
    .values({name: case((_STILL, bindparam(f"new_{name}", type_=messages.c[name].type)), else_=messages.c[name]) for name in CHANGES})
    .values(attempts=messages.c.attempts + 1)
)
RECORD = Statement(
    insert(attempts).values({name: bindparam(name, type_=column.type) for name, column in attempts.c.items() if name != "number"})
)


class MessageStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def add(self, *, mischief: Sequence[Mischief], **values: Any) -> None:
        overtakable = Mischief.REORDER in mischief
        start = {"status": Status.PENDING, "attempts": 0, "resends": 0, "mischief": " ".join(mischief), "overtakable": overtakable}
        nothing_yet = {"finished_at": None, "answer": None, "error": None}
        ADD.run(self._rows, **start, **nothing_yet, **values)

    def let_overtaken_follow(self, endpoint_id: str, overtaker: str, *, cause: str, due_at: datetime) -> None:
        """What waited for a message to come before it is due, behind that one: it takes its cause, because only those keep their order."""
        for row in OVERTAKABLES.run(self._rows, endpoint=endpoint_id, overtaker=overtaker):
            self._rows.execute(delete(messages).where(messages.c.id == row["id"]))
            ADD.run(self._rows, **row | {"cause": cause, "due_at": due_at, "overtakable": False})

    def due(self, endpoint_id: str, now: datetime, limit: int) -> list[Message]:
        return [_message(row) for row in DUE.run(self._rows, endpoint=endpoint_id, now=now, limit=limit)]

    def record(self, made: Sequence[tuple[Attempt, Message]]) -> None:
        """Attempts, each with what has become of its message. One that was given up with its endpoint meanwhile stays as it is."""
        SETTLE.run_all(self._rows, (_changes(after) for _, after in made))
        RECORD.run_all(self._rows, (_attempt_row(attempt) for attempt, _ in made))

    def find(self, message_id: str) -> Message | None:
        row = self._rows.execute(select(messages).where(messages.c.id == message_id)).mappings().one_or_none()
        return _message(row) if row else None

    def get(self, message_id: str) -> Message:
        return _message(self._rows.execute(select(messages).where(messages.c.id == message_id)).mappings().one())

    def put(self, message: Message) -> None:
        self._rows.execute(update(messages).where(messages.c.id == message.id).values(_message_row(message)))

    def last(self, count: int, **wanted: str | None) -> list[Message]:
        """The newest that have all the wanted values, oldest first."""
        conditions = [messages.c[name] == value for name, value in wanted.items() if value is not None]
        found = self._rows.execute(select(messages).where(*conditions).order_by(messages.c.number.desc()).limit(count))
        return [_message(row) for row in reversed(found.mappings().all())]

    def counts(self) -> dict[Status, int]:
        found = self._rows.execute(select(messages.c.status, func.count()).group_by(messages.c.status))
        return dict.fromkeys(Status, 0) | {Status(status): count for status, count in found}

    def endpoints_with_due(self, now: datetime) -> list[str]:
        """The ids of those that are not paused."""
        open_ones = select(endpoints.c.id).where(~endpoints.c.paused)
        due = select(messages.c.endpoint_id).where(*_DUE, messages.c.endpoint_id.in_(open_ones)).distinct()
        return [str(found) for found in self._rows.execute(due, {"now": now}).scalars()]

    def attempts(self, count: int, **wanted: str | None) -> list[Attempt]:
        """The newest, oldest first."""
        conditions = [attempts.c[name] == value for name, value in wanted.items() if value is not None]
        found = self._rows.execute(select(attempts).where(*conditions).order_by(attempts.c.number.desc()).limit(count))
        return [_attempt(row) for row in reversed(found.mappings().all())]


def _message_row(message: Message) -> dict[str, Any]:
    return vars(message) | {"mischief": mischief.spelled(message.mischief), "status": message.status.value}


def _changes(message: Message) -> dict[str, Any]:
    return {"message": message.id, "resends": message.resends} | {f"new_{name}": getattr(message, name) for name in CHANGES}


def _message(row: Any) -> Message:
    values = {name: value for name, value in row.items() if name != "number"}
    return Message(**values | {"mischief": mischief.read(values["mischief"]), "status": Status(values["status"])})


def _attempt_row(attempt: Attempt) -> dict[str, Any]:
    headers = orjson.dumps(dict(attempt.request_headers)).decode()
    return vars(attempt) | {"mischief": mischief.spelled(attempt.mischief), "request_headers": headers}


def _attempt(row: Any) -> Attempt:
    values = {name: value for name, value in row.items() if name != "number"}
    return Attempt(**values | {"mischief": mischief.read(values["mischief"]), "request_headers": orjson.loads(values["request_headers"])})

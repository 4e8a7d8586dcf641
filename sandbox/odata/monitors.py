"""Calls that were put off, and their answers until they are fetched, as rows."""

from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Column, Connection, Integer, LargeBinary, Row, String, Table, delete, insert, select, update

from sandbox.database.schema import metadata
from sandbox.odata.call import Answer, Call
from sandbox.odata.execute import WISHES

KEPT_HEADERS = (*WISHES, "content-type", "x-http-method")
"""What an answer can depend on. The credential is not among them: whose call it is, is known already."""

monitors = Table(
    "odata_monitors",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("tenant", String, nullable=False),
    Column("person", String, nullable=False),
    Column("method", String, nullable=False),
    Column("root", String, nullable=False),
    Column("path", String, nullable=False),
    Column("query", String, nullable=False),
    Column("headers", String, nullable=False),  # JSON, like answer_headers
    Column("body", LargeBinary, nullable=False),
    Column("status", Integer),
    Column("answer_headers", String),
    Column("answer_body", LargeBinary),
)


@dataclass(frozen=True, kw_only=True)
class Monitor:
    """`tenant` and `person` are those of the caller, empty for a call that needed none."""

    id: str
    tenant: str
    person: str
    call: Call
    answer: Answer | None = None

    @property
    def location(self) -> str:
        return f"{self.call.root}_lodata/monitor/{self.id}"


class MonitorStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def add(self, monitor: Monitor) -> None:
        call = monitor.call
        headers = {name: call.headers[name] for name in KEPT_HEADERS if name in call.headers}
        whose = {"id": monitor.id, "tenant": monitor.tenant, "person": monitor.person}
        values = {**whose, **vars(call), "headers": orjson.dumps(headers).decode()}
        self._rows.execute(insert(monitors).values(values))

    def get(self, monitor_id: str) -> Monitor | None:
        row = self._rows.execute(select(monitors).where(monitors.c.id == monitor_id)).one_or_none()
        return None if row is None else _monitor(row)

    def finish(self, monitor_id: str, answer: Answer) -> None:
        headers = orjson.dumps(answer.headers).decode()
        values = {"status": answer.status, "answer_headers": headers, "answer_body": answer.body}
        self._rows.execute(update(monitors).where(monitors.c.id == monitor_id).values(values))

    def drop(self, monitor_id: str) -> None:
        self._rows.execute(delete(monitors).where(monitors.c.id == monitor_id))


def _monitor(row: Row[Any]) -> Monitor:
    call = Call(row.method, row.path, row.query, orjson.loads(row.headers), row.root, row.body)
    answer = None if row.status is None else Answer(row.status, row.answer_body, orjson.loads(row.answer_headers))
    return Monitor(id=row.id, tenant=row.tenant, person=row.person, call=call, answer=answer)

"""SQL of endpoints."""

from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, func, insert, select, update

from sandbox.database.statement import Statement
from sandbox.webhooks.endpoint import Endpoint
from sandbox.webhooks.message import Status
from sandbox.webhooks.mischief import Mischief, named
from sandbox.webhooks.tables import PENDING, endpoints, messages

_IN_USE = endpoints.c.removed_at.is_(None)
_OLDEST_FIRST = select(endpoints).where(_IN_USE).order_by(endpoints.c.number)
FIND = Statement(select(endpoints).where(endpoints.c.id == bindparam("endpoint"), _IN_USE))
OF_TENANT = Statement(_OLDEST_FIRST.where(endpoints.c.vendor == bindparam("vendor"), endpoints.c.tenant_id == bindparam("tenant")))


class EndpointStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def add(self, endpoint: Endpoint) -> None:
        self._rows.execute(insert(endpoints).values(_endpoint_row(endpoint)))

    def put(self, endpoint: Endpoint) -> None:
        self._rows.execute(update(endpoints).where(endpoints.c.id == endpoint.id).values(_endpoint_row(endpoint)))

    def remove(self, endpoint: Endpoint, *, at: datetime) -> None:
        """What was still to be sent to it has failed. The row stays, for those who ask what became of its messages."""
        self._rows.execute(update(endpoints).where(endpoints.c.id == endpoint.id).values(removed_at=at))
        gone = {"status": Status.FAILED, "finished_at": at, "due_at": None, "error": "The endpoint was removed"}
        self._rows.execute(update(messages).where(messages.c.endpoint_id == endpoint.id, PENDING).values(gone))

    def find(self, endpoint_id: str) -> Endpoint | None:
        found = FIND.run(self._rows, endpoint=endpoint_id)
        return _endpoint(found[0]) if found else None

    def all(self, vendor: str | None = None) -> list[Endpoint]:
        """Oldest first."""
        wanted = _OLDEST_FIRST if vendor is None else _OLDEST_FIRST.where(endpoints.c.vendor == vendor)
        return [_endpoint(row) for row in self._rows.execute(wanted).mappings()]

    def of_tenant(self, vendor: str, tenant_id: str) -> list[Endpoint]:
        """Oldest first."""
        return [_endpoint(row) for row in OF_TENANT.run(self._rows, vendor=vendor, tenant=tenant_id)]

    def urls(self) -> dict[str, str]:
        """By id, those of removed endpoints too."""
        return {row.id: row.url for row in self._rows.execute(select(endpoints.c.id, endpoints.c.url))}

    def were_there_any(self, vendor: str) -> bool:
        """Removed ones too."""
        return bool(self._rows.execute(select(func.count()).where(endpoints.c.vendor == vendor)).scalar_one())


def _endpoint_row(endpoint: Endpoint) -> dict[str, Any]:
    spelled = {"events": " ".join(endpoint.events), "waits": orjson.dumps(endpoint.waits).decode()}
    return vars(endpoint) | spelled | {"mischief": orjson.dumps(named(endpoint.mischief)).decode()}


def _endpoint(row: Any) -> Endpoint:
    values = {name: value for name, value in row.items() if name not in ("number", "removed_at")}
    chances = {Mischief(kind): float(chance) for kind, chance in orjson.loads(values["mischief"]).items()}
    read = {"events": tuple(values["events"].split()), "waits": tuple(orjson.loads(values["waits"])), "mischief": chances}
    return Endpoint(**values | read)

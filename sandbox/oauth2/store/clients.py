from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from sandbox.database.statement import Statement
from sandbox.oauth2.clients import Client
from sandbox.oauth2.scopes import read_scopes, scope_text
from sandbox.oauth2.store.tables import clients

LIVE = Statement(
    select(clients).where(clients.c.realm == bindparam("realm"), clients.c.id == bindparam("client"), clients.c.revoked_at.is_(None))
)


class ClientStore:
    def __init__(self, rows: Connection, realm: str) -> None:
        self._rows, self._realm = rows, realm

    def add(self, client: Client) -> None:
        values = {**vars(client), "redirect_uris": "\n".join(client.redirect_uris), "grants": scope_text(client.grants)}
        self._rows.execute(insert(clients).values(realm=self._realm, **values))

    def get(self, client_id: str) -> Client | None:
        """None for an unknown one, and for one that was revoked."""
        return next(map(_client, LIVE.run(self._rows, realm=self._realm, client=client_id)), None)

    def all(self) -> list[Client]:
        mine = select(clients).where(clients.c.realm == self._realm).order_by(clients.c.created_at, clients.c.id)
        return [_client(row) for row in self._rows.execute(mine).mappings()]

    def revoke(self, client_id: str, *, at: datetime) -> None:
        self._rows.execute(update(clients).where(clients.c.realm == self._realm, clients.c.id == client_id).values(revoked_at=at))


def _client(row: Mapping[Any, Any]) -> Client:
    values = {**row, "redirect_uris": tuple(row["redirect_uris"].splitlines()), "grants": read_scopes(row["grants"])}
    del values["realm"]
    return Client(**values)

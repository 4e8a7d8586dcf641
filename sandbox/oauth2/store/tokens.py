from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from sandbox.database.statement import Statement
from sandbox.oauth2.store.grants import grant_of, grant_values
from sandbox.oauth2.store.tables import tokens
from sandbox.oauth2.tokens import Issued, Kind, Token, hash_of

# What every exchange of a code or a refresh token does, compiled once.
ADD = Statement(insert(tokens))
BY_HASH = Statement(select(tokens).where(tokens.c.realm == bindparam("realm"), tokens.c.hash == bindparam("hash")))
REVOKE_GRANT = Statement(
    update(tokens)
    .where(tokens.c.realm == bindparam("realm"), tokens.c.grant_id == bindparam("grant"), tokens.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("at"))
)


class TokenStore:
    def __init__(self, rows: Connection, realm: str) -> None:
        self._rows, self._realm = rows, realm

    def add(self, issued: Issued) -> Issued:
        token = issued.token
        own = {name: value for name, value in vars(token).items() if name != "grant"}
        ADD.run(self._rows, realm=self._realm, **own, **grant_values(token.grant))
        return issued

    def by_value(self, value: str) -> Token | None:
        return next(map(_token, BY_HASH.run(self._rows, realm=self._realm, hash=hash_of(value))), None)

    def by_id(self, token_id: str) -> Token | None:
        return self._one(tokens.c.id == token_id)

    def all(self, **wanted: str | None) -> list[Token]:
        """Oldest first; `wanted` holds columns and their values."""
        where = [tokens.c[name] == value for name, value in wanted.items() if value is not None]
        found = self._mine(*where).order_by(tokens.c.issued_at, tokens.c.id)
        return [_token(row) for row in self._rows.execute(found).mappings()]

    def live(self, client_id: str, user_id: str, *, at: datetime) -> list[Token]:
        """The access tokens that the client may use in that person's name."""
        mine = self._mine(tokens.c.client_id == client_id, tokens.c.user_id == user_id, tokens.c.kind == Kind.ACCESS)
        live = mine.where(tokens.c.revoked_at.is_(None), tokens.c.expires_at > at)
        return [_token(row) for row in self._rows.execute(live).mappings()]

    def revoke(self, token: Token, *, at: datetime) -> None:
        _revoke(self._rows, tokens.c.id == token.id, at=at)

    def revoke_grant(self, grant_id: str, *, at: datetime) -> None:
        REVOKE_GRANT.run(self._rows, realm=self._realm, grant=grant_id, at=at)

    def revoke_client(self, client_id: str, *, at: datetime) -> None:
        _revoke(self._rows, tokens.c.realm == self._realm, tokens.c.client_id == client_id, at=at)

    def expire(self, token: Token, *, at: datetime) -> None:
        self._rows.execute(update(tokens).where(tokens.c.id == token.id).values(expires_at=at))

    def _one(self, where: Any) -> Token | None:
        row = self._rows.execute(self._mine(where)).mappings().one_or_none()
        return _token(row) if row else None

    def _mine(self, *where: Any) -> Select[Any]:
        return select(tokens).where(tokens.c.realm == self._realm, *where)


def _revoke(rows: Connection, *where: Any, at: datetime) -> None:
    """What was revoked before keeps its moment."""
    rows.execute(update(tokens).where(*where, tokens.c.revoked_at.is_(None)).values(revoked_at=at))


def _token(row: Mapping[Any, Any]) -> Token:
    own = {name: row[name] for name in ("id", "hash", "issued_at", "expires_at", "revoked_at", "name")}
    return Token(kind=Kind(row["kind"]), grant=grant_of(row), **own)

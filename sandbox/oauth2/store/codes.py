from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from sandbox.oauth2.codes import Challenge, Code
from sandbox.oauth2.store.grants import grant_of, grant_values
from sandbox.oauth2.store.tables import codes
from sandbox.oauth2.tokens import hash_of


class CodeStore:
    def __init__(self, rows: Connection, realm: str) -> None:
        self._rows, self._realm = rows, realm

    def add(self, code: Code) -> None:
        method, challenge = (code.challenge.method, code.challenge.value) if code.challenge else (None, None)
        own = {"hash": code.hash, "redirect_uri": code.redirect_uri, "expires_at": code.expires_at}
        values = {**own, "challenge": challenge, "challenge_method": method, **grant_values(code.grant)}
        self._rows.execute(insert(codes).values(realm=self._realm, **values))

    def get(self, value: str) -> Code | None:
        row = self._rows.execute(select(codes).where(codes.c.hash == hash_of(value), codes.c.realm == self._realm)).mappings().one_or_none()
        if row is None:
            return None
        challenge = Challenge(row["challenge"], row["challenge_method"]) if row["challenge"] else None
        own = {name: row[name] for name in ("hash", "redirect_uri", "expires_at", "used_at")}
        return Code(grant=grant_of(row), challenge=challenge, **own)

    def use(self, code: Code, *, at: datetime) -> None:
        self._rows.execute(update(codes).where(codes.c.hash == code.hash).values(used_at=at))

"""Makes the secrets and the records of codes, tokens and clients; storing them is the caller's business."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.chance import Chance
from sandbox.oauth2.audiences import Audience
from sandbox.oauth2.codes import Challenge, Code
from sandbox.oauth2.grants import Grant
from sandbox.oauth2.scopes import Scopes
from sandbox.oauth2.tokens import Issued, Kind, Token, hash_of

TOKEN_LENGTH, CODE_LENGTH = 64, 40
"""Letters and digits, nearly six random bits each."""


@dataclass(frozen=True, kw_only=True)
class Mint:
    """`suffix` stands behind every code and token; a world other than the default one writes its name there."""

    chance: Chance
    suffix: str
    lifetimes: dict[Kind, timedelta]
    code_lifetime: timedelta
    hexadecimal: bool = False
    """Codes and tokens of 40 hexadecimal digits in place of longer ones of letters and digits."""

    def grant(self, *, client_id: str | None, user_id: str, tenant_id: str, scopes: Scopes, audience: Audience = ()) -> Grant:
        grant_id = self.chance.uuid()
        return Grant(id=grant_id, client_id=client_id, user_id=user_id, tenant_id=tenant_id, scopes=scopes, audience=audience)

    def token(self, kind: Kind, grant: Grant, *, at: datetime, name: str | None = None) -> Issued:
        value = self._value(TOKEN_LENGTH)
        expires = at + self.lifetimes[kind]
        token = Token(id=self.chance.uuid(), kind=kind, hash=hash_of(value), grant=grant, issued_at=at, expires_at=expires, name=name)
        return Issued(value, token)

    def code(self, grant: Grant, *, redirect_uri: str | None, challenge: Challenge | None, at: datetime) -> tuple[str, Code]:
        value = self._value(CODE_LENGTH)
        expires = at + self.code_lifetime
        return value, Code(hash=hash_of(value), grant=grant, redirect_uri=redirect_uri, challenge=challenge, expires_at=expires)

    def _value(self, length: int) -> str:
        return (self.chance.octets(20).hex() if self.hexadecimal else self.chance.token(length)) + self.suffix

"""Opaque tokens. A store keeps their hashes only, so that a copy of the database opens nothing."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sandbox.oauth2 import errors
from sandbox.oauth2.grants import Grant


class Kind(StrEnum):
    ACCESS = "access"
    REFRESH = "refresh"
    PERSONAL = "personal"


@dataclass(frozen=True, kw_only=True)
class Token:
    """`name` is what its maker calls a personal one."""

    id: str
    kind: Kind
    hash: str
    grant: Grant
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    name: str | None = None


@dataclass(frozen=True)
class Issued:
    """A token at the one moment at which its value is known."""

    value: str
    token: Token


@dataclass(frozen=True)
class Pair:
    access: Issued
    refresh: Issued | None


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def check_refresh(token: Token, *, client_id: str, at: datetime) -> None:
    """Raises TokenOfAnotherClient, TokenExpired, TokenRevoked, in the order in which league/oauth2-server looks."""
    if token.grant.client_id != client_id:
        raise errors.TokenOfAnotherClient
    if at >= token.expires_at:
        raise errors.TokenExpired
    if token.revoked_at is not None:
        raise errors.TokenRevoked

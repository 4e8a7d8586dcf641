"""The `Authorization` header (RFC 9110, 11.6.2), read once for both vendors."""

import base64
import binascii
from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import Scope

from sandbox.http.headers import headers_in


@dataclass(frozen=True)
class Bearer:
    token: str


@dataclass(frozen=True)
class Basic:
    user: str
    password: str


def authorization_of(request: Request) -> Bearer | Basic | None:
    """What the request shows; None when it shows nothing or nothing readable. Scheme names are case-insensitive."""
    return authorization_in(request.scope)


def authorization_in(scope: Scope) -> Bearer | Basic | None:
    if "sandbox.authorization" not in scope:
        scope["sandbox.authorization"] = read_authorization(headers_in(scope).get("authorization", ""))
    shown: Bearer | Basic | None = scope["sandbox.authorization"]
    return shown


def read_authorization(header: str) -> Bearer | Basic | None:
    scheme, _, credentials = header.strip().partition(" ")
    credentials = credentials.strip()
    if not credentials:
        return None
    if scheme.lower() == "bearer":
        return Bearer(credentials)
    if scheme.lower() == "basic":
        return _basic(credentials)
    return None


def _basic(credentials: str) -> Basic | None:
    try:
        user, colon, password = base64.b64decode(credentials, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return Basic(user, password) if colon else None

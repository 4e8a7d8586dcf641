"""The two ways in which a client turns what a person allowed into tokens. Raises the refusals of errors.py.

The caller runs each in one transaction. A refusal rolls it back, so the revocation that `CodeUsed` asks for is a transaction of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sandbox.oauth2 import errors
from sandbox.oauth2.audiences import Audience, narrowed
from sandbox.oauth2.clients import REFRESH_TOKEN, Client
from sandbox.oauth2.codes import Redemption, check_code
from sandbox.oauth2.grants import Grant
from sandbox.oauth2.mint import Mint
from sandbox.oauth2.scopes import Scopes, first_outside
from sandbox.oauth2.store import CodeStore, TokenStore
from sandbox.oauth2.tokens import Kind, Pair, check_refresh


@dataclass(frozen=True, kw_only=True)
class Counter:
    """Where tokens are handed out. `stands` says whether the person may still act where the grant holds; only the vendor knows."""

    codes: CodeStore
    tokens: TokenStore
    mint: Mint
    stands: Callable[[Grant], bool]


def issue(counter: Counter, grant: Grant, client: Client, *, at: datetime, audience: Audience | None = None) -> Pair:
    """A client that may not refresh gets an access token only (inferred: league/oauth2-server 9.2).

    `audience` narrows the access token and not the grant, so a later one may be for another server (RFC 8707, 2.2).
    """
    for_these = replace(grant, audience=narrowed(grant.audience, audience))
    access = counter.tokens.add(counter.mint.token(Kind.ACCESS, for_these, at=at))
    if REFRESH_TOKEN not in client.grants:
        return Pair(access, None)
    return Pair(access, counter.tokens.add(counter.mint.token(Kind.REFRESH, grant, at=at)))


def redeem(counter: Counter, value: str, client: Client, brought: Redemption, *, at: datetime) -> Pair:
    code = counter.codes.get(value)
    if code is None:
        raise errors.UnknownCode
    check_code(code, brought, at=at)
    if not counter.stands(code.grant):
        raise errors.CodeUsed(code.grant.id)
    counter.codes.use(code, at=at)
    # If the authorization named no server, those that the client names now are all that it will get.
    grant = replace(code.grant, audience=code.grant.audience or brought.audience or ())
    return issue(counter, grant, client, at=at, audience=brought.audience)


def rotate(counter: Counter, value: str, client: Client, scopes: Scopes | None, *, at: datetime, audience: Audience | None = None) -> Pair:
    """The new pair takes the old one's place in the grant. `scopes` or `audience` None asks for the same as before."""
    token = counter.tokens.by_value(value)
    if token is None or token.kind is not Kind.REFRESH:
        raise errors.UnknownRefreshToken
    check_refresh(token, client_id=client.id, at=at)
    if not counter.stands(token.grant):
        raise errors.TokenRevoked
    excess = first_outside(scopes or (), token.grant.scopes)
    if excess is not None:
        raise errors.ScopeNotGranted(excess)
    counter.tokens.revoke_grant(token.grant.id, at=at)
    return issue(counter, replace(token.grant, scopes=scopes or token.grant.scopes), client, at=at, audience=audience)

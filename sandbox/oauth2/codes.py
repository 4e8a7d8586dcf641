"""Authorization codes (RFC 6749, 4.1.2)."""

from dataclasses import dataclass
from datetime import datetime

from sandbox.oauth2 import errors, pkce
from sandbox.oauth2.audiences import Audience
from sandbox.oauth2.grants import Grant


@dataclass(frozen=True)
class Challenge:
    """What the client showed of its secret when it asked for the code."""

    value: str
    method: str


@dataclass(frozen=True, kw_only=True)
class Code:
    """`redirect_uri` is None if the request left it to the client's only one."""

    hash: str
    grant: Grant
    redirect_uri: str | None
    challenge: Challenge | None
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Redemption:
    """What a client brings to turn a code into tokens."""

    client_id: str
    redirect_uri: str | None
    verifier: str | None
    audience: Audience | None = None
    """The servers that the access token shall be for; None asks for what was authorized."""


def check_code(code: Code, brought: Redemption, *, at: datetime) -> None:
    """Raises a Refusal. The order is that of league/oauth2-server, so that a request with two faults hears of the same one."""
    if at >= code.expires_at:
        raise errors.CodeExpired
    if code.used_at is not None:
        raise errors.CodeUsed(code.grant.id)
    if code.grant.client_id != brought.client_id:
        raise errors.CodeOfAnotherClient
    if code.redirect_uri != brought.redirect_uri:
        raise errors.RedirectUriDiffers if brought.redirect_uri else errors.RedirectUriMissing
    _check_verifier(code.challenge, brought.verifier)


def _check_verifier(challenge: Challenge | None, verifier: str | None) -> None:
    if challenge is None:
        if verifier is not None:
            raise errors.VerifierUnexpected
        return
    if verifier is None:
        raise errors.VerifierMissing
    if not pkce.is_well_formed(verifier):
        raise errors.VerifierMalformed
    if not pkce.answers(verifier, challenge.value, challenge.method):
        raise errors.VerifierWrong

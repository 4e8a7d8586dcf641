"""The refusals of Four/Four by their status, as each of its surfaces words them: for faults, which may ask for any.

What the framework refuses before a surface is reached, a caller whom it does not know and a full rate limit, looks alike everywhere
(inferred: Laravel).
"""

from starlette.requests import Request

from sandbox.fourfour.caller import ODATA_CHALLENGE, mcp_challenge
from sandbox.fourfour.errors import FourFourError, InvalidScope, NotFound, ServerError, Unauthenticated
from sandbox.fourfour.oauth import errors as oauth_errors
from sandbox.http.errors import ApiError, phrase, with_status
from sandbox.odata.errors import ODataError

WORDS = {error.status: error.template for error in (Unauthenticated, InvalidScope, NotFound, ServerError)} | {429: "Too Many Attempts."}
OF_THE_FRAMEWORK = frozenset({401, 403, 429})
OAUTH = {error.status: error for error in (oauth_errors.InvalidRequest, oauth_errors.InvalidClient, oauth_errors.ServerError)}


def refusal(request: Request, status: int, message: str | None) -> ApiError:
    return _refusal(status, message)


def oauth_refusal(request: Request, status: int, message: str | None) -> ApiError:
    """With an `error` where RFC 6749 has one for the status."""
    known = OAUTH.get(status)
    if known is None:
        return _refusal(status, message)
    return with_status(known, status, known.template if message is None else message)


def odata_refusal(request: Request, status: int, message: str | None) -> ApiError:
    """The engine's codes are the words of HTTP, like its `bad_request` and `internal_server_error`."""
    if status in OF_THE_FRAMEWORK:
        return _refusal(status, message, ODATA_CHALLENGE)
    return with_status(ODataError, status, message, code=phrase(status).lower().replace(" ", "_"))


def mcp_refusal(request: Request, status: int, message: str | None) -> ApiError:
    return _refusal(status, message, f'{mcp_challenge(request)}, error="invalid_token"')


def _refusal(status: int, message: str | None, challenge: str = "") -> ApiError:
    headers = {"WWW-Authenticate": challenge} if challenge and status == Unauthenticated.status else None
    return with_status(FourFourError, status, WORDS.get(status) if message is None else message, headers=headers)

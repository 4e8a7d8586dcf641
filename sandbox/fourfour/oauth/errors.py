"""Every refusal of Four/Four's OAuth, in the shape of league/oauth2-server (inferred; fourfour.md, 2.4).

The descriptions are our own prose: a client should branch on `error`.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from sandbox.http.errors import ApiError


class OAuthError(ApiError):
    """`{"error": ..., "error_description": ..., "hint": ...}`; some have no hint."""

    status = 400
    error: ClassVar[str] = "invalid_request"
    hint: ClassVar[str | None] = None

    def body(self) -> Mapping[str, Any]:
        said = {"error": self.error, "error_description": self.message}
        return said if self.hint is None else {**said, "hint": self.hint.format_map(self.fields)}


class ServerError(OAuthError):
    status, error = 500, "server_error"
    template = "The authorization server met a condition that it did not expect."


class InvalidClient(OAuthError):
    status, error, template = 401, "invalid_client", "Client authentication failed"


class UnauthorizedClient(OAuthError):
    error, template = "unauthorized_client", "The client may not use this grant type."


class UnsupportedGrantType(OAuthError):
    error, hint = "unsupported_grant_type", "Check that all required parameters have been provided"
    template = "The authorization server does not support this grant type."


class InvalidRequest(OAuthError):
    template = "The request lacks a required parameter, or one of its parameters has a value that cannot be used."


class InvalidParameter(InvalidRequest):
    """`parameter` is missing, empty or an array."""

    hint = "Check the `{parameter}` parameter"


class ChallengeMissing(InvalidRequest):
    hint = "Code challenge must be provided for public clients"


class ChallengeMalformed(InvalidRequest):
    hint = "Code challenge must follow the specifications of RFC-7636."


class UnknownChallengeMethod(InvalidRequest):
    hint = "Code challenge method must be one of `S256`, `plain`"


class VerifierMalformed(InvalidRequest):
    hint = "Code Verifier must follow the specifications of RFC-7636."


class VerifierUnexpected(InvalidRequest):
    hint = "code_verifier received when no code_challenge is present"


class CodeOfAnotherClient(InvalidRequest):
    hint = "Authorization code was not issued to this client"


class RedirectUriDiffers(InvalidRequest):
    hint = "Invalid redirect URI"


class InvalidGrant(OAuthError):
    error, template = "invalid_grant", "The authorization code or refresh token is invalid, expired, revoked or another client's."


class UnknownCode(InvalidGrant):
    hint = "Cannot validate the provided authorization code"


class CodeExpired(InvalidGrant):
    hint = "Authorization code has expired"


class CodeUsed(InvalidGrant):
    hint = "Authorization code has been revoked"


class VerifierWrong(InvalidGrant):
    hint = "Failed to verify `code_verifier`."


class UnknownRefreshToken(InvalidGrant):
    hint = "Cannot decrypt the refresh token"


class TokenOfAnotherClient(InvalidGrant):
    hint = "Token is not linked to client"


class TokenExpired(InvalidGrant):
    hint = "Token has expired"


class TokenRevoked(InvalidGrant):
    hint = "Token has been revoked"


class InvalidScope(OAuthError):
    error, hint = "invalid_scope", "Check the `{scope}` scope"
    template = "The requested scope is unknown, malformed or more than was granted."


class InvalidTarget(OAuthError):
    """RFC 8707, 2; the hint is proposed."""

    error, template, hint = "invalid_target", "resource {rule}", "Check the `resource` parameter"


class AccessDenied(OAuthError):
    """`access_denied` is confirmed (fourfour.ai/developers), the rest inferred."""

    error, hint = "access_denied", "The user denied the request"
    template = "The person or the authorization server denied the request."


class LoginRequired(OAuthError):
    error, template = "login_required", "The authorization server needs the person to sign in."


class ConsentRequired(OAuthError):
    error, template = "consent_required", "The authorization server needs the person's consent."


class InvalidRedirectUri(OAuthError):
    """Of client registration (RFC 7591, 3.2.2)."""

    error, template = "invalid_redirect_uri", "{field} {rule}"


class InvalidClientMetadata(OAuthError):
    """Of client registration (RFC 7591, 3.2.2)."""

    error, template = "invalid_client_metadata", "{field} {rule}"

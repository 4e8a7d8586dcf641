"""How Four/Four says what `sandbox.oauth2` refuses."""

from collections.abc import Callable

from sandbox.fourfour.oauth import errors
from sandbox.fourfour.oauth.errors import InvalidParameter, OAuthError
from sandbox.oauth2 import errors as refusals

WORDS: dict[type[refusals.Refusal], Callable[[], OAuthError]] = {
    refusals.UnknownCode: errors.UnknownCode,
    refusals.CodeExpired: errors.CodeExpired,
    refusals.CodeUsed: errors.CodeUsed,
    refusals.CodeOfAnotherClient: errors.CodeOfAnotherClient,
    refusals.RedirectUriMissing: lambda: InvalidParameter(parameter="redirect_uri"),
    refusals.RedirectUriDiffers: errors.RedirectUriDiffers,
    refusals.VerifierMissing: lambda: InvalidParameter(parameter="code_verifier"),
    refusals.VerifierMalformed: errors.VerifierMalformed,
    refusals.VerifierUnexpected: errors.VerifierUnexpected,
    refusals.VerifierWrong: errors.VerifierWrong,
    refusals.UnknownRefreshToken: errors.UnknownRefreshToken,
    refusals.TokenOfAnotherClient: errors.TokenOfAnotherClient,
    refusals.TokenExpired: errors.TokenExpired,
    refusals.TokenRevoked: errors.TokenRevoked,
    refusals.AudienceNotGranted: lambda: errors.InvalidTarget(rule="must not reach beyond what was authorized"),
}


def in_words(refusal: refusals.Refusal) -> OAuthError:
    if isinstance(refusal, refusals.ScopeNotGranted):
        return errors.InvalidScope(scope=refusal.scope)
    return WORDS[type(refusal)]()

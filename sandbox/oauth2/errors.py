"""Why a code or a token is not honoured. Free of vendors: each says it in the words of its own dialect."""


class Refusal(Exception):
    """A grant that cannot be given."""


class UnknownCode(Refusal):
    pass


class CodeExpired(Refusal):
    pass


class CodeUsed(Refusal):
    """The code was redeemed before. What it gave then should die with it: somebody else may hold a copy."""

    def __init__(self, grant_id: str) -> None:
        self.grant_id = grant_id
        super().__init__(grant_id)


class CodeOfAnotherClient(Refusal):
    pass


class RedirectUriMissing(Refusal):
    pass


class RedirectUriDiffers(Refusal):
    pass


class VerifierMissing(Refusal):
    pass


class VerifierMalformed(Refusal):
    pass


class VerifierUnexpected(Refusal):
    """A verifier for a code that was asked for without a challenge: somebody may have taken the challenge out."""


class VerifierWrong(Refusal):
    pass


class UnknownRefreshToken(Refusal):
    pass


class TokenOfAnotherClient(Refusal):
    pass


class TokenExpired(Refusal):
    pass


class TokenRevoked(Refusal):
    pass


class ScopeNotGranted(Refusal):
    """`scope` was not part of what the person allowed."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__(scope)


class AudienceNotGranted(Refusal):
    """The client names a server that what the person allowed is not for."""

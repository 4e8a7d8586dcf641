"""Who asks for tokens: an application that was registered."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from unicodedata import category

from sandbox.oauth2.redirects import is_one_of
from sandbox.oauth2.tokens import hash_of

AUTHORIZATION_CODE, REFRESH_TOKEN = "authorization_code", "refresh_token"
GRANTS = (AUTHORIZATION_CODE, REFRESH_TOKEN)

NAME_LIMIT = 255
"""Characters of a client's name (inferred: the column of Four/Four's framework)."""


def fault_of_name(name: str) -> str | None:
    """The rule that `name` breaks, worded to follow its name; None if a client may be called that.

    Proposed: no characters that nobody sees, for some of them turn the text of the consent page around.
    """
    if not 0 < len(name.strip()) <= NAME_LIMIT:
        return f"must be a text of at most {NAME_LIMIT} characters"
    return "must not have control or format characters" if any(category(sign) in ("Cc", "Cf") for sign in name.strip()) else None


@dataclass(frozen=True, kw_only=True)
class Client:
    """`secret_hash` is None for a public client, which cannot keep a secret and proves itself with PKCE instead."""

    id: str
    name: str
    redirect_uris: tuple[str, ...]
    created_at: datetime
    secret_hash: str | None = None
    grants: tuple[str, ...] = GRANTS
    tenant_id: str | None = None
    """Where it was registered; None for one that registered itself (RFC 7591)."""
    revoked_at: datetime | None = None

    @property
    def is_confidential(self) -> bool:
        return self.secret_hash is not None

    def has_secret(self, secret: str) -> bool:
        return self.secret_hash is not None and hmac.compare_digest(hash_of(secret), self.secret_hash)

    def may_redirect_to(self, uri: str) -> bool:
        return is_one_of(uri, self.redirect_uris)

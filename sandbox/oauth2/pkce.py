"""Proof Key for Code Exchange (RFC 7636)."""

import base64
import hashlib
import hmac
import re

PLAIN, S256 = "plain", "S256"
METHODS = (PLAIN, S256)

SECRET = re.compile(r"[A-Za-z0-9._~-]{43,128}")


def is_well_formed(text: str) -> bool:
    """Whether `text` may be a verifier, or a challenge (RFC 7636, 4.1 and 4.2)."""
    return SECRET.fullmatch(text) is not None


def challenge_of(verifier: str, method: str) -> str:
    if method == PLAIN:
        return verifier
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def answers(verifier: str, challenge: str, method: str) -> bool:
    """Whether the holder of `verifier` is the one who made `challenge`."""
    return hmac.compare_digest(challenge_of(verifier, method).encode(), challenge.encode())

"""The signature of a message: it shows that whoever sent these bytes holds the secret."""

import hashlib
import hmac


def sign(secret: str, body: bytes) -> str:
    """HMAC-SHA256 of the exact bytes, in lower-case hexadecimal and without a prefix."""
    return hmac.new(_octets(secret), body, hashlib.sha256).hexdigest()


def verify(secret: str, body: bytes, signature: str) -> bool:
    """Takes as long for a near miss as for any other."""
    return hmac.compare_digest(sign(secret, body).encode(), _octets(signature))


def _octets(text: str) -> bytes:
    """A shell may hand on octets that are not UTF-8; they count as they are."""
    return text.encode("utf-8", "surrogateescape")

"""Ids, tokens and picks of one world: strong randomness, or one repeatable stream when the world has a seed."""

import hashlib
import secrets
from collections.abc import Callable
from uuid import UUID

_LETTERS_AND_DIGITS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ALPHANUMERICS = bytes(_LETTERS_AND_DIGITS[octet % 62] for octet in range(256))


class Chance:
    """`draw` gives the number of the next draw, kept with the world, so that a restart goes on in the stream and does not repeat it."""

    def __init__(self, seed: int | None, draw: Callable[[], int]) -> None:
        self._seed, self._draw = seed, draw

    def octets(self, count: int) -> bytes:
        if self._seed is None:
            return secrets.token_bytes(count)
        return hashlib.shake_256(f"{self._seed}/{self._draw()}".encode()).digest(count)

    def token(self, length: int) -> str:
        """So many random letters and digits (a little under six bits each)."""
        return self.octets(length).translate(ALPHANUMERICS).decode("ascii")

    def uuid(self) -> str:
        """A version 4 UUID in lower case, the vendor's spelling."""
        return str(UUID(bytes=self.octets(16), version=4))

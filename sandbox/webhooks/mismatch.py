"""Why a signature does not fit: the mistakes that a sender or a receiver usually makes, tried one by one."""

import base64
import json
from collections.abc import Iterator
from contextlib import suppress

from sandbox.webhooks.signature import sign

DIGITS = 64
ALONE = ""
"""What is said of something that is as it should be."""


def reason(secret: str, body: bytes, signature: str) -> str:
    """Of a signature that does not fit."""
    if not signature.strip():
        return "it is empty"
    spelled = dict(reversed([(digest, remark) for remark, digest in spellings(signature)]))  # of two remarks, the first
    for of_bytes, signed in bodies(body):
        for of_secret, key in secrets(secret):
            if (digest := sign(key, signed)) in spelled:
                return "; ".join(remark for remark in (spelled[digest], of_bytes, of_secret) if remark)
    bare = signature.strip().rpartition("=")[2]
    if len(bare) != DIGITS or not set(bare.lower()) <= set("0123456789abcdef"):
        return f"it is no HMAC-SHA256, which has {DIGITS} hexadecimal digits"
    return "it is that of another body or was made with another secret"


def spellings(signature: str) -> Iterator[tuple[str, str]]:
    """What may be meant, in lower-case hexadecimal, and what is wrong with how it is written."""
    yield ALONE, signature
    bare = signature.strip()
    yield "white space stands around it", bare
    yield "it is in upper case, and must be in lower case", bare.lower()
    prefix, equals, rest = bare.partition("=")
    if rest.strip("="):  # base64 ends in one
        yield f"it has the prefix {prefix}{equals}, and must have none", rest.lower()
    for text in (bare, rest):
        with suppress(ValueError):
            yield "it is in base64, and must be in hexadecimal", base64.b64decode(f"{text}==", altchars=_signs(text)).hex()


def _signs(text: str) -> bytes:
    """Base64 has two signs that an address cannot hold, and others in their place."""
    return b"-_" if set(text) & set("-_") else b"+/"


def bodies(body: bytes) -> Iterator[tuple[str, bytes]]:
    """What may have been signed."""
    yield ALONE, body
    yield "what was signed lacks the line break at the end of this body", body.rstrip(b"\r\n")
    for end in (b"\n", b"\r\n"):
        yield "what was signed has a line break at its end, and this body has none", body + end
    yield "what was signed has other line breaks", body.replace(b"\r\n", b"\n")
    yield "what was signed has other line breaks", body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    yield "what was signed lacks the byte order mark of this body", body.removeprefix(b"\xef\xbb\xbf")
    for written in rewritings(body):
        yield "what was signed is this JSON written anew, and must be the very bytes that are sent", written
    yield "what was signed is an empty body: it was read before, or not waited for", b""


def rewritings(body: bytes) -> Iterator[bytes]:
    """The same JSON as Python, JavaScript and PHP write it."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return
    for ascii_only in (True, False):
        for options in ({}, {"separators": (",", ":")}, {"indent": 2}, {"indent": 4}):
            for sort in (False, True):
                written = json.dumps(value, ensure_ascii=ascii_only, sort_keys=sort, **options).encode("utf-8", "surrogatepass")
                yield from (written, written.replace(b"/", rb"\/"))


def secrets(secret: str) -> Iterator[tuple[str, str]]:
    """What it may have been signed with."""
    yield ALONE, secret
    yield "the secret given has white space around it, the sender's has not", secret.strip()
    yield "the sender's secret has a line break at its end", f"{secret}\n"

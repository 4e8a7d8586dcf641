"""multipart/mixed: a body of several parts (RFC 2046, 5.1), taken apart and put together."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sandbox.http.media_types import media_type
from sandbox.odata import errors
from sandbox.odata.batch_item import LIMIT

MEDIA_TYPE = "multipart/mixed"
BOUNDARY = re.compile(r";\s*boundary\s*=\s*(?:\"([^\"]+)\"|([^\s;\"]+))", re.IGNORECASE)
HEAD_END = re.compile(rb"(?:\A|\r?\n)\r?\n")
NEW_LINE = re.compile(rb"\r?\n")


@dataclass(frozen=True)
class Part:
    """Headers, with names in lower case, and what follows them."""

    headers: dict[str, str]
    content: bytes

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "")

    @property
    def is_multipart(self) -> bool:
        return media_type(self.type) == MEDIA_TYPE


def parts_of(body: bytes, content_type: str) -> list[Part]:
    """Lines end in CRLF or LF. Raises MissingBoundary, MissingRequests, BatchTooLong, MissingRequestProperties."""
    found = BOUNDARY.search(content_type)
    if found is None:
        raise errors.MissingBoundary
    boundary = re.escape((found[1] or found[2]).encode("latin-1"))
    delimiter = re.compile(rb"(?:\A|\r?\n)--" + boundary + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    marks = list(delimiter.finditer(body))
    if not marks:
        raise errors.MissingRequests(expected="no line is the boundary")
    if len(marks) > LIMIT + 1:
        raise errors.BatchTooLong(limit=LIMIT)
    ends = [*(mark.start() for mark in marks[1:]), len(body)]
    return [read_part(number, body[mark.end() : end]) for number, (mark, end) in enumerate(zip(_open(marks), ends, strict=False), 1)]


def _open(marks: list[re.Match[bytes]]) -> Iterator[re.Match[bytes]]:
    """The delimiters that begin a part: those before the one that closes the whole."""
    for mark in marks:
        if mark[1]:
            return
        yield mark


def read_part(number: int, text: bytes) -> Part:
    text = NEW_LINE.sub(b"", text, count=1)  # the end of the delimiter's own line
    end = HEAD_END.search(text)
    head, content = (text[: end.start()], text[end.end() :]) if end else (text, b"")
    return Part(_headers(number, head), content)


def _headers(number: int, head: bytes) -> dict[str, str]:
    headers = {}
    for line in filter(None, re.split(rb"[\r\n]+", head)):
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon:
            raise errors.MissingRequestProperties(number=number, problem="has a header without a colon")
        headers[name.strip().lower()] = value.strip()
    return headers


def joined(parts: list[bytes]) -> tuple[str, bytes]:
    """The boundary is a UUID made of what it separates: the same answer has the same bytes, and none of its parts can hold it."""
    boundary = str(UUID(bytes=hashlib.sha256(b"\r\n".join(parts)).digest()[:16], version=4))
    opened = b"".join(b"--%b\r\n%b\r\n" % (boundary.encode(), part) for part in parts)
    return f"{MEDIA_TYPE};boundary={boundary}", opened + f"--{boundary}--\r\n".encode()

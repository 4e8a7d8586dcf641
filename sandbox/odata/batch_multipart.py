"""Batches as multipart/mixed, each part a request or an answer of application/http (odata-wire.md, 13.1)."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from sandbox.odata import errors
from sandbox.odata.batch_item import LIMIT, Item, item, shown
from sandbox.odata.call import Answer

MEDIA_TYPE = "multipart/mixed"
BOUNDARY = re.compile(r";\s*boundary\s*=\s*(?:\"([^\"]+)\"|([^\s;\"]+))", re.IGNORECASE)
HEAD_END = re.compile(rb"(?:\A|\r?\n)\r?\n")
NEW_LINE = re.compile(rb"\r?\n")


@dataclass(frozen=True)
class ChangeSet:
    """Requests that belong together in shape only: each is answered, and refused, for itself."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Part:
    """Headers, with names in lower case, and what follows them."""

    headers: dict[str, str]
    content: bytes


def read(body: bytes, content_type: str) -> list[Item | ChangeSet]:
    """Lines end in CRLF or LF. Raises MissingBoundary, MissingRequests, BatchTooLong, and the refusals of an item."""
    entries = [_entry(number, part) for number, part in enumerate(_parts(body, content_type), 1)]
    if len(flat(entries)) > LIMIT:
        raise errors.BatchTooLong(limit=LIMIT)
    return entries


def flat(entries: list[Item | ChangeSet]) -> list[Item]:
    return [one for entry in entries for one in (entry.items if isinstance(entry, ChangeSet) else (entry,))]


def _entry(number: int, part: Part) -> Item | ChangeSet:
    content_type = part.headers.get("content-type", "")
    if not _is_multipart(content_type):
        return _request(number, part)
    inner = _parts(part.content, content_type)
    if any(_is_multipart(one.headers.get("content-type", "")) for one in inner):
        raise errors.MissingRequestProperties(number=number, problem="is a change set within a change set")
    return ChangeSet(tuple(_request(number, one) for one in inner))


def _is_multipart(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == MEDIA_TYPE


def _parts(body: bytes, content_type: str) -> list[Part]:
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
    return [_part(number, body[mark.end() : end]) for number, (mark, end) in enumerate(zip(_open(marks), ends, strict=False), 1)]


def _open(marks: list[re.Match[bytes]]) -> Iterator[re.Match[bytes]]:
    """The delimiters that begin a part: those before the one that closes the whole."""
    for mark in marks:
        if mark[1]:
            return
        yield mark


def _part(number: int, text: bytes) -> Part:
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


def _request(number: int, part: Part) -> Item:
    """The HTTP request in a part: a line, headers, a blank line and a body."""
    line, *rest = NEW_LINE.split(part.content.lstrip(b"\r\n"), maxsplit=1)
    method, url = _request_line(line.decode("utf-8", "replace"))
    if not url:
        raise errors.MissingRequestProperties(number=number, problem="has no line with a method and a URL")
    message = _part(number, b"\n" + b"".join(rest))
    name = part.headers.get("content-id", message.headers.get("content-id"))
    host = message.headers.get("host")
    if host and url.startswith("/"):
        url = f"//{host}{url}"
    return item(number, id=name, method=method, url=url, headers=message.headers, body=message.content)


def _request_line(line: str) -> tuple[str, str]:
    """The method and the URL, in which unencoded blanks are forgiven."""
    method, _, rest = line.strip().partition(" ")
    url, _, version = rest.rpartition(" ")
    return method, (url if version.startswith("HTTP/") else rest).strip()


def write(entries: list[Item | ChangeSet], answers: Iterator[Answer]) -> tuple[str, bytes]:
    """The content type and the body of the whole."""
    return _joined([_answered(entry, answers) for entry in entries])


def _answered(entry: Item | ChangeSet, answers: Iterator[Answer]) -> bytes:
    if isinstance(entry, Item):
        return _response(entry, next(answers))
    content_type, body = _joined([_response(one, next(answers)) for one in entry.items])
    return f"content-type: {content_type}\r\n\r\n".encode() + body


def _response(given: Item, answer: Answer) -> bytes:
    named = f"content-id: {given.id}\r\n" if given.id is not None else ""
    headers = "".join(f"{name}: {value}\r\n" for name, value in shown(answer).items())
    status = f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}\r\n"
    return f"content-type: application/http\r\n{named}\r\n{status}{headers}\r\n".encode("latin-1", "replace") + answer.body


def _joined(parts: list[bytes]) -> tuple[str, bytes]:
    """The boundary is a UUID made of what it separates: the same answer has the same bytes, and none of its parts can hold it."""
    boundary = str(UUID(bytes=hashlib.sha256(b"\r\n".join(parts)).digest()[:16], version=4))
    opened = b"".join(b"--%b\r\n%b\r\n" % (boundary.encode(), part) for part in parts)
    return f"{MEDIA_TYPE};boundary={boundary}", opened + f"--{boundary}--\r\n".encode()

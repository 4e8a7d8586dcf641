"""Batches as multipart/mixed, each part a request or an answer of application/http (odata-wire.md, 13.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from sandbox.odata import errors
from sandbox.odata.batch_item import LIMIT, Item, item, shown
from sandbox.odata.call import Answer
from sandbox.odata.multipart import NEW_LINE, Part, joined, parts_of, read_part


@dataclass(frozen=True)
class ChangeSet:
    """Requests that belong together in shape only: each is answered, and refused, for itself."""

    items: tuple[Item, ...]


def read(body: bytes, content_type: str) -> list[Item | ChangeSet]:
    """Lines end in CRLF or LF. Raises MissingBoundary, MissingRequests, BatchTooLong, and the refusals of an item."""
    entries = [_entry(number, part) for number, part in enumerate(parts_of(body, content_type), 1)]
    if len(flat(entries)) > LIMIT:
        raise errors.BatchTooLong(limit=LIMIT)
    return entries


def flat(entries: list[Item | ChangeSet]) -> list[Item]:
    return [one for entry in entries for one in (entry.items if isinstance(entry, ChangeSet) else (entry,))]


def _entry(number: int, part: Part) -> Item | ChangeSet:
    if not part.is_multipart:
        return _request(number, part)
    inner = parts_of(part.content, part.type)
    if any(one.is_multipart for one in inner):
        raise errors.MissingRequestProperties(number=number, problem="is a change set within a change set")
    return ChangeSet(tuple(_request(number, one) for one in inner))


def _request(number: int, part: Part) -> Item:
    """The HTTP request in a part: a line, headers, a blank line and a body."""
    line, *rest = NEW_LINE.split(part.content.lstrip(b"\r\n"), maxsplit=1)
    method, url = _request_line(line.decode("utf-8", "replace"))
    if not url:
        raise errors.MissingRequestProperties(number=number, problem="has no line with a method and a URL")
    message = read_part(number, b"\n" + b"".join(rest))
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
    return joined([_answered(entry, answers) for entry in entries])


def _answered(entry: Item | ChangeSet, answers: Iterator[Answer]) -> bytes:
    if isinstance(entry, Item):
        return _response(entry, next(answers))
    content_type, body = joined([_response(one, next(answers)) for one in entry.items])
    return f"content-type: {content_type}\r\n\r\n".encode() + body


def _response(given: Item, answer: Answer) -> bytes:
    named = f"content-id: {given.id}\r\n" if given.id is not None else ""
    headers = "".join(f"{name}: {value}\r\n" for name, value in shown(answer).items())
    status = f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}\r\n"
    return f"content-type: application/http\r\n{named}\r\n{status}{headers}\r\n".encode("latin-1", "replace") + answer.body

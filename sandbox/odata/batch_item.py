"""One request of a batch: what it may be, and which call it stands for (odata-wire.md, 13.1)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from sandbox.odata import errors
from sandbox.odata.batch_url import located, resolved
from sandbox.odata.call import Answer, Ask, Call, refusal, refuse_long

LIMIT = 100
"""Requests of one batch (proposed)."""

METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")
VERSIONS = ("odata-version", "odata-maxversion")
HIDDEN = frozenset(("date", "cache-control", "odata-version"))
"""Headers that are not repeated for each answer."""

CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))


MOST_OCTETS = 64 << 20
"""Of all answers of a batch together; what comes behind is refused (proposed)."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One request as it came. Header names are in lower case."""

    id: str | int | float | None = None
    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def item(number: int, **given: Any) -> Item:
    """The `number`-th request of a batch. Raises IncorrectRequestMethod, MissingRequestProperties."""
    method = given.pop("method").upper()
    if method not in METHODS:
        raise errors.IncorrectRequestMethod(number=number, method=method, allowed=", ".join(METHODS))
    found = Item(method=method, **given)
    if any(map(CONTROLS.search, found.headers.values())):
        raise errors.MissingRequestProperties(number=number, problem="has a control character in a header")
    return found


def answers(envelope: Call, items: Iterable[Item], ask: Ask) -> Iterator[Answer]:
    """What each item gets, in order. A refused one does not stop the rest, whatever depends on it (odata-wire.md, 13.1)."""
    paths: dict[str, str] = {}
    left = MOST_OCTETS
    for given in items:
        try:
            if left < 0:
                raise errors.TooMuchWork(problem=f"the answers of this batch are larger than {MOST_OCTETS} bytes")
            call = call_of(envelope, given, paths)
        except errors.ODataError as error:
            yield refusal(error)
        else:
            if given.id is not None:
                paths[str(given.id)] = call.path
            answer = ask(call)
            left -= len(answer.body)
            yield answer


def call_of(envelope: Call, given: Item, paths: Mapping[str, str]) -> Call:
    """The caller and, unless the item names one, the version are the batch's; the item's own credentials mean nothing.

    `paths` are those of the items before, by id. Raises ForeignUrl, MissingReference, NestedBatch, UrlTooLong.
    """
    path, _, query = located(envelope.root, quote(given.url, safe=PRINTABLE)).partition("?")
    refuse_long(path, query)
    path = resolved(path, paths)
    return Call(given.method, path, query, {**_inherited(envelope, given), **given.headers}, envelope.root, given.body)


def _inherited(envelope: Call, given: Item) -> dict[str, str]:
    """Both version headers or neither: the batch's OData-MaxVersion must not overrule the item's OData-Version."""
    if any(name in given.headers for name in VERSIONS):
        return {}
    return {name: envelope.headers[name] for name in VERSIONS if name in envelope.headers}


def shown(answer: Answer) -> dict[str, str]:
    """The headers that an answer within a batch has."""
    return {name.lower(): value for name, value in answer.headers.items() if name.lower() not in HIDDEN}

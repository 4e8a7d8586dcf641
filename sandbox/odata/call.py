"""A call, who makes it, and its answer: the engine's own terms, free of HTTP libraries, so that a batch can hold many of them."""

import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson

from sandbox.database.engine import Database
from sandbox.odata.errors import ODataError, ServerError, UrlTooLong

URL_LIMIT = 1 << 16
"""Octets of a path and a query that come in a body, where no server bounds them (proposed)."""


@dataclass(frozen=True)
class Call:
    """One request as the engine sees it. `path` and `query` are still percent-encoded; header names are in lower case.

    `root` is the service root with a slash at its end, `path` what follows it.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    root: str
    body: bytes = b""

    @property
    def verb(self) -> str:
        """A POST may stand for another method; `X-HTTP-Method-Override` means nothing here (odata-wire.md, 2)."""
        return self.headers.get("x-http-method", "POST").upper() if self.method == "POST" else self.method


@dataclass(frozen=True)
class Reader:
    """Who reads what: the rows of `tenant`, as `person` (whom only the vendor's singletons know). `now` tells the time as columns do."""

    database: Database
    tenant: str
    person: Any
    now: Callable[[], str]
    page_size: int = 200
    max_page_size: int | None = None
    both_next_links: bool = False
    """Whether pages carry their next link in both spellings (the vendor's prose and its sample differ)."""
    broken_errors: bool = False
    """Whether what is wrong with a filter is found when the answer has begun, as in the engine (odata-wire.md, 12.4)."""


@dataclass(frozen=True)
class Answer:
    """`lasting`: the same call gets the same answer until something is written."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    lasting: bool = False

    @cached_property
    def raw_headers(self) -> tuple[tuple[bytes, bytes], ...]:
        """The headers in octets, with the body's length: made once for an answer that is given often."""
        length = {} if self.status in (204, 304) else {"content-length": str(len(self.body))}
        return tuple((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in (self.headers | length).items())


Ask = Callable[[Call], Answer]


def refusal(error: ODataError) -> Answer:
    """The refusal as an answer among others."""
    return Answer(error.status, orjson.dumps(error.body()), {"Content-Type": "application/json", **error.headers})


def failure_answer() -> Answer:
    """For an exception that is none of the refusals, while it is handled: a bug, which stderr tells in full and the client not at all."""
    traceback.print_exc(file=sys.stderr)
    return refusal(ServerError())


def refuse_long(path: str, query: str) -> None:
    """Raises UrlTooLong."""
    if len(path) + len(query) > URL_LIMIT:
        raise UrlTooLong(limit=URL_LIMIT)

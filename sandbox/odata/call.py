"""A call, who makes it, and its answer: the engine's own terms, free of HTTP libraries, so that a batch can hold many of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sandbox.database.engine import Database


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


@dataclass(frozen=True)
class Reader:
    """Who reads what: the rows of `tenant`, as `person` (whom only the vendor's singletons know). `now` tells the time as columns do."""

    database: Database
    tenant: str
    person: Any
    now: Callable[[], str]
    page_size: int = 200
    max_page_size: int | None = None


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

"""One row of an API's table of endpoints, and how it is called."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property

from starlette.requests import Request
from starlette.responses import Response

ANY = "*"
"""In place of a method: the endpoint tells the methods apart itself, as Four/Four's OData engine does behind one catch-all route."""

Handler = Callable[[Request], Response] | Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Endpoint:
    """`path` is literal, with `{name}` for one segment and `{name:path}` for the rest. `fact` is the contract id of what it does.

    It is called on the event loop with the body already read; an `async` function is for work that takes long. HEAD is answered like
    GET, except where a GET makes something: a HEAD must not (`answers_head`). One that `streams` reads the body itself, as it arrives.
    The body of a GET is read only where it `takes_body`. Where a request may call one of several tools, `tool_of` says which.
    """

    method: str
    path: str
    handle: Handler
    fact: str = ""
    answers_head: bool = True
    streams: bool = False
    takes_body: bool = False
    tool_of: Callable[[Request], str | None] | None = None

    @cached_property
    def is_async(self) -> bool:
        return inspect.iscoroutinefunction(self.handle)

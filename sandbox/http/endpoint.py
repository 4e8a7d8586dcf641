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

    A plain function is called on the event loop with the body already read. An `async` one is for streams and for work that takes long.
    """

    method: str
    path: str
    handle: Handler
    fact: str = ""

    @cached_property
    def is_async(self) -> bool:
        return inspect.iscoroutinefunction(self.handle)

"""Caches that a long text passes by: their entries are counted, and what a client may make long must not be kept by the thousand."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

LONG = 2048
"""Characters from which on a text is read anew each time."""


def remembered(count: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The last `count` results of a function of hashable arguments, those with a long text among them aside."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        known = lru_cache(maxsize=count)(function)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            for arg in args:
                if isinstance(arg, str) and len(arg) >= LONG:
                    return function(*args, **kwargs)
            return known(*args, **kwargs)  # type: ignore[arg-type]

        return call

    return decorate

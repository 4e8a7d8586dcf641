"""Caches that a long text passes by: their entries are counted, and what a client may make long must not be kept by the thousand."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

LONG = 2048
"""Characters from which on what is read is read anew each time."""


def remembered(count: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The last `count` results of a function of hashable arguments, those aside whose texts are long together."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        known = lru_cache(maxsize=count)(function)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            if characters(args) >= LONG:
                return function(*args, **kwargs)
            return known(*args, **kwargs)  # type: ignore[arg-type]

        return call

    return decorate


def characters(values: tuple[object, ...]) -> int:
    """Of all texts among the values and in the tuples among them. A member of an enumeration is no text: it is there anyway."""
    total = 0
    for value in values:
        if type(value) is str:
            total += len(value)
        elif isinstance(value, tuple):
            total += characters(value)
    return total

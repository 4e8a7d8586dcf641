"""What was read from a database, remembered until anybody writes to it."""

from collections.abc import Callable
from typing import Any


class Memory:
    """A small dictionary that is true: at the first look after a write it is empty. The oldest entries make room for new ones."""

    def __init__(self, stamp: Callable[[], object], size: int) -> None:
        """`stamp` gives a value that changes with every write. `size` bounds the sum of the weights."""
        self._stamp_now, self._size = stamp, size
        self._stamp: object = stamp()
        self._known: dict[object, tuple[Any, int]] = {}
        self._weight = 0

    def get(self, key: object) -> Any:
        """What is known by that key; None if nothing is."""
        stamp = self._stamp_now()
        if stamp != self._stamp:
            self._stamp, self._weight = stamp, 0
            self._known.clear()
        found = self._known.get(key)
        return found[0] if found else None

    def put(self, key: object, value: object, weight: int = 1) -> None:
        """Something read since the last `get` of this key: nothing may have been written in between."""
        if weight > self._size // 8:
            return  # one giant would push out everything else
        while self._weight + weight > self._size:
            self._weight -= self._known.pop(next(iter(self._known)))[1]
        self._known[key] = value, weight
        self._weight += weight

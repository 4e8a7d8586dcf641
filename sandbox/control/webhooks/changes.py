"""Parts of a message that are set by hand, by paths such as `payload.id`."""

import re
from typing import Any

from sandbox.errors import InvalidField

MOST_STEPS = 32
PLACE = re.compile("[0-9]{1,9}")


def changed(value: Any, name: str, changes: dict[str, Any]) -> Any:
    """With the new values at their paths, which begin with its `name` and whose steps are names or places in lists. Raises InvalidField."""
    for path, new in changes.items():
        first, *steps = path.split(".")
        if first != name:
            raise InvalidField(field="set", rule=f"must have paths that begin with {name}, not {path[:60]!r}")
        if len(steps) > MOST_STEPS:
            raise InvalidField(field="set", rule=f"has a path of more than {MOST_STEPS} steps")
        value = _with(value, steps, new, path)
    return value


def _with(value: Any, steps: list[str], new: Any, path: str) -> Any:
    if not steps:
        return new
    step, rest = steps[0], steps[1:]
    if isinstance(value, dict) and step:
        return value | {step: _with(value.get(step, {} if rest else None), rest, new, path)}
    if isinstance(value, list) and (place := _place(step)) is not None and place <= len(value):
        return [*value[:place], _with(value[place] if place < len(value) else {}, rest, new, path), *value[place + 1 :]]
    raise InvalidField(field="set", rule=f"has the path {path[:60]!r}, and there is no {step[:60] or 'empty step'!r} to set")


def _place(step: str) -> int | None:
    """In a list that fits into a body; Python refuses to read thousands of digits."""
    return int(step) if PLACE.fullmatch(step) else None

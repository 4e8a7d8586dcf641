"""What a cell of a typed column means, and how a value is written back (fourfour.md, 5.4; all rules proposed but ISO 8601).

Values are what the database keeps: a boolean is 0 or 1, a moment is UTC text as `UtcDateTime` spells it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from math import isfinite

from sandbox.fourfour.imports.record_types import Kind

Value = str | float | None
Read = Callable[[str], Value]

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
INT64 = range(-(2**63), 2**63)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})")
BOOLEANS = {"true": 1, "1": 1, "false": 0, "0": 0, "": None}


class Unreadable(ValueError):
    """The cell does not hold what its column is for."""


def read_number(cell: str) -> float | None:
    if not cell:
        return None
    number = float(cell) if len(cell) < 400 and NUMBER.fullmatch(cell) else float("nan")
    if not isfinite(number):
        raise Unreadable
    return number


def read_whole(cell: str) -> int | None:
    if not cell:
        return None
    if not WHOLE.fullmatch(cell) or int(cell) not in INT64:
        raise Unreadable
    return int(cell)


def read_boolean(cell: str) -> int | None:
    try:
        return BOOLEANS[cell]
    except KeyError:
        raise Unreadable from None


def read_moment(cell: str) -> str | None:
    """What is finer than a second is dropped, as in all of the vendor's answers."""
    if not cell:
        return None
    try:
        if MOMENT.fullmatch(cell):
            moment = datetime.fromisoformat(cell if len(cell) < 27 else re.sub(r"(\.[0-9]{6})[0-9]+", r"\1", cell))
            return f"{cell[:19]}+00:00" if cell[-1] == "Z" else moment.astimezone(UTC).isoformat(timespec="seconds")
        if DAY.fullmatch(cell):
            datetime.fromisoformat(cell)
            return f"{cell}T00:00:00+00:00"
    except (ValueError, OverflowError):
        pass
    raise Unreadable


READERS: Mapping[Kind, Read] = {
    Kind.NUMBER: read_number,
    Kind.WHOLE: read_whole,
    Kind.BOOLEAN: read_boolean,
    Kind.MOMENT: read_moment,
}


def written(kind: Kind, value: Value) -> str:
    """As it could be sent again. An amount without a fraction has no point."""
    if value is None:
        return ""
    if kind is Kind.BOOLEAN:
        return "true" if value else "false"
    if kind is Kind.MOMENT:
        return f"{str(value)[:19]}Z"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)

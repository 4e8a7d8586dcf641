"""The fields of a JSON body, read strictly: in our own API a slip of the pen should not pass for a wish."""

import difflib
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from math import isfinite
from typing import Any

from starlette.requests import Request

from sandbox.clock import read_moment
from sandbox.errors import InvalidField
from sandbox.http.bodies import Malformed, body_of, json_of

Reader = Callable[[Any], Any]
"""Takes what the body says; raises ValueError with the rule, worded to follow the field's name."""
Readers = Mapping[str, type | Reader]

WORDS: dict[type, str] = {
    str: "a string",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "an object",
    list: "a list",
}
ONE_OF = "must be one of"
INT64 = range(-(2**63), 2**63)
"""What a database column can keep. JSON's larger ones arrive as floats."""


def fields_of(request: Request, known: Readers, *, required: Collection[str] = ()) -> dict[str, Any]:
    """The given fields by name; those left out are not in it. `known` has each field's type or reader.

    Raises InvalidField for a body that is no JSON object, an unknown or a missing field and a value of another type. No body is no field.
    """
    return _read_fields(_object_of(request), known, required)


def fields_in(place: str, value: Any, known: Readers, *, required: Collection[str] = ()) -> dict[str, Any]:
    """`fields_of`, for an object inside the body: `place` is what stands before the names in complaints, such as `parts[2]`."""
    return _read_fields(read_field(place, value, dict), known, required, f"{place}.")


def _read_fields(given: dict[str, Any], known: Readers, required: Collection[str], inside: str = "") -> dict[str, Any]:
    for name in given:
        if name not in known:
            raise InvalidField(field=inside + name, rule=f"is not a field of {'it' if inside else 'this request'}{_hint(name, known)}")
    for name in required:
        if name not in given:
            raise InvalidField(field=inside + name, rule=f"is missing{_choice(known[name])}")
    return {name: read_field(inside + name, value, known[name]) for name, value in given.items()}


def read_field(name: str, value: Any, reader: type | Reader) -> Any:
    """Raises InvalidField."""
    try:
        return _read(value, reader)
    except ValueError as error:
        raise InvalidField(field=name, rule=str(error)) from None


def _read(value: Any, reader: type | Reader) -> Any:
    return typed(value, reader) if isinstance(reader, type) else reader(value)


def typed(value: Any, kind: type) -> Any:
    """The value as it is, if it is of that type. A whole number is a number too; true is neither; a null is of no type."""
    fits = isinstance(value, (int, float) if kind is float else kind) and (kind is bool or not isinstance(value, bool))
    if kind is int and isinstance(value, (int, float)) and not INT64[0] <= value <= INT64[-1]:
        raise ValueError(f"must be a whole number from {INT64[0]} to {INT64[-1]}")
    if not fits or (kind is float and not isfinite(value)):
        raise ValueError(f"must be {WORDS[kind]}")
    return value


def filled(value: Any) -> str:
    """Text that says something."""
    if not typed(value, str).strip():
        raise ValueError("is empty")
    return str(value)


def positive(value: Any) -> int:
    if typed(value, int) < 1:
        raise ValueError("must be 1 or more")
    return int(value)


def within(least: float, most: float) -> Reader:
    def read(value: Any) -> float:
        if not least <= typed(value, float) <= most:
            raise ValueError(f"must be from {least} to {most}")
        return float(value)

    return read


def moment(value: Any) -> datetime:
    """ISO 8601; without an offset it is UTC."""
    return read_moment(typed(value, str))


def one_of(*words: str) -> Reader:
    def read(value: Any) -> str:
        if value not in words:
            raise ValueError(f"{ONE_OF} {', '.join(words)}")
        return str(value)

    return read


def or_null(kind: type | Reader) -> Reader:
    def read(value: Any) -> Any:
        return None if value is None else _read(value, kind)

    return read


def list_of(kind: type | Reader) -> Reader:
    def read(value: Any) -> list[Any]:
        return [_read(part, kind) for part in typed(value, list)]

    return read


def _choice(reader: type | Reader) -> str:
    """What a word may be, where there are a few."""
    try:
        _read(None, reader)
    except ValueError as error:
        return f"; it {error}" if str(error).startswith(ONE_OF) else ""
    return ""


def _object_of(request: Request) -> dict[str, Any]:
    if not body_of(request).strip():
        return {}
    try:
        given = json_of(request)
    except Malformed as error:
        raise InvalidField(field="body", rule=str(error).removeprefix("the body ")) from None
    if not isinstance(given, dict):
        raise InvalidField(field="body", rule="must be a JSON object")
    return given


def _hint(name: str, known: Collection[str]) -> str:
    nearest = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {nearest[0]}?" if nearest else f"; it takes {', '.join(known)}" if known else "; it takes none"

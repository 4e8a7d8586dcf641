"""From a TOML table to a frozen dataclass, strictly: every complaint names the file and the key."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from sandbox.cast.errors import ScenarioError
from sandbox.cast.moments import Moment

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """Where in which file something stands, for complaints."""

    file: str
    key: str = ""

    def inside(self, key: str) -> "Place":
        return Place(self.file, f"{self.key}.{key}" if self.key else key)

    def error(self, complaint: str) -> ScenarioError:
        return ScenarioError(f"{self.file}: {self.key or 'top level'}: {complaint}")


def bind(kind: type[T], table: Any, place: Place) -> T:
    """`table` as the dataclass `kind`. Raises ScenarioError for a key that is unknown, missing or of the wrong type."""
    if not isinstance(table, dict):
        raise place.error(f"expected a table, found {table!r}")
    known = bindable(kind)
    for key in table:
        if key not in known:
            raise place.inside(key).error(f"unknown key {key!r}{suggestion(key, known)}")
    for name, (field, _) in known.items():
        if name not in table and field.default is MISSING and field.default_factory is MISSING:
            raise place.error(f"the key {name!r} is missing")
    return kind(**{key: bind_value(known[key], value, place.inside(key)) for key, value in table.items()})


def bind_value(known: tuple[Field[Any], Any], value: Any, place: Place) -> Any:
    """`value` as the type of one field of `bindable`."""
    field, hint = known
    if "parse" in field.metadata:
        return _parsed(field.metadata["parse"], value, place)
    return _typed(hint, value, place)


def bindable(kind: Any) -> dict[str, tuple[Field[Any], Any]]:
    """The fields of a dataclass with their resolved types."""
    return _bindable(kind)


@cache
def _bindable(kind: Any) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}


def references(record: Any, place: Place) -> Iterator[tuple[tuple[str, ...], str, Place]]:
    """Every reference that `record` and what is inside it hold: the collections it may point into, the key, and where it stands."""
    for name, (field, _) in bindable(type(record)).items():
        value, here = getattr(record, name), place.inside(name)
        values = value if isinstance(value, tuple) else (value,)
        if "refers_to" in field.metadata:
            yield from ((field.metadata["refers_to"], key, here) for key in values if key is not None)
        for position, each in enumerate(values):
            if is_dataclass(each):
                yield from references(each, Place(place.file, f"{here.key}[{position}]") if isinstance(value, tuple) else here)


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'stage'?`, or nothing when no known word is near."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _typed(hint: Any, value: Any, place: Place) -> Any:
    if isinstance(hint, UnionType):  # TOML has no null, so `X | None` is X or absent
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise place.error(f"expected a list, found {value!r}")
        return tuple(_typed(get_args(hint)[0], each, Place(place.file, f"{place.key}[{at}]")) for at, each in enumerate(value))
    if hint is Moment:
        return _parsed(Moment.parse, value, place)
    if is_dataclass(hint):
        return bind(hint, value, place)  # type: ignore[arg-type]
    return _plain(get_origin(hint) or hint, value, place)


def _plain(kind: Any, value: Any, place: Place) -> Any:
    if issubclass(kind, Enum):
        try:
            return kind(value)
        except ValueError:
            raise place.error(f"{value!r} is none of {', '.join(each.value for each in kind)}") from None
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:  # not isinstance: true is no whole number
        raise place.error(f"expected {kind.__name__}, found {value!r}")
    return value


def _parsed(parse: Any, value: Any, place: Place) -> Any:
    if not isinstance(value, str):
        raise place.error(f"expected text, found {value!r}")
    try:
        return parse(value)
    except ValueError as complaint:
        raise place.error(str(complaint)) from None

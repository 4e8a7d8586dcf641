"""Reading changes of a world's switches, each by the type that it has in `Switches`."""

from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_type_hints

from sandbox.control import fields
from sandbox.world import Switches

STRICT: dict[type, fields.Reader] = {str: fields.filled, int: fields.positive}
"""What a switch of that type holds to beyond its type."""


def read_switches(value: Any) -> dict[str, Any]:
    """The changes by name; null puts a switch back. Raises ValueError, InvalidField."""
    readers = {name: _reader(hint) for name, hint in get_type_hints(Switches).items()}
    given = fields.typed(value, dict)
    for name in given:
        if name not in readers:
            raise ValueError(f"has no {name}; there are {', '.join(readers)}")
    return {name: fields.read_field(f"switches.{name}", value, readers[name]) for name, value in given.items()}


def _reader(hint: Any) -> fields.Reader:
    kind: type = next(kind for kind in get_args(hint) or (hint,) if kind is not NoneType)
    return fields.or_null(fields.one_of(*kind) if issubclass(kind, StrEnum) else STRICT.get(kind, kind))

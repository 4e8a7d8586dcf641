"""How values look in JSON (odata-wire.md, 15). A column whose values already look right costs nothing."""

import codecs
from collections.abc import Callable
from functools import lru_cache
from math import isinf
from typing import Any

import orjson

from sandbox.odata.model import Edm, Property

Spell = Callable[[Any], Any]


def truth(value: Any) -> bool | None:
    return None if value is None else bool(value)


def shortest(value: Any) -> Any:
    """A number without a fraction is written without one: 1000, not 1000.0."""
    if not isinstance(value, float):
        return value
    if isinf(value):
        return "INF" if value > 0 else "-INF"
    return int(value) if value.is_integer() and abs(value) < 2**63 else value  # JSON's whole numbers end with 64 bits here


def quoted_integer(value: Any) -> str | None:
    return None if value is None else str(value)


def quoted_decimal(value: Any) -> str | None:
    """IEEE754Compatible: decimals come padded to sixteen significant digits, and nought as "0" (inferred from two samples)."""
    if value is None:
        return None
    if value == 0:
        return "0"
    if isinf(value):
        return "INF" if value > 0 else "-INF"
    whole = len(str(abs(int(value)))) if abs(value) >= 1 else 1
    return f"{value:.{max(0, 16 - whole)}f}"


def with_fraction(value: Any) -> str | None:
    """A time of day always has six digits behind the second."""
    return None if value is None else f"{value}.000000"


PLAIN: dict[Edm, Spell] = {Edm.BOOLEAN: truth, Edm.DOUBLE: shortest, Edm.TIME_OF_DAY: with_fraction}
QUOTED: dict[Edm, Spell] = PLAIN | {Edm.DOUBLE: quoted_decimal, Edm.INT64: quoted_integer}


def spellings(columns: tuple[Property, ...], *, ieee754: bool) -> tuple[tuple[str, Spell], ...]:
    """The properties whose stored values have to be respelled, and how."""
    table = QUOTED if ieee754 else PLAIN
    return tuple((column.name, table[column.type]) for column in columns if column.type in table)


def to_json(value: Any) -> bytes:
    """Compact JSON in ASCII: what is beyond it is written `\\u00e9`, as the engine does; `/` is not escaped."""
    text = orjson.dumps(value)
    return text if text.isascii() else text.decode().encode("ascii", "json_escape")


def _json_escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return _escaped(error.object[error.start : error.end]), error.end


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    units = text.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


codecs.register_error("json_escape", _json_escape)

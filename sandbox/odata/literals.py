"""Lifted literals become parameters: what the client wrote, turned into what the column holds when the plan is run."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sandbox.database.schema import utc_text
from sandbox.odata.grammar import Literal, failure
from sandbox.odata.model import NUMBERS, Edm

Convert = Callable[[str], Any]


@dataclass(frozen=True)
class Parameter:
    """The value of the `index`-th literal under `name` in the statement."""

    name: str
    index: int
    convert: Convert


def converter(kind: Literal, wanted: Edm | None) -> Convert:
    """How a literal of this kind is compared with a value of the wanted type.

    Nothing is refused for its type: the engine's table-backed sets do not check types either (odata-wire.md, 10.2).
    """
    if wanted is Edm.DATE_TIME_OFFSET and kind in (Literal.DATE_TIME, Literal.DATE, Literal.STRING):
        return _MOMENTS[kind]
    if wanted is Edm.TIME_OF_DAY and kind is Literal.TIME:
        return whole_seconds
    if wanted in NUMBERS and kind is Literal.STRING:
        return number_if_any
    if wanted is Edm.STRING and kind is not Literal.STRING:
        return str
    return _PLAIN.get(kind, str)


def unquoted(text: str) -> str:
    return text[1:-1].replace("''", "'")


def number(text: str) -> int | float:
    """SQL's integers have 64 bits; larger ones are compared as floating point."""
    whole = len(text) <= 20 and text.lstrip("+-").isdecimal()
    return int(text) if whole and -(2**63) <= int(text) < 2**63 else float(text)


def number_if_any(text: str) -> Any:
    return _number_or_text(unquoted(text))


def _number_or_text(text: str) -> Any:
    try:
        return number(text)
    except ValueError:
        return text


def truth(text: str) -> int:
    """A literal alone is a condition: a number other than nought is true, text counts as the number that it spells, if any."""
    value = number_if_any(text) if text.startswith("'") else _number_or_text(text)
    return int(isinstance(value, int | float) and value != 0)


def instant(text: str) -> str:
    """Converted to UTC, and cut to whole seconds as the engine cuts it. The engine drops the offset instead (10.1, "sane variant")."""
    whole, _, rest = text.partition(".")
    offset = rest.lstrip("0123456789") if rest else ""
    try:
        return utc_text(datetime.fromisoformat(whole + offset))
    except (ValueError, OverflowError):
        raise failure("$filter", f"names a moment that does not exist: {text}") from None


def midnight(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise failure("$filter", f"names a day that does not exist: {text}") from None
    return utc_text(datetime(day.year, day.month, day.day, tzinfo=UTC))


def instant_if_any(text: str) -> str:
    plain = unquoted(text)
    try:
        moment = datetime.fromisoformat(plain)
        return utc_text(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return plain


def whole_seconds(text: str) -> str:
    """A time of day is compared to the second, as the moments are that it is a part of."""
    return text[:8]


def duration(text: str) -> str:
    """Bare or in `duration'...'`, the standard's form, which the engine does not take (10.1, "sane variant"). No property has the type."""
    return text.removeprefix("duration'").removesuffix("'")


def containing(text: str) -> str:
    return f"%{_escaped(text)}%"


def starting(text: str) -> str:
    return f"{_escaped(text)}%"


def ending(text: str) -> str:
    return f"%{_escaped(text)}"


def _escaped(text: str) -> str:
    plain = unquoted(text) if text.startswith("'") else text
    return plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


_MOMENTS: dict[Literal, Convert] = {Literal.DATE_TIME: instant, Literal.DATE: midnight, Literal.STRING: instant_if_any}
_PLAIN: dict[Literal, Convert] = {
    Literal.STRING: unquoted,
    Literal.INTEGER: number,
    Literal.DECIMAL: number,
    Literal.DATE_TIME: instant,
    Literal.DURATION: duration,
}

"""The functions of `$filter` and `$compute` as SQL (odata-wire.md, 10.3). Moments are fixed-width text, so their parts are pieces of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Float, Integer, String, case, cast, func

from sandbox.database.functions import lower, position, upper
from sandbox.odata.literals import Convert, containing, ending, starting
from sandbox.odata.model import Edm

Sql = ColumnElement[Any]


@dataclass(frozen=True)
class Function:
    """`takes` is the type of each argument, for the literals among them; `gives` is the type of the result."""

    takes: tuple[Edm, ...]
    gives: Edm
    sql: Callable[..., Sql]


def _part(begin: int, length: int) -> Callable[[Sql], Sql]:
    return lambda moment: cast(func.substr(moment, begin, length), Integer)


def _piece(begin: int, length: int) -> Callable[[Sql], Sql]:
    return lambda moment: func.substr(moment, begin, length)


def _from_zero(number: Sql) -> Sql:
    """SQLite counts negative places from the end, PostgreSQL does not; here they are the beginning."""
    return case((number < 0, 0), else_=number)


def _in_words(value: Sql) -> Sql:
    """As JSON would show it: a number without a fraction has none in words either, whatever the database would write."""
    if not isinstance(value.type, Float):
        return cast(value, String)
    whole = cast(value, BigInteger)
    return case((value == whole, cast(whole, String)), else_=cast(value, String))


TEXT, WHOLE, MOMENT, REAL = Edm.STRING, Edm.INT64, Edm.DATE_TIME_OFFSET, Edm.DOUBLE

FUNCTIONS: dict[str, Function] = {
    "concat": Function((TEXT, TEXT), TEXT, lambda left, right: left.concat(right)),
    "indexof": Function((TEXT, TEXT), WHOLE, lambda text, part: position(text, part) - 1),
    "length": Function((TEXT,), WHOLE, func.length),
    "substring": Function(
        (TEXT, WHOLE, WHOLE), TEXT, lambda text, begin, *length: func.substr(text, _from_zero(begin) + 1, *map(_from_zero, length))
    ),
    "tolower": Function((TEXT,), TEXT, lower),
    "toupper": Function((TEXT,), TEXT, upper),
    "trim": Function((TEXT,), TEXT, func.trim),
    "round": Function((REAL,), REAL, func.round),
    "floor": Function((REAL,), REAL, lambda number: -func.ceil(-number)),  # SQLAlchemy's own floor for SQLite fails on null
    "ceiling": Function((REAL,), REAL, func.ceil),
    "year": Function((MOMENT,), WHOLE, _part(1, 4)),
    "month": Function((MOMENT,), WHOLE, _part(6, 2)),
    "day": Function((MOMENT,), WHOLE, _part(9, 2)),
    "hour": Function((MOMENT,), WHOLE, _part(12, 2)),
    "minute": Function((MOMENT,), WHOLE, _part(15, 2)),
    "second": Function((MOMENT,), WHOLE, _part(18, 2)),
    "date": Function((MOMENT,), Edm.DATE, _piece(1, 10)),
    "time": Function((MOMENT,), Edm.TIME_OF_DAY, _piece(12, 8)),
}

MATCHES: dict[str, Convert] = {"contains": containing, "startswith": starting, "endswith": ending}
"""Functions that ask whether a pattern made from their second argument matches the first."""

SEARCH = "sandbox.holds"
"""`$search` is put into words of `$filter`, of which this one is its own: whether the text holds the term, of whatever case.

A client cannot write it: in a shape, its `sandbox` would have an underscore before it.
"""

UNSUPPORTED = frozenset(["fractionalseconds", "totalseconds", "totaloffsetminutes", "mindatetime", "maxdatetime"])
"""What the engine knows and no database of its can do: 501."""

CASTS: dict[str, tuple[Edm, Callable[[Sql], Sql]]] = {
    "String": (TEXT, lambda value: _in_words(value)),
    "Int16": (WHOLE, lambda value: cast(value, Integer)),
    "Int32": (WHOLE, lambda value: cast(value, Integer)),
    "Int64": (WHOLE, lambda value: cast(value, Integer)),
    "Double": (REAL, lambda value: cast(value, Float)),
    "Single": (REAL, lambda value: cast(value, Float)),
    "Decimal": (REAL, lambda value: cast(value, Float)),
    "Date": (Edm.DATE, _piece(1, 10)),
}
"""The types that `cast` can make; of the others the engine says `unsupported_cast` (which ones it can is proposed)."""

"""The functions of `$filter` as SQL (odata-wire.md, 10.3). Moments are fixed-width text, so their parts are pieces of that text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, func

from sandbox.database.functions import position
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


TEXT, WHOLE, MOMENT, REAL = Edm.STRING, Edm.INT64, Edm.DATE_TIME_OFFSET, Edm.DOUBLE

FUNCTIONS: dict[str, Function] = {
    "concat": Function((TEXT, TEXT), TEXT, lambda left, right: left.concat(right)),
    "indexof": Function((TEXT, TEXT), WHOLE, lambda text, part: position(text, part) - 1),
    "length": Function((TEXT,), WHOLE, func.length),
    "substring": Function((TEXT, WHOLE, WHOLE), TEXT, lambda text, begin, *length: func.substr(text, begin + 1, *length)),
    "tolower": Function((TEXT,), TEXT, func.lower),
    "toupper": Function((TEXT,), TEXT, func.upper),
    "trim": Function((TEXT,), TEXT, func.trim),
    "round": Function((REAL,), REAL, func.round),
    "floor": Function((REAL,), REAL, func.floor),
    "ceiling": Function((REAL,), REAL, func.ceil),
    "year": Function((MOMENT,), WHOLE, _part(1, 4)),
    "month": Function((MOMENT,), WHOLE, _part(6, 2)),
    "day": Function((MOMENT,), WHOLE, _part(9, 2)),
    "hour": Function((MOMENT,), WHOLE, _part(12, 2)),
    "minute": Function((MOMENT,), WHOLE, _part(15, 2)),
    "second": Function((MOMENT,), WHOLE, _part(18, 2)),
    "date": Function((MOMENT,), TEXT, _piece(1, 10)),
    "time": Function((MOMENT,), TEXT, _piece(12, 8)),
}

MATCHES: dict[str, Convert] = {"contains": containing, "startswith": starting, "endswith": ending}
"""Functions that ask whether a pattern made from their second argument matches the first."""

UNSUPPORTED = frozenset(["matchesPattern", "fractionalseconds", "totalseconds", "totaloffsetminutes", "mindatetime", "maxdatetime"])
"""What the engine knows and no database of its can do: 501 (`matchesPattern`: on SQLite)."""

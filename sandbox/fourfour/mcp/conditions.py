"""Conditions of tools, written as OData's: tools ask the same engine for the same rows as `/odata` does."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from sandbox.database.schema import utc_text
from sandbox.fourfour.mcp.errors import Refused
from sandbox.fourfour.mcp.period import bounds, since, until
from sandbox.fourfour.mcp.visit import Arguments

MOST_WORDS = 20


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def one_of(path: str, values: Iterable[str]) -> str:
    return f"{path} in ({','.join(map(quoted, values))})"


def some(way: str, conditions: Sequence[str]) -> str:
    """Whether one entity at the end of a to-many navigation meets all of them; they call it `x`."""
    return f"{way}/any(x:{' and '.join(conditions)})"


def either(*conditions: str) -> str:
    return f"({' or '.join(conditions)})"


def holds(path: str, part: str) -> str:
    """Whatever the case."""
    return f"contains(tolower({path}),{quoted(part.lower())})"


def found_in(query: str, *paths: str, within: Sequence[tuple[str, str]] = ()) -> list[str]:
    """Every word stands somewhere in these properties, or in one of those at the end of a navigation. Raises Refused."""
    words = list(dict.fromkeys(query.split()))
    if len(words) > MOST_WORDS:
        raise Refused(f"query: it has more than {MOST_WORDS} words")
    inside = [(way, f"x/{name}") for way, name in within]
    return [either(*(holds(path, word) for path in paths), *(some(way, [holds(name, word)]) for way, name in inside)) for word in words]


def between(path: str, lowest: float | None, highest: float | None) -> list[str]:
    """Both ends included."""
    return [f"{path} {sign} {_digits(bound)}" for sign, bound in (("ge", lowest), ("le", highest)) if bound is not None]


def _digits(number: float) -> str:
    """Without an exponent, whose sign a filter does not take."""
    return format(Decimal(str(number)), "f")


def dated(path: str, arguments: Arguments, now: datetime) -> list[str]:
    """By `from`, `to` and `period`, all of them. Raises Refused."""
    earliest = [since(arguments["from"])] if "from" in arguments else []
    latest = [until(arguments["to"])] if "to" in arguments else []
    if "period" in arguments:
        first, after = bounds(arguments["period"], now)
        earliest, latest = [*earliest, first], [*latest, after]
    return [*(f"{path} ge {_zulu(at)}" for at in earliest), *(f"{path} lt {_zulu(at)}" for at in latest)]


def _zulu(at: datetime) -> str:
    return utc_text(at).replace("+00:00", "Z")

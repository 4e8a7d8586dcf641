"""The query options of one request, read and checked in the engine's order (odata-wire.md, 2, 7.2 and 12.3)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote_plus

from sandbox.odata import errors

SYSTEM = frozenset(
    {"apply", "compute", "count", "expand", "filter", "format", "id", "index", "orderby", "schemaversion", "search", "select", "skip"}
    | {"skiptoken", "top"}
)
UNBUILT = ("expand", "search", "compute")
"""Options of the standard that this service does not answer yet. They are refused, because a client must not take silence for success."""

MOST_ROWS = 2**63 - 1
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True)
class Given:
    """One parameter that has a value, and how a next link spells it (RFC 3986)."""

    name: str
    value: str
    encoded: str


@dataclass(frozen=True)
class Options:
    """`given` are all parameters that had a value, in order: the next link repeats them."""

    given: tuple[Given, ...]
    aliases: tuple[tuple[str, str], ...]
    select: str | None
    filter: str | None
    orderby: str | None
    format: str | None
    top: int | None
    skip: int | None
    count: bool
    schema_version: str | None
    apply: bool
    unbuilt: str | None


@lru_cache(maxsize=1024)
def read_options(query: str) -> Options:
    """Raises the first refusal that a wrong number or truth value earns.

    Names without `$` may be of any case; where both spellings are given, the one without wins; a repeated option's last value counts.
    An option without a value is no option: the vendor's framework turns empty text into nothing and trims the rest (inferred).
    """
    given = tuple(item for item in map(_given, query.split("&")) if item is not None)
    plain = {item.name.lower(): item.value for item in given if item.name.lower() in SYSTEM}
    dollar = {item.name[1:]: item.value for item in given if item.name.startswith("$")}
    system = dollar | plain
    top, skip, count = _number(system, "top"), _number(system, "skip"), _truth(system, "count")
    return Options(
        given=given,
        aliases=tuple((item.name, item.value) for item in given if item.name.startswith("@")),
        select=system.get("select"),
        filter=system.get("filter"),
        orderby=system.get("orderby"),
        format=system.get("format"),
        top=top,
        skip=skip,
        count=count,
        schema_version=system.get("schemaversion"),
        apply="apply" in system,
        unbuilt=next((name for name in UNBUILT if name in system), None),
    )


@lru_cache(maxsize=2048)
def _given(text: str) -> Given | None:
    """One `name=value` of a query; None without a value. Most parameters of a client are the same in call after call."""
    name, _, value = (unquote_plus(part, errors="replace") for part in text.partition("="))
    value = value.strip()
    return Given(name, value, f"{quote(name, safe='')}={quote(value, safe='')}") if value else None


def refuse_unknown(options: Options) -> None:
    """Raises InvalidSystemQueryOption for a `$name` that is none, `$Top` included, and for the array spelling `top[]`."""
    for name in (item.name for item in options.given):
        known = name[1:] in SYSTEM if name.startswith("$") else not (name.endswith("]") and name.partition("[")[0].lower() in SYSTEM)
        if not known:
            hint = errors.nearest(name.lower(), ["$" + option for option in sorted(SYSTEM)])
            raise errors.InvalidSystemQueryOption(option=name, nearest=hint)


def _number(system: dict[str, str], name: str) -> int | None:
    """Numbers are read as loosely as PHP reads them: `1.5` is 1, `1e1` is 10, and no number is too large."""
    text = system.get(name)
    if text is None:
        return None
    if not NUMBER.fullmatch(text) or not text.isascii():
        raise errors.OptionNotNumeric(option=f"${name}", value=text)
    number = int(text) if len(text) < 19 and text.isdecimal() else int(max(-1.0, min(float(text), float(MOST_ROWS - 1024))))
    if text.startswith("-") and float(text) < 0:
        raise errors.OptionNumericInvalid(option=f"${name}", value=text)
    return number


def _truth(system: dict[str, str], name: str) -> bool:
    text = system.get(name, "false")
    if text not in ("true", "false"):
        raise errors.OptionBooleanInvalid(option=f"${name}", value=text)
    return text == "true"

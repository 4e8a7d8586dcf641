"""The query options of one request, read and checked in the engine's order (odata-wire.md, 2, 7.2 and 12.3)."""

import re
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from sandbox.odata import errors
from sandbox.odata.remembering import remembered

SYSTEM = frozenset(
    {"apply", "compute", "count", "expand", "filter", "format", "id", "index", "orderby", "schemaversion", "search", "select", "skip"}
    | {"skiptoken", "top"}
)
MOST_ROWS = 2**62 - 1
"""The largest number of rows that means anything: two of them together still fit into the 64 bits of a database's integers."""

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")


class Name(NamedTuple):
    """A parameter's name: the system option that it means with or without `$`, if any, and how a next link spells it (RFC 3986)."""

    text: str
    encoded: str
    plain: str | None
    dollar: str | None
    known: bool


class Given(NamedTuple):
    """One parameter that has a value, and how a next link spells the two."""

    name: Name
    value: str
    encoded: str


class Options(NamedTuple):
    """`given` are all parameters that had a value, in order: the next link repeats them."""

    given: tuple[Given, ...]
    aliases: tuple[tuple[str, str], ...]
    select: str | None
    filter: str | None
    orderby: str | None
    format: str | None
    top: int | None
    skip: int | None
    counted: bool
    schema_version: str | None
    apply: bool
    id: str | None
    expand: str | None
    search: str | None
    compute: str | None
    unknown: str | None


@remembered(1024)
def read_options(query: str) -> Options:
    """Raises the first refusal that a wrong number or truth value earns.

    Names without `$` may be of any case; where both spellings are given, the one without wins; a repeated option's last value counts.
    An option without a value is no option: the vendor's framework turns empty text into nothing and trims the rest (inferred).
    """
    given = tuple(item for item in map(_given, query.split("&")) if item is not None)
    system = {item.name.dollar: item.value for item in given if item.name.dollar}
    system.update({item.name.plain: item.value for item in given if item.name.plain})
    get = system.get
    top, skip, counted = read_number("$top", get("top")), read_number("$skip", get("skip")), read_truth("$count", get("count"))
    return Options(
        given=given,
        aliases=tuple((item.name.text, item.value) for item in given if item.name.text.startswith("@")),
        select=get("select"),
        filter=get("filter"),
        orderby=get("orderby"),
        format=get("format"),
        top=top,
        skip=skip,
        counted=counted,
        schema_version=get("schemaversion"),
        apply="apply" in system,
        id=get("id"),
        expand=get("expand"),
        search=get("search"),
        compute=get("compute"),
        unknown=next((item.name.text for item in given if not item.name.known), None),
    )


def refuse_unknown(options: Options) -> None:
    """Raises InvalidSystemQueryOption for a `$name` that is none, `$Top` included, and for the array spelling `top[]`."""
    if options.unknown is not None:
        hint = errors.nearest(options.unknown.lower(), ["$" + option for option in sorted(SYSTEM)])
        raise errors.InvalidSystemQueryOption(option=options.unknown, nearest=hint)


@remembered(2048)
def _given(text: str) -> Given | None:
    """One `name=value` of a query; None without a value. Most parameters of a client are the same in call after call."""
    name, _, value = text.partition("=")
    value = _decoded(value).strip()
    return Given(_name(name), value, f"{_name(name).encoded}={encoded(value)}") if value else None


def numbered(name: str, number: int) -> Given:
    return Given(_name(name), str(number), f"{name}={number}")


@remembered(256)
def _name(text: str) -> Name:
    name = _decoded(text)
    bare, array = name.partition("[")[0].lower(), name.endswith("]")
    dollar = name[1:] if name.startswith("$") else None
    return Name(
        text=name,
        encoded=encoded(name),
        plain=name.lower() if name.lower() in SYSTEM else None,
        dollar=dollar if dollar in SYSTEM else None,
        known=dollar in SYSTEM if dollar is not None else not (array and bare in SYSTEM),
    )


def _decoded(text: str) -> str:
    return unquote_to_bytes(text.replace("+", " ")).decode("utf-8", "replace")


def encoded(text: str) -> str:
    return text.translate(ESCAPES) if text.isascii() else quote(text, safe="")


ESCAPES = {code: quote(chr(code), safe="") for code in range(128)}


def read_number(option: str, text: str | None) -> int | None:
    """Numbers are read as loosely as PHP reads them: `1.5` is 1, `1e1` is 10, and none is too large: it counts as MOST_ROWS."""
    if text is None:
        return None
    if len(text) < 19 and text.isascii() and text.isdecimal():
        return int(text)
    if not NUMBER.fullmatch(text) or not text.isascii():
        raise errors.OptionNotNumeric(option=option, value=text)
    if float(text) < 0:
        raise errors.OptionNumericInvalid(option=option, value=text)
    return int(min(float(text), MOST_ROWS))


def read_truth(option: str, text: str | None) -> bool:
    if text not in (None, "true", "false"):
        raise errors.OptionBooleanInvalid(option=option, value=text)
    return text == "true"

"""The text of a `$filter`, taken apart: its literals lifted out, and the rest parsed by odata-query.

Two filters that differ only in their literals have one shape, and so share one plan. The scanner also keeps the rules in which the
engine is stricter than odata-query's lexer (odata-wire.md, 10): single blanks, lower-case `true false null`, `not` before a blank.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sandbox.odata import errors


class Literal(StrEnum):
    STRING = "string"
    GUID = "guid"
    DATE_TIME = "date-time"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"


TOKEN = re.compile(
    r"(?P<STRING>'(?:[^']|'')*')"
    r"|(?P<GUID>[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})"
    r"|(?P<DATE_TIME>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:\d\d))"
    r"|(?P<DATE>\d{4}-\d\d-\d\d)"
    r"|(?P<TIME>\d\d:\d\d:\d\d(?:\.\d{1,12})?)"
    r"|(?P<NUMBER>[+-]?\d+(?:\.\d+)?)"
    r"|(?P<WORD>[^\W\d]\w*)"
    r"|(?P<OTHER>.)",
    re.ASCII | re.DOTALL,
)

OPERATORS = frozenset(("and", "or", "not", "eq", "ne", "gt", "ge", "lt", "le", "in", "add", "sub", "mul", "div", "mod", "any", "all"))
LOWER_ONLY = frozenset(("true", "false", "null"))
FUNCTIONS = {"matchespattern": "matchesPattern"}
"""Function names whose one spelling is not lower case; calls are accepted in any case."""

BEFORE, AFTER = frozenset(("", " ", "(", ",")), frozenset(("", " ", ")", ","))
"""What may stand next to a literal. It keeps `2025-03-01T10:00` and `1e3` from being read as two things."""

LONGEST = 16_384
"""Characters of a filter; the bound is ours, so that a hostile one costs a known time."""

WHERE_TO_LOOK = 32


@dataclass(frozen=True)
class Lifted:
    """`shape` is the filter with `_0`, `_1`, ... for its literals and an underscore before every other name."""

    shape: str
    kinds: tuple[Literal, ...]
    texts: tuple[str, ...]


@lru_cache(maxsize=4096)
def lift(text: str) -> Lifted:
    """Raises ExpressionParserError."""
    if len(text) > LONGEST:
        raise failure("$filter", f"is longer than {LONGEST} characters")
    pieces: list[str] = []
    kinds: list[Literal] = []
    texts: list[str] = []
    before = ""
    for match in TOKEN.finditer(text):
        kind, word = match.lastgroup or "", match.group()
        if kind == "WORD":
            pieces.append(_word(text, match, before))
        elif kind == "OTHER":
            _check_blank(text, match)
            pieces.append(word)
        else:
            if text[match.start() - 1 : match.start()] not in BEFORE or text[match.end() : match.end() + 1] not in AFTER:
                raise failure("$filter", "cannot be read", text, match.start())
            pieces.append(f"_{len(texts)}")
            kinds.append(Literal[kind])
            texts.append(word)
        before = before if word == " " else word
    return Lifted(_single_items("".join(pieces)), tuple(kinds), tuple(texts))


def _word(text: str, match: re.Match[str], before: str) -> str:
    word, lower, behind = match.group(), match.group().lower(), text[match.end() : match.end() + 1]
    if lower in LOWER_ONLY and word != lower:
        raise failure("$filter", f"must write {lower} in lower case", text, match.start())
    if lower == "not" and (behind != " " or before.lower() == "not"):
        raise failure("$filter", "takes one `not`, with a blank behind it", text, match.start())
    if lower in OPERATORS | LOWER_ONLY:
        return lower
    if behind == "(":
        return FUNCTIONS.get(lower, lower)
    return f"_{word}"


def _check_blank(text: str, match: re.Match[str]) -> None:
    here, behind = match.group(), text[match.end() : match.end() + 1]
    if (here.isspace() and (behind.isspace() or behind == ",")) or (here == "(" and behind.isspace()):
        raise failure("$filter", "has a blank too many", text, match.end())


def _single_items(shape: str) -> str:
    """odata-query wants the Python spelling of a list with one item."""
    return re.sub(r" in \((\w+)\)", r" in (\1,)", shape)


@lru_cache(maxsize=1024)
def parse(shape: str) -> Any:
    """The syntax tree of a lifted filter, in odata-query's nodes. Raises ExpressionParserError."""
    from odata_query.exceptions import ODataException
    from odata_query.grammar import ODataLexer, ODataParser

    try:
        tree = ODataParser().parse(ODataLexer().tokenize(shape))
    except ODataException as error:
        raise failure("$filter", _what_is_wrong(error)) from None
    if tree is None:
        raise failure("$filter", "is not complete")
    return tree


def _what_is_wrong(error: Exception) -> str:
    from odata_query.exceptions import ArgumentCountException, UnknownFunctionException

    if isinstance(error, UnknownFunctionException):
        return f"calls {error.function_name}, which is no function"
    if isinstance(error, ArgumentCountException):
        return f"calls {error.function_name} with {error.n_args_given} arguments"
    token = getattr(error, "token", None)
    if token is None:
        return "is not complete"
    return f"cannot be read at {str(getattr(token, 'value', token))[:WHERE_TO_LOOK].lstrip('_').strip()!r}"


def failure(option: str, problem: str, text: str = "", at: int = 0) -> errors.ExpressionParserError:
    """The refusal, showing the place between `>` and `<` as the engine does."""
    return errors.ExpressionParserError(option=option, problem=f"{problem}: {marked(text, at)}" if text else problem)


def marked(text: str, at: int) -> str:
    """Up to 32 characters on either side of the one at `at`, which stands between `>` and `<`; `<END>` behind the last."""
    if at >= len(text):
        return f"{text[-WHERE_TO_LOOK:]}<END>"
    return f"{text[max(0, at - WHERE_TO_LOOK) : at]}>{text[at]}<{text[at + 1 : at + 1 + WHERE_TO_LOOK]}"

"""The text of a `$filter`, taken apart: its literals lifted out, and the rest parsed by odata-query.

Two filters that differ only in their literals have one shape, and so share one plan. The scanner also keeps the rules in which the
engine is stricter than odata-query's lexer (odata-wire.md, 10): single blanks, lower-case `true false null`, `not` before a blank.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from sandbox.odata import errors
from sandbox.odata.remembering import remembered


class Literal(StrEnum):
    STRING = "string"
    GUID = "guid"
    DATE_TIME = "date-time"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    DECIMAL = "decimal"
    INTEGER = "integer"


LITERAL = re.compile(
    r"(?P<TYPE>'(?<=[, ]')Edm\.\w+'(?=\)))"
    r"|(?P<STRING>'(?:[^']|'')*')"
    r"|(?<![\w.'+-])(?:"
    r"(?P<GUID>[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})"
    r"|(?P<DATE_TIME>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:\d\d))"
    r"|(?P<DATE>\d{4}-\d\d-\d\d)"
    r"|(?P<TIME>\d\d:\d\d:\d\d(?:\.\d{1,12})?)"
    r"|(?P<DURATION>duration'[^']*'|-?P(?=[\dT])(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?(?!\w))"
    r"|(?P<DECIMAL>[+-]?\d+\.\d+|-?INF(?!\w)|NaN(?!\w))"
    r"|(?P<INTEGER>[+-]?\d+)"
    r")",
    re.ASCII,
)
PLACE = "\0"
"""Stands for a lifted literal in a skeleton."""
TOKEN = re.compile(rf"(?P<PLACE>{PLACE})|(?P<TYPE>'Edm\.\w+')|(?P<WORD>[^\W\d]\w*)|(?P<OTHER>.)", re.ASCII | re.DOTALL)

_WORDS = "and or not eq ne gt ge lt le in add sub mul div divby mod any all"
OPERATORS = frozenset(_WORDS.split())
TYPE = "Edm__"
"""The type in `cast(x,'Edm.String')` says what to do, so it belongs to the shape: it stands there as the name `Edm__String`. A name that
a client writes has an underscore before it and is never taken for one."""
LOWER_ONLY = frozenset(("true", "false", "null"))
FUNCTIONS = {"matchespattern": "matchesPattern", "cast": "odata.cast"}
"""Functions that the parser must see under another name: one is not in lower case, one it would not know without a namespace."""

BEFORE, AFTER = frozenset(("", " ", "(", ",")), frozenset(("", " ", ")", ","))
"""What may stand next to a literal. It keeps `2025-03-01T10:00` and `1e3` from being read as two things."""

LONGEST, MOST_LITERALS = 16_384, 500
"""Characters and literals of a filter; the bounds are ours, so that a hostile one costs a known time."""

PATH = re.compile(r"[\w/]+", re.ASCII)
MOST_STEPS = 50
"""Of one path in a filter; a database joins not many more tables, and odata-query goes along a path by recursion."""

WHERE_TO_LOOK = 32


@dataclass(frozen=True)
class Lifted:
    """`shape` is the filter with `_0`, `_1`, ... for its literals and an underscore before every other name."""

    shape: str | None
    kinds: tuple[Literal, ...]
    texts: tuple[str, ...]


def lift(text: str, option: str = "$filter") -> Lifted:
    """Raises ExpressionParserError. What is left without the literals, the skeleton, is read once for all filters that share it."""
    refuse_unreadable(text, option)
    kinds: list[Literal] = []
    texts: list[str] = []
    pieces: list[str] = []
    end = 0
    for match in LITERAL.finditer(text):
        if match.lastgroup == "TYPE":
            continue
        pieces.append(text[end : match.start()])
        end = match.end()
        kinds.append(KINDS[match.lastgroup or ""])
        texts.append(match.group())
    if len(texts) > MOST_LITERALS:
        raise failure(option, f"has more than {MOST_LITERALS} literals")
    pieces.append(text[end:])
    shape = _shape(PLACE.join(pieces))
    if isinstance(shape, _Mistake):
        place = _place_in_text(shape.at, pieces, texts)
        if shape.problem is None:
            raise errors.UnbalancedRightParentheses(option=option, lexer_error=marked(text, place))
        raise failure(option, shape.problem, text, place)
    return Lifted(shape, tuple(kinds), tuple(texts))


def refuse_unreadable(text: str, option: str) -> None:
    if len(text) > LONGEST or PLACE in text:
        raise failure(option, f"is longer than {LONGEST} characters" if len(text) > LONGEST else "holds a NUL character")


def all_of(conditions: Sequence[Lifted]) -> Lifted:
    """Their conjunction. Each has been read on its own, so that no parenthesis of one can reach into another."""
    if len(conditions) == 1:
        return conditions[0]
    shapes, offset = [], 0
    for lifted in conditions:
        shapes.append(f"({LIFTED.sub(partial(_renumbered, offset=offset), lifted.shape or '')})")
        offset += len(lifted.texts)
    kinds = tuple(kind for lifted in conditions for kind in lifted.kinds)
    return Lifted(" and ".join(shapes), kinds, tuple(text for lifted in conditions for text in lifted.texts))


LIFTED = re.compile(r"(?<!\w)_(\d+)(?!\w)", re.ASCII)


def _renumbered(match: re.Match[str], offset: int) -> str:
    return f"_{int(match[1]) + offset}"


KINDS = {kind.name: kind for kind in Literal}


@dataclass(frozen=True)
class _Mistake:
    """`at` counts the characters of the skeleton. No problem said: a parenthesis is closed that was never opened."""

    problem: str | None
    at: int


@remembered(1024)
def _shape(skeleton: str) -> str | _Mistake:
    """The skeleton in odata-query's terms, or what is wrong with it."""
    pieces: list[str] = []
    literals = depth = 0
    before = ""
    too_long = next((path for path in PATH.finditer(skeleton) if path.group().count("/") > MOST_STEPS), None)
    if too_long:
        return _Mistake(f"follows a path of more than {MOST_STEPS} steps", too_long.start())
    for match in TOKEN.finditer(skeleton):
        kind, word, behind = match.lastgroup, match.group(), skeleton[match.end() : match.end() + 1]
        problem = None
        if kind == "WORD":
            problem = _wrong_word(word, before, behind)
            pieces.append(_name(word, before, behind))
        elif kind == "TYPE":
            pieces.append(f"{TYPE}{word[5:-1]}")
        elif kind == "PLACE":
            if skeleton[match.start() - 1 : match.start()] not in BEFORE or behind not in AFTER:
                problem = "cannot be read"
            pieces.append(f"_{literals}")
            literals += 1
        else:
            if (word.isspace() and (behind.isspace() or behind == ",")) or (word in "(:" and behind.isspace()):
                return _Mistake("has a blank too many", match.end())
            problem = "cannot be read" if word.isdecimal() else None
            depth += (word == "(") - (word == ")")
            if depth < 0:
                return _Mistake(None, match.start())
            pieces.append(word)
        if problem:
            return _Mistake(problem, match.start())
        before = before if word == " " else word
    return _single_items("".join(pieces))


def _wrong_word(word: str, before: str, behind: str) -> str | None:
    lower = word.lower()
    if lower in LOWER_ONLY and word != lower:
        return f"must write {lower} in lower case"
    if lower == "not" and (behind != " " or before.lower() == "not"):
        return "takes one `not`, with a blank behind it"
    return None


def _name(word: str, before: str, behind: str) -> str:
    """Operators and functions in the parser's spelling; an underscore before every other name keeps it from looking like one."""
    lower = word.lower()
    if lower in OPERATORS or lower in LOWER_ONLY:
        return lower
    if behind != "(":
        return f"_{word}"
    return lower if before == "." else FUNCTIONS.get(lower, lower)


def _place_in_text(at: int, pieces: list[str], texts: list[str]) -> int:
    """Where the skeleton's `at`-th character stands in the text that still has its literals."""
    place = 0
    for piece, literal in zip(pieces, [*texts, ""], strict=True):
        if at <= len(piece):
            return place + at
        at -= len(piece) + 1
        place += len(piece) + len(literal)
    return place


def _single_items(shape: str) -> str:
    """odata-query wants the Python spelling of a list with one item."""
    return re.sub(r" in \((\w+)\)", r" in (\1,)", shape)


@remembered(1024)
def parse(shape: str, option: str = "$filter") -> Any:
    """The syntax tree of a lifted filter, in odata-query's nodes and DivBy. Raises ExpressionParserError."""
    from odata_query.exceptions import ODataException
    from odata_query.grammar import ODataParser

    from sandbox.odata.tokens import tokens

    try:
        tree = ODataParser().parse(tokens(shape))
    except ODataException as error:
        raise failure(option, _what_is_wrong(error)) from None
    except (AttributeError, NotImplementedError, TypeError):  # what odata-query runs into on paths that it has no node for
        raise failure(option, "holds a path that cannot be read") from None
    if tree is None:
        raise failure(option, "is not complete")
    return tree


def _what_is_wrong(error: Exception) -> str:
    from odata_query.exceptions import ArgumentCountException, UnknownFunctionException

    if isinstance(error, UnknownFunctionException):
        return f"calls {error.function_name}, which is no function"
    if isinstance(error, ArgumentCountException):
        return f"calls {error.function_name} with {error.n_args_given} arguments"
    token = getattr(error, "token", None)
    place = str(getattr(token, "value", token) or "")[:WHERE_TO_LOOK].lstrip("_").strip()
    return f"cannot be read at {place!r}" if place else "is not complete"


def failure(option: str, problem: str, text: str = "", at: int = 0) -> errors.ExpressionParserError:
    """The refusal, showing the place between `>` and `<` as the engine does."""
    return errors.ExpressionParserError(option=option, problem=f"{problem}: {marked(text, at)}" if text else problem)


def marked(text: str, at: int) -> str:
    """Up to 32 characters on either side of the one at `at`, which stands between `>` and `<`; `<END>` behind the last."""
    if at >= len(text):
        return f"{text[-WHERE_TO_LOOK:]}<END>"
    return f"{text[max(0, at - WHERE_TO_LOOK) : at]}>{text[at]}<{text[at + 1 : at + 1 + WHERE_TO_LOOK]}"

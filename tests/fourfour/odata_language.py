"""Filters at random, each beside a plain reading of it: what a law of `$filter` is tried with."""

import math
import operator
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Row = dict[str, Any]
Expression = tuple[str, Callable[[Row], Any]]
"""The text of a value, and what it is of a row; nothing where anything in it is missing."""
Condition = tuple[str, Callable[[Row], bool | None]]
"""The text of a filter, and what it says of a row: true, false, or nothing because a value is missing."""

WORDS = ("Working - Contacted", "Closed - Converted", "Johnson", "Operations", "O'Hara", "", "a", "an", "%", "_", "Partner", "DACH", "é")
"""Some are whole values of the demo, some pieces of one, and some trouble."""
OPERATORS = {"eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge}
PATTERNS = {"contains": str.__contains__, "startswith": str.startswith, "endswith": str.endswith}
MOMENTS = {"year": (0, 4), "month": (5, 7), "day": (8, 10), "hour": (11, 13), "minute": (14, 16), "second": (17, 19)}


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def applied(function: Callable[..., Any], *arguments: Expression) -> Callable[[Row], Any]:
    def value(row: Row) -> Any:
        values = [argument[1](row) for argument in arguments]
        return None if None in values else function(*values)

    return value


def called(name: str, function: Callable[..., Any], *arguments: Expression) -> Expression:
    return f"{name}({','.join(text for text, _ in arguments)})", applied(function, *arguments)


def literal(value: Any) -> Expression:
    return quoted(value) if isinstance(value, str) else str(value), lambda row: value


def property_of(path: str, prefix: str, as_type: type) -> Expression:
    """A property, or by way of a reference one of the entity that it leads to."""

    def value(row: Row) -> Any:
        found: Any = row
        for name in path.split("/"):
            found = None if found is None else found[name]
        return None if found is None else as_type(found)

    return prefix + path, value


def divided(left: float, right: float) -> float | None:
    if right == 0:
        return None
    return int(left / right) if isinstance(left, int) and isinstance(right, int) else left / right


def rest(left: float, right: float) -> float | None:
    if right == 0:
        return None
    return int(math.fmod(left, right)) if isinstance(left, int) and isinstance(right, int) else math.fmod(left, right)


ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": divided,
    "divby": lambda left, right: None if right == 0 else left / right,
    "mod": rest,
}


def calculated(sign: str, left: Expression, right: Expression) -> Expression:
    return f"({left[0]} {sign} {right[0]})", applied(ARITHMETIC[sign], left, right)


def texts(names: tuple[str, ...], prefix: str) -> st.SearchStrategy[Expression]:
    plain = st.builds(property_of, st.sampled_from(names), st.just(prefix), st.just(str))
    small = st.integers(0, 8).map(literal)
    return st.recursive(
        plain,
        lambda inner: (
            st.builds(lambda text: called("tolower", str.lower, text), inner)
            | st.builds(lambda text: called("toupper", str.upper, text), inner)
            | st.builds(lambda text: called("trim", lambda value: value.strip(" "), text), inner)
            | st.builds(lambda left, right: called("concat", operator.add, left, right), inner, inner | st.sampled_from(WORDS).map(literal))
            | st.builds(lambda text, at: called("substring", lambda value, begin: value[begin:], text, at), inner, small)
            | st.builds(
                lambda text, at, size: called("substring", lambda value, begin, length: value[begin : begin + length], text, at, size),
                inner,
                small,
                small,
            )
        ),
        max_leaves=3,
    )


def numbers(
    whole: tuple[str, ...], real: tuple[str, ...], moments: tuple[str, ...], inner_texts: st.SearchStrategy[Expression], prefix: str
) -> st.SearchStrategy[Expression]:
    def part(name: str, moment: Expression) -> Expression:
        return called(name, lambda value: int(value[slice(*MOMENTS[name])]), moment)

    leaves = [
        st.builds(lambda text: called("length", len, text), inner_texts),
        st.builds(lambda text, word: called("indexof", str.find, text, literal(word)), inner_texts, st.sampled_from(WORDS)),
        st.builds(part, st.sampled_from(tuple(MOMENTS)), st.builds(property_of, st.sampled_from(moments), st.just(prefix), st.just(str))),
    ]
    leaves += [
        st.builds(property_of, st.sampled_from(names), st.just(prefix), st.just(kind))
        for names, kind in ((whole, int), (real, float))
        if names
    ]
    operand = st.integers(-9, 9).map(literal) | st.sampled_from((0.5, 2.5, 10_000.0)).map(literal)
    return st.recursive(
        st.one_of(leaves),
        lambda inner: (
            st.builds(calculated, st.sampled_from(tuple(ARITHMETIC)), inner, operand)
            | st.builds(calculated, st.sampled_from(("add", "sub")), inner, inner)
            | st.builds(lambda number: called("floor", lambda value: float(math.floor(value)), number), inner)
            | st.builds(lambda number: called("ceiling", lambda value: float(math.ceil(value)), number), inner)
        ),
        max_leaves=3,
    )


def compared(sign: str, left: Expression, right: Expression) -> Condition:
    return f"{left[0]} {sign} {right[0]}", applied(OPERATORS[sign], left, right)


def matched(function: str, text: Expression, word: str) -> Condition:
    return called(function, PATTERNS[function], text, literal(word))


def nullity(value: Expression, sign: str) -> Condition:
    return f"{value[0]} {sign} null", lambda row: (value[1](row) is None) == (sign == "eq")


def listed(value: Expression, words: list[str]) -> Condition:
    return f"{value[0]} in ({','.join(map(quoted, words))})", applied(lambda text: text in words, value)


def negated(condition: Condition) -> Condition:
    return f"not ({condition[0]})", applied(operator.not_, condition)


def joined(word: str, left: Condition, right: Condition) -> Condition:
    """SQL's and OData's logic of three values."""

    def both(row: Row) -> bool | None:
        values = left[1](row), right[1](row)
        decisive = word == "or"
        if decisive in values:
            return decisive
        return None if None in values else not decisive

    return f"({left[0]}) {word} ({right[0]})", both


def conditions(
    *,
    text: tuple[str, ...],
    whole: tuple[str, ...] = (),
    real: tuple[str, ...] = (),
    moments: tuple[str, ...],
    others: tuple[Condition, ...] = (),
    prefix: str = "",
) -> st.SearchStrategy[Condition]:
    """Filters about the properties named; `prefix` is the variable of an `any` or `all` with its slash."""
    some_texts, signs, words = texts(text, prefix), st.sampled_from(tuple(OPERATORS)), st.sampled_from(WORDS)
    some_numbers = numbers(whole, real, moments, some_texts, prefix)
    return st.recursive(
        st.builds(compared, signs, some_texts, some_texts | words.map(literal))
        | st.builds(compared, signs, some_numbers, some_numbers | (st.integers(-5, 40) | st.integers(0, 10**8)).map(literal))
        | st.builds(matched, st.sampled_from(tuple(PATTERNS)), some_texts, words)
        | st.builds(nullity, some_texts | some_numbers, st.sampled_from(("eq", "ne")))
        | st.builds(listed, some_texts, st.lists(words, min_size=1, max_size=4))
        | st.sampled_from((("true", lambda row: True), ("false", lambda row: False), *others)),
        lambda inner: st.builds(negated, inner) | st.builds(joined, st.sampled_from(("and", "or")), inner, inner),
        max_leaves=5,
    )


def asked_of_all(quantifier: str, navigation: str, condition: Condition) -> Condition:
    """`any` or `all` of the entities behind a navigation, the condition being about `v`. An undecided one does not meet it."""
    sound = {"any": any, "all": all}[quantifier]
    text, says = condition
    return f"{navigation}/{quantifier}(v:{text})", lambda row: sound(says(one) is True for one in row[navigation])

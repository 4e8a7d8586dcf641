"""Laws that hold for whatever is asked: pages, filters and their negations, order, projection, and plain evaluation of filters."""

import operator
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts import fact
from tests.fourfour.conftest import OData

Row = dict[str, Any]
Condition = tuple[str, Callable[[Row], bool | None]]
"""The text of a filter, and what it says of a row: true, false, or nothing because a value is missing."""

calmly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

TEXTS = ("status", "last_name", "region", "lead_source")
NUMBERS = ("annual_revenue", "number_of_employees")
WORDS = ("New", "Qualified", "Smith", "O'Hara", "", "a", "%", "_", "Website", "DACH", "é")
OPERATORS = {"eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge}


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def compared(name: str, sign: str, literal: str, value: Any) -> Condition:
    return f"{name} {sign} {literal}", lambda row: None if row[name] is None else OPERATORS[sign](row[name], value)


def matched(function: str, name: str, word: str) -> Condition:
    holds = {"contains": str.__contains__, "startswith": str.startswith, "endswith": str.endswith}[function]
    return f"{function}({name},{quoted(word)})", lambda row: None if row[name] is None else holds(row[name], word)


def nullity(name: str, sign: str) -> Condition:
    return f"{name} {sign} null", lambda row: (row[name] is None) == (sign == "eq")


def listed(name: str, words: list[str]) -> Condition:
    return f"{name} in ({','.join(map(quoted, words))})", lambda row: None if row[name] is None else row[name] in words


def negated(condition: Condition) -> Condition:
    text, says = condition
    return f"not ({text})", lambda row: None if says(row) is None else not says(row)


def joined(word: str, left: Condition, right: Condition) -> Condition:
    """SQL's and OData's logic of three values."""

    def both(row: Row) -> bool | None:
        values = left[1](row), right[1](row)
        decisive = word == "or"
        if decisive in values:
            return decisive
        return None if None in values else not decisive

    return f"({left[0]}) {word} ({right[0]})", both


SIGNS = st.sampled_from(tuple(OPERATORS))
CONDITIONS = st.recursive(
    st.builds(lambda name, sign, word: compared(name, sign, quoted(word), word), st.sampled_from(TEXTS), SIGNS, st.sampled_from(WORDS))
    | st.builds(lambda name, sign, n: compared(name, sign, str(n), n), st.sampled_from(NUMBERS), SIGNS, st.integers(-5, 10**8))
    | st.builds(matched, st.sampled_from(("contains", "startswith", "endswith")), st.sampled_from(TEXTS), st.sampled_from(WORDS))
    | st.builds(nullity, st.sampled_from((*TEXTS, *NUMBERS)), st.sampled_from(("eq", "ne")))
    | st.builds(listed, st.sampled_from(TEXTS), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
    | st.sampled_from([("is_converted", lambda row: row["is_converted"]), ("true", lambda row: True), ("false", lambda row: False)]),
    lambda inner: st.builds(negated, inner) | st.builds(joined, st.sampled_from(("and", "or")), inner, inner),
    max_leaves=6,
)


@cache
def leads(odata: OData) -> list[Row]:
    return odata.walk("Leads?$top=1000")


def ids(rows: list[Row]) -> list[str]:
    return [row["id"] for row in rows]


@fact("FF-OD-36", "FF-OD-37")
@calmly
@given(CONDITIONS)
def test_a_filter_gives_the_rows_that_a_plain_evaluation_gives(odata: OData, condition: Condition) -> None:
    text, says = condition

    assert ids(odata.walk(f"Leads?$top=1000&$filter={quote(text)}")) == [row["id"] for row in leads(odata) if says(row)]


@fact("FF-OD-37")
@calmly
@given(CONDITIONS)
def test_a_filter_its_negation_and_the_undecided_make_up_the_whole(odata: OData, condition: Condition) -> None:
    text, says = condition
    yes = ids(odata.walk(f"Leads?$top=1000&$filter={quote(text)}"))
    no = ids(odata.walk(f"Leads?$top=1000&$filter={quote(f'not ({text})')}"))

    undecided = [row["id"] for row in leads(odata) if says(row) is None]
    assert sorted([*yes, *no, *undecided]) == ids(leads(odata))


@fact("FF-OD-11")
@calmly
@given(CONDITIONS)
def test_the_count_is_the_number_of_rows(odata: OData, condition: Condition) -> None:
    answer = odata.get(f"Leads?$top=1000&$count=true&$filter={quote(condition[0])}").json()

    assert answer["@count"] == len(answer["value"])
    assert odata.get(f"Leads/$count?$filter={quote(condition[0])}").text == str(answer["@count"])


PROPERTIES = ("id", "last_name", "status", "annual_revenue", "updated", "is_converted")


@fact("FF-OD-42")
@calmly
@given(st.integers(1, 60), st.lists(st.tuples(st.sampled_from(PROPERTIES), st.sampled_from(("asc", "desc"))), max_size=3))
def test_pages_put_together_are_the_whole(odata: OData, size: int, order: list[tuple[str, str]]) -> None:
    orderby = ",".join(f"{name} {direction}" for name, direction in order)

    assert ids(odata.walk(f"Leads?$top={size}&$orderby={orderby}")) == ids(odata.walk(f"Leads?$top=1000&$orderby={orderby}"))


@fact("FF-OD-42")
@calmly
@given(st.lists(st.sampled_from(PROPERTIES), min_size=1, max_size=3, unique=True))
def test_descending_is_ascending_backwards(odata: OData, names: list[str]) -> None:
    up, down = (ids(odata.walk(f"Leads?$top=1000&$orderby={','.join(f'{name} {way}' for name in names)}")) for way in ("asc", "desc"))

    assert up == down[::-1]


@fact("FF-OD-20")
@calmly
@given(st.lists(st.sampled_from((*PROPERTIES, "nope")), min_size=1, max_size=4, unique=True), CONDITIONS)
def test_select_never_changes_which_rows_come(odata: OData, names: list[str], condition: Condition) -> None:
    path = f"Leads?$top=1000&$orderby=status desc&$filter={quote(condition[0])}"

    whole = odata.walk(path)
    assert odata.walk(f"{path}&$select={','.join(names)}") == [{name: row[name] for name in row if name in names} for row in whole]

"""Lifting literals out of a `$filter`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.odata.errors import ExpressionParserError, ODataError
from sandbox.odata.grammar import Literal, lift, marked


def test_filters_that_differ_in_their_literals_have_one_shape() -> None:
    first = lift("updated ge 2025-01-01T00:00:00Z and contains(name,'O''Hara') or amount lt -3.5")
    second = lift("updated ge 2031-12-31T23:59:59+02:00 and Contains(name,'') or amount lt 7.0")

    assert first.shape == second.shape == "_updated ge _0 and contains(_name,_1) or _amount lt _2"
    assert first.kinds == (Literal.DATE_TIME, Literal.STRING, Literal.DECIMAL)
    assert first.texts == ("2025-01-01T00:00:00Z", "'O''Hara'", "-3.5")


def test_a_name_that_looks_like_a_lifted_literal_stays_a_name() -> None:
    assert lift("_0 eq 1").shape == "__0 eq _0"


def test_words_inside_text_are_text() -> None:
    assert lift("name eq 'a eq b and (c'").shape == "_name eq _0"


def test_the_place_of_a_mistake_is_marked_with_32_characters_on_either_side() -> None:
    assert marked("x" * 40 + "!" + "y" * 40, 40) == "x" * 32 + ">!<" + "y" * 32
    assert marked("abc", 3) == "abc<END>"


@given(st.text(max_size=80))
def test_any_text_is_lifted_or_refused(text: str) -> None:
    try:
        lifted = lift(text)
    except ODataError:
        return
    assert len(lifted.kinds) == len(lifted.texts)
    assert all(piece in text for piece in lifted.texts)


@given(st.text(st.characters(exclude_characters="\0"), max_size=30))
def test_any_text_but_nul_can_be_quoted(text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"

    assert lift(f"name eq {quoted}").texts == (quoted,)


@pytest.mark.parametrize("text", ["a eq 1e3", "a eq .5", "a eq 5m", "a eq 2025-01-01T10:00", "a eq 'x'y", "a eq x'y'"])
def test_a_literal_ends_where_it_must(text: str) -> None:
    with pytest.raises(ExpressionParserError):
        lift(text)

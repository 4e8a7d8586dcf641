"""How values are written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.odata.values import quoted_decimal, shortest, to_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(alphabet=st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet=st.characters(codec="utf-8")), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_json_is_ascii_and_means_the_same(value: object) -> None:
    text = to_json(value)

    assert text.isascii()
    assert json.loads(text) == value


def test_characters_beyond_ascii_are_escaped_in_lower_case() -> None:
    assert to_json({"é/": "日本😀"}) == b'{"\\u00e9/":"\\u65e5\\u672c\\ud83d\\ude00"}'


@pytest.mark.parametrize(
    ("value", "text"), [(12.5, "12.50000000000000"), (0.0, "0"), (-1.25, "-1.250000000000000"), (1000.0, "1000.000000000000")]
)
def test_decimals_for_ieee754_are_padded(value: float, text: str) -> None:
    assert quoted_decimal(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_shortest_form_is_the_same_number(value: float) -> None:
    assert shortest(value) == value
    assert isinstance(shortest(value), int) == (value.is_integer() and abs(value) < 2**63)

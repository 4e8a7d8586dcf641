"""What a pattern of a path fits, as laws."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sandbox.faults.pattern import fits

FEW = st.text("ab/[?*.", max_size=8)


@given(FEW, FEW.map(lambda text: text.replace("*", "")))
def test_a_star_is_anything_and_all_else_is_itself(pattern: str, path: str) -> None:
    assert fits(pattern, path) == bool(re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path))


@given(st.text(), st.text())
def test_any_text_can_be_a_pattern_or_a_path(pattern: str, path: str) -> None:
    assert fits("*", path)
    assert fits(f"*{path}*", path)
    assert fits(pattern, pattern)


def test_many_stars_are_read_to_the_end() -> None:
    """Whoever goes back to try again comes to no end here."""
    assert not fits("/" + "*a" * 999 + "*b", "/" + "a" * 60_000)

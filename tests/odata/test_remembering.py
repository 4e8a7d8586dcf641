"""Caches that a long text passes by."""

from sandbox.fourfour.odata.entity_sets import MODEL
from sandbox.odata.criteria import read_criteria
from sandbox.odata.expand import Expanded, read_expand
from sandbox.odata.expansion_plan import Parents, expansion_plan
from sandbox.odata.remembering import LONG, remembered
from sandbox.odata.selection import Selection

ACCOUNTS = MODEL.entity_set("Accounts")


def test_short_texts_are_remembered_and_long_ones_are_not() -> None:
    seen: list[str] = []

    @remembered(4)
    def length(text: str) -> int:
        seen.append(text[:1])
        return len(text)

    for text in ("a", "a", "b" * LONG, "b" * LONG, "c" * (LONG - 1), "c" * (LONG - 1)):
        assert length(text) == len(text)
    assert seen == ["a", "b", "b", "c"]


def test_many_texts_are_as_long_as_one_wherever_they_stand() -> None:
    seen: list[int] = []

    @remembered(4)
    def count(name: str, pairs: tuple[tuple[str, str], ...]) -> int:
        seen.append(len(pairs))
        return len(pairs)

    few, many, huge = (("@a", "b"),) * 3, (("@a", "b"),) * 1000, (("@k", "x" * LONG),)
    for pairs in (few, few, many, many, huge, huge):
        assert count("name", pairs) == len(pairs)
    assert seen == [3, 1000, 1000, 1, 1]


def test_a_shape_is_remembered_unless_it_is_long() -> None:
    def computing(number: int) -> str:
        return ",".join(f"length(name) as size_of_the_name_{place}" for place in range(number))

    assert read_criteria(ACCOUNTS, compute=computing(9)).shape is read_criteria(ACCOUNTS, compute=computing(9)).shape
    assert read_criteria(ACCOUNTS, compute=computing(99)).shape.is_long


def test_what_an_alias_stands_for_is_not_remembered() -> None:
    def expanded(text: str) -> Expanded:
        return read_expand(MODEL, ACCOUNTS, f"contacts($filter=email eq {text})", (("@k", "'x'"),))

    assert expanded("'x'") is expanded("'x'")
    assert expanded("@k") == expanded("@k") is not expanded("@k")
    assert expanded("@k").items[0].criteria == expanded("'x'").items[0].criteria


def test_the_plan_of_a_long_expansion_is_made_anew() -> None:
    parents = Parents(Selection(MODEL, ACCOUNTS, ()))
    short, long = (read_expand(MODEL, ACCOUNTS, f"contacts($filter=email eq '{'x' * length}')", ()).items for length in (9, LONG))

    assert expansion_plan(parents, short) is expansion_plan(parents, short)
    assert expansion_plan(parents, long) is not expansion_plan(parents, long)

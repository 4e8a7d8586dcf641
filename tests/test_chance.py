"""The dice of a world."""

import itertools
from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sandbox.chance import ALPHANUMERICS, Chance


def seeded(seed: int, *, first: int = 1) -> Chance:
    """As a world keeps it: the number of the next draw counts on."""
    return Chance(seed, itertools.count(first).__next__)


def draw(chance: Chance) -> list[object]:
    return [chance.octets(5), chance.token(40), chance.uuid(), chance.octets(5)]


@given(st.integers())
def test_the_same_seed_gives_the_same_stream(seed: int) -> None:
    assert draw(seeded(seed)) == draw(seeded(seed))


@given(st.integers(), st.integers())
def test_another_seed_gives_another_stream(one: int, other: int) -> None:
    assert (draw(seeded(one)) == draw(seeded(other))) == (one == other)


def test_a_stream_does_not_repeat_itself() -> None:
    chance = seeded(1)

    assert len({chance.octets(8) for _ in range(1000)}) == 1000


def test_a_stream_goes_on_where_it_was_left() -> None:
    whole = seeded(1)
    drawn = [whole.uuid() for _ in range(4)]

    assert [seeded(1, first=3).uuid(), seeded(1, first=4).uuid()] == drawn[2:]


def test_without_a_seed_nothing_repeats_and_nothing_is_counted() -> None:
    def refuse() -> int:
        raise AssertionError("no draw is counted without a seed")

    chance = Chance(None, refuse)

    assert draw(chance) != draw(chance)


@given(st.integers(), st.integers(0, 100))
def test_a_token_has_the_length_asked_for_and_letters_and_digits_only(seed: int, length: int) -> None:
    token = seeded(seed).token(length)

    assert len(token) == length
    assert set(token) <= set(ALPHANUMERICS.decode())


def test_every_letter_and_digit_comes_up_about_as_often() -> None:
    counted = Counter(seeded(3).token(62_000))

    assert len(counted) == 62
    assert max(counted.values()) / min(counted.values()) < 1.6  # a few letters are favoured: 256 is no multiple of 62


@given(st.integers())
def test_a_uuid_is_one_of_version_4_in_lower_case(seed: int) -> None:
    text = seeded(seed).uuid()

    assert (UUID(text).version, text) == (4, str(UUID(text)))

"""Durations as people and ISO 8601 write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.control.durations import read_duration

PARTS = st.tuples(*[st.integers(0, 99)] * 5)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("90s", timedelta(seconds=90)),
        ("1h30m", timedelta(hours=1, minutes=30)),
        (" 1h 30m ", timedelta(hours=1, minutes=30)),
        ("1 d", timedelta(days=1)),
        ("0s", timedelta()),
        ("1.5h", timedelta(minutes=90)),
        ("2w", timedelta(weeks=2)),
        ("PT1H30M", timedelta(hours=1, minutes=30)),
        ("P1DT0.5S", timedelta(days=1, seconds=0.5)),
        ("P2W", timedelta(weeks=2)),
    ],
)
def test_durations_that_are_understood(text: str, duration: timedelta) -> None:
    assert read_duration(text) == duration


@pytest.mark.parametrize(
    "text", ["", " ", "90", "s", "1x", "30m1h", "1h1h", "-1h", "+1h", "1H", "P", "PT", "P1H", "P1Y", "P1M", "1e3s", "\u0661s", "1,5h"]
)
def test_what_is_no_duration_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="must be a duration such as"):
        read_duration(text)


@given(PARTS)
def test_both_spellings_mean_the_same(parts: tuple[int, ...]) -> None:
    weeks, days, hours, minutes, seconds = parts

    expected = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    assert read_duration(f"{weeks}w{days}d{hours}h{minutes}m{seconds}s") == expected
    assert read_duration(f"P{weeks}W{days}DT{hours}H{minutes}M{seconds}S") == expected


@given(st.text(alphabet="0123456789.wdhmsPTHMSD "))
def test_no_text_makes_anything_but_a_duration_or_a_refusal(text: str) -> None:
    try:
        assert read_duration(text) >= timedelta()
    except (ValueError, OverflowError) as refusal:
        assert str(refusal)  # noqa: PT017 - either outcome will do

"""How calls are spelled for a reader: alike on the dashboard's page and in mail."""

import pytest

from sandbox.tenfold.calls.words import clock_time, number_text


@pytest.mark.parametrize(
    ("duration", "text"), [(0, "0:00"), (499, "0:00"), (500, "0:01"), (90_600, "1:31"), (3_599_500, "1:00:00"), (3_787_000, "1:03:07")]
)
def test_a_duration_is_told_to_the_nearest_second(duration: int, text: str) -> None:
    assert clock_time(duration) == text


@pytest.mark.parametrize(
    ("number", "direction", "text"),
    [("15125559999", "Inbound", "+15125559999"), ("5125559999", "Outbound", "5125559999"), ("2101", "Internal", "2101")],
)
def test_a_plus_stands_before_the_code_of_a_country(number: str, direction: str, text: str) -> None:
    assert number_text(number, direction) == text

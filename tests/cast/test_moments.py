"""Moments of a story: working days before and after the anchor, on an office's clock."""

from datetime import UTC, date, datetime, time

import pytest

from sandbox.cast.moments import Moment, moment_at, working_day

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 3, day) for day in (6, 7, 8, 9))


@pytest.mark.parametrize(
    ("anchor", "offset", "expected"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, -1, FRIDAY),
        (MONDAY, 5, date(2026, 3, 16)),
        (SATURDAY, 0, MONDAY),
        (SATURDAY, -1, FRIDAY),
        (SUNDAY, -1, FRIDAY),
        (SUNDAY, 1, date(2026, 3, 10)),
        (FRIDAY, 1, MONDAY),
        (FRIDAY, -15, date(2026, 2, 13)),
    ],
)
def test_days_are_counted_from_monday_to_friday(anchor: date, offset: int, expected: date) -> None:
    assert working_day(anchor, offset) == expected


def test_a_moment_is_read_from_the_wall_clock_of_the_office() -> None:
    anchor = datetime(2026, 3, 11, tzinfo=UTC)
    afternoon = Moment.parse("-3 14:05")

    # Between them, on Sunday the 8th, New York moves its clocks and Berlin does not.
    assert moment_at(afternoon, "America/New_York", anchor) == datetime(2026, 3, 6, 19, 5, tzinfo=UTC)
    assert moment_at(Moment(-1, time(14, 5)), "America/New_York", anchor) == datetime(2026, 3, 10, 18, 5, tzinfo=UTC)
    assert moment_at(afternoon, "Europe/Berlin", anchor) == datetime(2026, 3, 6, 13, 5, tzinfo=UTC)

"""The clock by itself: real, offset and frozen."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.clock import YEARS, Clock, ClockState, iso_text, read_moment
from sandbox.http.dates import http_date

MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
STEPS = st.timedeltas(timedelta(), timedelta(days=3650))


class Kept:
    """Keeps a clock's state as a world does."""

    def __init__(self) -> None:
        self.state = ClockState()

    def clock(self) -> Clock:
        return Clock(lambda: self.state, self.keep)

    def keep(self, state: ClockState) -> None:
        self.state = state


def test_a_new_clock_shows_real_time() -> None:
    before = datetime.now(UTC)

    assert before <= Kept().clock().now() <= datetime.now(UTC)


@given(MOMENTS)
def test_a_frozen_clock_shows_its_moment_again_and_again(moment: datetime) -> None:
    clock = Kept().clock()
    clock.freeze(moment)

    assert clock.now() == clock.now() == moment


@given(MOMENTS, STEPS)
def test_a_jump_of_a_frozen_clock_is_exact(moment: datetime, step: timedelta) -> None:
    clock = Kept().clock()
    clock.freeze(moment)
    clock.jump(moment + step)

    assert (clock.now(), clock.state.frozen) == (moment + step, moment + step)


@given(MOMENTS, STEPS)
def test_a_jump_of_a_running_clock_lets_it_run_on_from_there(moment: datetime, step: timedelta) -> None:
    clock = Kept().clock()
    clock.set(moment)
    clock.jump(moment + step)

    assert moment + step <= clock.now() < moment + step + timedelta(minutes=1)
    assert clock.state.frozen is None


@given(MOMENTS)
def test_a_clock_that_was_frozen_runs_on_from_where_it_stood(moment: datetime) -> None:
    clock = Kept().clock()
    clock.freeze(moment)
    clock.run()

    assert moment <= clock.now() < moment + timedelta(minutes=1)


def test_letting_a_running_clock_run_changes_nothing() -> None:
    kept = Kept()
    kept.clock().run()

    assert kept.state == ClockState()


@given(MOMENTS)
def test_any_clock_goes_back_to_real_time(moment: datetime) -> None:
    kept = Kept()
    kept.clock().freeze(moment)
    kept.clock().follow_real_time()

    assert kept.state == ClockState()


@given(MOMENTS, st.integers(0, 10**9))
def test_time_passes_alike_on_every_running_clock(real: datetime, seconds: int) -> None:
    state = ClockState(offset=timedelta(hours=-5))
    step = timedelta(seconds=seconds % 10**6)

    assert state.at(real + step) - state.at(real) == step


@given(st.datetimes(datetime(1971, 1, 1), datetime(2998, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_a_moment_comes_back_in_utc_as_it_was_written(moment: datetime) -> None:
    read = read_moment(moment.isoformat())

    assert read.tzinfo is UTC
    assert read == moment.astimezone(UTC)
    assert iso_text(read) == read.replace(microsecond=0).isoformat()


def test_a_moment_without_an_offset_is_utc() -> None:
    assert read_moment(" 2026-03-02T09:00 ") == datetime(2026, 3, 2, 9, tzinfo=UTC)


@given(st.text())
def test_any_other_text_is_refused_with_a_rule(text: str) -> None:
    try:
        assert read_moment(text).year in YEARS
    except ValueError as error:
        assert str(error).startswith("must be ")  # noqa: PT017 - either outcome will do


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1969-12-31", "3000-01-01"])
def test_moments_at_the_ends_of_the_calendar_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be"):
        read_moment(text)


def test_the_date_header_is_spelled_as_http_wants_it() -> None:
    assert http_date(datetime(1994, 11, 6, 8, 49, 37, 999999, tzinfo=UTC)) == "Sun, 06 Nov 1994 08:49:37 GMT"

"""The labels of the hours, told by what they must be rather than by how they are made (tenfold.md, 9.4)."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sandbox.tenfold.analytics.hours import labels
from tests.facts import fact

FIRST, SECONDS = datetime(1980, 1, 1, tzinfo=UTC), 57 * 365 * 86_400
AT_MIDNIGHT = "America/Havana"
"""Clocks are put forward at midnight there: the missing hour is the first."""
ZONES = (
    *("UTC", "America/Chicago", "America/Los_Angeles", "Asia/Kolkata", "Asia/Tokyo", "Asia/Kathmandu", "Europe/Berlin", AT_MIDNIGHT),
    *("Australia/Lord_Howe", "Antarctica/Troll", "Africa/Casablanca", "Pacific/Apia", "Pacific/Kiritimati", "America/St_Johns"),
)
"""Halves and quarters of hours, changes of half an hour and of two hours, days left out."""


def ahead(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def days_of_change(zone: str) -> list[datetime]:
    """UTC days in which the clocks are changed."""
    days = [FIRST + timedelta(days=number) for number in range(SECONDS // 86_400 + 1)]
    return [day for day, after in pairwise(days) if ahead(day, ZoneInfo(zone)) != ahead(after, ZoneInfo(zone))]


CHANGES = {zone: days for zone in ZONES if (days := days_of_change(zone))}
any_moment = st.tuples(st.sampled_from(ZONES), st.integers(0, SECONDS).map(lambda number: FIRST + timedelta(seconds=number)))
on_a_day_of_change = st.sampled_from([*CHANGES]).flatmap(
    lambda zone: st.tuples(
        st.just(zone),
        st.builds(lambda day, at: day + timedelta(seconds=at), st.sampled_from(CHANGES[zone]), st.integers(0, 86_399)),
    )
)


@fact("T2-27", "T2-28", "T2-29", "T2-30")
@settings(deadline=None, max_examples=150)
@given(asked=any_moment | on_a_day_of_change, microsecond=st.integers(0, 999_999))
@example(asked=(AT_MIDNIGHT, datetime(2026, 3, 8, 12, 0, 5, tzinfo=UTC)), microsecond=0)
def test_each_label_is_an_hour_of_the_utc_day_or_an_hour_after_the_one_before(asked: tuple[str, datetime], microsecond: int) -> None:
    name, now = asked[0], asked[1].replace(microsecond=microsecond)
    zone, shown = ZoneInfo(name), labels(now, ZoneInfo(name))
    day = [now.replace(hour=hour, minute=0, microsecond=0) for hour in range(24)]
    told = [datetime.fromisoformat(label) for label in shown]

    assert [int(label[11:13]) for label in shown] == [*range(24)]
    assert all(len(label) == len("2017-11-17T00:00:12-08:00") and int(label[17:19]) == now.second for label in shown)
    if len({ahead(moment, zone) for moment in day}) == 1:
        assert sorted(told) == day
    for hour, label in enumerate(told):
        same = [moment for moment in day if moment.astimezone(zone).hour == hour]
        if same:
            assert (label, label.utcoffset()) == (min(same), ahead(min(same), zone))
        else:
            by_the_clock = told[hour - 1].replace(tzinfo=None) + timedelta(hours=1)
            assert (label.replace(tzinfo=None), label.utcoffset()) == (by_the_clock, by_the_clock.replace(tzinfo=zone).utcoffset())

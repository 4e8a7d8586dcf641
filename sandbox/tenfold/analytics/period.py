"""The time that analytics and reports are about (tenfold.md, 9.1)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.database.schema import EPOCH, milliseconds
from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.zones import zone_of

LAST = 253_402_300_799_999
"""Milliseconds: the end of the year 9999."""
MILLISECOND, DAY = timedelta(milliseconds=1), timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both in it (proposed), and the zone whose hours and days count."""

    start: datetime
    end: datetime
    zone: ZoneInfo


def period_of(given: Mapping[str, Any], zone_name: str, now: datetime) -> Period:
    """`startTime` and `endTime` are milliseconds since 1970 (proposed), `timezone` an IANA name; `zone_name` is the organization's.

    Without them it is today: from midnight to the last millisecond of the day (confirmed). Raises InvalidField.
    """
    zone = zone_of(zone_name if given.get("timezone") is None else given["timezone"])
    today = now.astimezone(zone).date()
    start, end = _moment(given, "startTime"), _moment(given, "endTime")
    period = Period(
        datetime.combine(today, time(), zone) if start is None else start,
        datetime.combine(today + DAY, time(), zone).astimezone(EPOCH.tzinfo) - MILLISECOND if end is None else end,
        zone,
    )
    if period.end < period.start:
        raise InvalidField(field="endTime", rule="must not be before startTime")
    return period


def member_count(given: Mapping[str, Any]) -> int:
    """How many values of each leaderboard are shown (default 1: confirmed). Raises InvalidField (proposed)."""
    value = given.get("memberCount")
    count = 1 if value is None else _whole(value)
    if count is None or count < 1:
        raise InvalidField(field="memberCount", rule="must be a whole number of 1 or more")
    return count


def offsets(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[tuple[datetime, timedelta]]:
    """What local time is ahead of UTC, in turn, each with the moment from which it holds no more; the last one holds for ever.

    A zone that changes twice within a day is not noticed.
    """
    moment = first
    while (later := moment + DAY) < last:
        if _ahead(moment, zone) != _ahead(later, zone):
            yield _change(moment, later, zone), _ahead(moment, zone)
        moment = later
    if _ahead(moment, zone) != _ahead(last, zone):
        yield _change(moment, last, zone), _ahead(moment, zone)
    yield datetime.max.replace(tzinfo=EPOCH.tzinfo), _ahead(last, zone)


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first moment at which the later offset holds."""
    while after - before > MILLISECOND:
        middle = before + (after - before) // 2
        before, after = (middle, after) if _ahead(middle, zone) == _ahead(before, zone) else (before, middle)
    return after.replace(microsecond=after.microsecond // 1000 * 1000)


def _ahead(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _moment(given: Mapping[str, Any], name: str) -> datetime | None:
    value = given.get(name)
    if value is None:
        return None
    number = _whole(value)
    if number is None or not 0 <= number <= LAST:
        raise InvalidField(field=name, rule="must be milliseconds since 1970, a whole number")
    return EPOCH + timedelta(milliseconds=number)


def _whole(value: Any) -> int | None:
    """Of a number, or of a text of digits, as a query has it."""
    if isinstance(value, str):
        return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def in_milliseconds(period: Period) -> tuple[int, int]:
    return milliseconds(period.start), milliseconds(period.end)

"""When: from, to, and periods relative to now (that there are such is confirmed; their names are proposed). All in UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from sandbox.fourfour.mcp.errors import Refused

LAST = datetime.max.replace(tzinfo=UTC)

Days = tuple[date, date]
"""The first day, and the first one after."""


def _month(day: date, ahead: int = 0) -> date:
    """The first of the month, so many months ahead."""
    months = day.year * 12 + day.month - 1 + ahead
    return date(months // 12, months % 12 + 1, 1)


def _months(day: date, count: int, back: int = 0) -> Days:
    """The block of `count` months that `day` is in, or one so many blocks before."""
    first = _month(day, -((day.month - 1) % count) - back * count)
    return first, _month(first, count)


def _last(day: date, days: int) -> Days:
    """Today included."""
    return day - timedelta(days - 1), day + timedelta(1)


def _week(day: date, back: int = 0) -> Days:
    """From Monday on."""
    first = day - timedelta(day.weekday() + 7 * back)
    return first, first + timedelta(7)


PERIODS: dict[str, Callable[[date], Days]] = {
    "today": lambda day: _last(day, 1),
    "yesterday": lambda day: (day - timedelta(1), day),
    "this_week": _week,
    "last_week": lambda day: _week(day, 1),
    "this_month": lambda day: _months(day, 1),
    "last_month": lambda day: _months(day, 1, 1),
    "this_quarter": lambda day: _months(day, 3),
    "last_quarter": lambda day: _months(day, 3, 1),
    "this_year": lambda day: _months(day, 12),
    "last_year": lambda day: _months(day, 12, 1),
    "last_7_days": lambda day: _last(day, 7),
    "last_30_days": lambda day: _last(day, 30),
    "last_90_days": lambda day: _last(day, 90),
    "last_12_months": lambda day: (_same_day_last_year(day), day + timedelta(1)),
}


def _same_day_last_year(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - 1, day=28)


def bounds(period: str, now: datetime) -> tuple[datetime, datetime]:
    """From the first moment to the one after the last."""
    first, after = PERIODS[period](now.astimezone(UTC).date())
    return _midnight(first), _midnight(after)


def since(text: str) -> datetime:
    """Raises Refused."""
    return _moment(text, "from")


def until(text: str) -> datetime:
    """The first moment that is too late: a day counts whole, a moment by the second. Raises Refused."""
    return _behind(_moment(text, "to"), timedelta(seconds=1) if _has_time(text) else timedelta(1))


def _behind(at: datetime, length: timedelta) -> datetime:
    """The last day that can be written is what many say for ever with."""
    return min(at, LAST - length) + length


def _moment(text: str, argument: str) -> datetime:
    try:
        if not _has_time(text):
            return _midnight(date.fromisoformat(text))
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(f"{argument}: {text!r} is no day and no moment, such as 2026-03-18 or 2026-03-18T12:00:00Z") from None


def _has_time(text: str) -> bool:
    return "T" in text.upper()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)

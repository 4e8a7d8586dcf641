"""How numbers, times and durations are spelled for a reader."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sandbox.tenfold.analytics.period import MILLISECOND, Period
from sandbox.tenfold.users.user import User

LAST_SAYABLE = datetime(9999, 12, 30, tzinfo=UTC)
"""A day before the end of the calendar, so that it is a date in every zone."""


def counted(number: int, noun: str, nouns: str | None = None) -> str:
    """`1 call`, `1,234 calls`."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def date(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def period_words(period: Period) -> str:
    """In its zone: days alone where it is made of whole ones."""
    start, end = _local(period)
    whole = start.time() == datetime.min.time() and (end + MILLISECOND).time() == datetime.min.time()
    if whole:
        days = date(start) if start.date() == end.date() else f"{date(start)} to {date(end)}"
    else:
        days = f"{date(start)}, {start:%H:%M} to {date(end)}, {end:%H:%M}"
    return f"{days} ({period.zone.key})"


def file_stem(kind: str, period: Period) -> str:
    """`punch-card-2026-03-18`, or with both ends."""
    start, end = (moment.date().isoformat() for moment in _local(period))
    return f"{kind}-{start}" if start == end else f"{kind}-{start}-to-{end}"


def people_words(people: Sequence[User]) -> str:
    return people[0].name if len(people) == 1 else counted(len(people), "person", "people")


def seconds(duration: float) -> int | float:
    """Of milliseconds, none of them lost: for spreadsheets."""
    exact = duration / 1000
    return int(exact) if exact == int(exact) else exact


def cut(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _local(period: Period) -> tuple[datetime, datetime]:
    start, end = (min(moment, LAST_SAYABLE).astimezone(period.zone) for moment in (period.start, period.end))
    return start, end

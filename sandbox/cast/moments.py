"""When something happens in a story: counted in working days from the day the world is planted, on an office's wall clock."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

_SPELLING = re.compile(r"([+-]?\d{1,4}) (\d\d):(\d\d)")


@dataclass(frozen=True)
class Moment:
    """`-3 14:05`: 14:05 on the third working day before the anchor. Day 0 is the anchor's date, or the Monday after it."""

    day: int
    at: time

    @classmethod
    def parse(cls, text: str) -> Self:
        match = _SPELLING.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is no moment; write working day and time, as in '-3 14:05'")
        day, hour, minute = map(int, match.groups())
        return cls(day, time(hour, minute))


def moment_at(moment: Moment, timezone: str, anchor: datetime) -> datetime:
    """The instant of `moment` in an office of `timezone`, when the world is planted on the day of `anchor` (midnight UTC)."""
    return datetime.combine(working_day(anchor.date(), moment.day), moment.at, zone(timezone)).astimezone(UTC)


@lru_cache(maxsize=4096)
def working_day(anchor: date, offset: int) -> date:
    """Monday to Friday; `offset` 0 is the first working day on or after `anchor`, -1 the last one before it."""
    weekend = max(0, anchor.weekday() - 4)
    start = anchor + timedelta(days=3 - weekend) if weekend else anchor
    weeks, days = divmod(start.weekday() + offset, 5)
    return start - timedelta(days=start.weekday()) + timedelta(weeks=weeks, days=days)


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)

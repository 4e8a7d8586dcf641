"""`data.graphs.hour` of T2-27 to T2-30 (tenfold.md, 9.4): 24 numbers, one for each local hour; all days of the period fall into them."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.tenfold.analytics.numbers import minutes, rounded, share
from sandbox.tenfold.analytics.tally import Tally

HOURS = range(24)
HOUR = timedelta(hours=1)


def series(hours: Sequence[Tally]) -> dict[str, list[int | float]]:
    """Talk time in minutes and rates in percent with two decimals (inferred and proposed); all other rows are counts."""
    return six_series(hours) | {
        "connects": [hour.connects for hour in hours],
        "connectRate": [rounded(share(hour.connects, hour.outbound), 2) for hour in hours],
        "notes": [hour.notes for hour in hours],
    }


def six_series(hours: Sequence[Tally]) -> dict[str, list[int | float]]:
    """Those that each user's has, too."""
    return {
        "inbound": [hour.inbound for hour in hours],
        "outbound": [hour.outbound for hour in hours],
        "totalCalls": [hour.calls for hour in hours],
        "talkTimeInbound": [rounded(minutes(hour.inbound_duration), 2) for hour in hours],
        "talkTimeOutbound": [rounded(minutes(hour.outbound_duration), 2) for hour in hours],
        "totalTime": [rounded(minutes(hour.duration), 2) for hour in hours],
    }


def user_series(user: Any, hours: Sequence[Tally]) -> dict[str, Any]:
    return {"id": user.id, "name": user.name, **six_series(hours)}


def labels(now: datetime, zone: ZoneInfo) -> list[str]:
    """The hours of the UTC day of `now`, with its seconds, by their local hour (inferred: it gives all four arrays of the samples).

    On a day on which clocks are changed a local hour may be missing: it takes the label of the one before and an hour more (proposed). Of
    one that comes twice the first is taken.
    """
    midnight = datetime.combine(now.astimezone(UTC).date(), time(second=now.second), UTC)
    by_hour: dict[int, datetime] = {}
    for hour in HOURS:
        local = (midnight + hour * HOUR).astimezone(zone)
        by_hour.setdefault(local.hour, local)
    known = [by_hour.get(hour) for hour in HOURS]
    for hour in HOURS:
        if known[hour] is None:
            before = known[hour - 1]
            known[hour] = before and (before.replace(tzinfo=None) + HOUR).replace(tzinfo=before.tzinfo)
    return [local.isoformat(timespec="seconds") for local in known if local]

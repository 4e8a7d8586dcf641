"""T2-31: when the phones are busy, by weekday and hour (proposed: the vendor's description is lost)."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from sandbox.database.schema import from_milliseconds
from sandbox.tenfold.analytics.tally import Tally
from sandbox.tenfold.reports.order import Order
from sandbox.tenfold.reports.report import Report, figures_of
from sandbox.tenfold.reports.shades import Shade, shade
from sandbox.tenfold.reports.spelling import counted, people_words
from sandbox.tenfold.reports.store import QUARTER

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOURS = range(24)
Card = Sequence[Sequence[int]]
"""Seven days of 24 hours: how many calls began in each, in all weeks."""


def punched(quarters: Iterable[tuple[int, int]], zone: ZoneInfo) -> Card:
    card = [[0] * len(HOURS) for _ in DAYS]
    for quarter, count in quarters:
        local = from_milliseconds(quarter * QUARTER).astimezone(zone)
        card[local.weekday()][local.hour] += count
    return card


def report(order: Order, card: Card, tally: Tally) -> Report:
    return Report(
        kind="punch-card",
        title="Punch card",
        about=people_words(order.people),
        figures=figures_of(tally),
        lines=[*grid(card), "", busiest(card)],
        page="punch_card.html",
        values={"days": DAYS, "hours": list(_hours(card)), "totals": [sum(day) for day in card], "busiest": busiest(card)},
        table=[["Weekday", *(f"{hour:02}:00" for hour in HOURS)], *([name, *day] for name, day in zip(DAYS, card, strict=True))],
    )


def grid(card: Card) -> list[str]:
    """A line for each hour, with a point where nobody called."""
    width = max(4, len(str(max(map(max, card)))) + 2)
    heads = "".join(name[:3].rjust(width) for name in DAYS)
    rows = (f"{hour:02}:00" + "".join(str(day[hour] or "·").rjust(width) for day in card) for hour in HOURS)
    return [" " * 5 + heads, *rows]


def busiest(card: Card) -> str:
    """The earliest in the week, if there are several."""
    most = max(map(max, card))
    if not most:
        return "No calls in this time."
    day, hour = next((day, hour) for day in range(len(DAYS)) for hour in HOURS if card[day][hour] == most)
    return f"Busiest: {DAYS[day]}, {hour:02}:00 to {(hour + 1) % 24:02}:00, with {counted(most, 'call')}."


def _hours(card: Card) -> Iterable[tuple[str, list[tuple[int, Shade]]]]:
    most = max(map(max, card))
    for hour in HOURS:
        yield f"{hour:02}", [(day[hour], shade(day[hour], most)) for day in card]

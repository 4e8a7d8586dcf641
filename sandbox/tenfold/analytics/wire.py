"""`data` of T2-27 to T2-30 (tenfold.md, 9.1; keys and their order are confirmed)."""

from datetime import datetime
from typing import Any

from sandbox.tenfold.analytics.figures import Figures
from sandbox.tenfold.analytics.hours import labels, series, user_series
from sandbox.tenfold.analytics.leaderboard import leaderboard
from sandbox.tenfold.analytics.overview import overview
from sandbox.tenfold.analytics.people import lone_member, member, user_graph


def lone_data(figures: Figures, now: datetime) -> dict[str, Any]:
    """T2-27: no leaderboard, and nobody beside whom the hours would have to be told apart."""
    return {
        "overview": overview(figures.tally),
        "graphs": _graphs(figures, now, []),
        "members": [lone_member(person) for person in figures.people],
    }


def data(figures: Figures, now: datetime, most: int) -> dict[str, Any]:
    """T2-28 to T2-30. Hours are shown of those who had calls (inferred: the sample shows one of three people)."""
    busy = [user_series(person, person.hours) for person in figures.people if person.tally.calls]
    return {
        "overview": overview(figures.tally),
        "leaderboard": leaderboard(figures.people, most),
        "graphs": _graphs(figures, now, busy),
        "members": [member(person) for person in figures.people],
    }


def _graphs(figures: Figures, now: datetime, users: list[dict[str, Any]]) -> dict[str, Any]:
    hour = {"series": series(figures.hours), "labels": labels(now, figures.period.zone), "userSeries": users}
    return {"hour": hour, "user": user_graph(figures.people)}

"""`data.leaderboard` of T2-28 to T2-30 (tenfold.md, 9.3)."""

from collections.abc import Callable, Sequence
from typing import Any

from sandbox.tenfold.analytics.numbers import number
from sandbox.tenfold.analytics.people import Person

Score = Callable[[Person], float | None]


def leaderboard(people: Sequence[Person], most: int) -> list[dict[str, Any]]:
    """The two that the samples have (confirmed: metric, label and description; proposed: no others). At most so many values each."""
    return [
        _board("ear", "Sound quality", "Best quality", people, lambda person: person.tally.listening_score, most),
        _board("workhorse", "dedicated", "Most time spent on calls", people, lambda person: person.tally.duration, most),
    ]


def _board(metric: str, label: str, description: str, people: Sequence[Person], score: Score, most: int) -> dict[str, Any]:
    """The highest score first, namesakes of a score by name; who has none is left out (inferred for ear, proposed for the rest)."""
    scored = [(found, person) for person in people if (found := score(person))]
    best = sorted(scored, key=lambda pair: (-pair[0], pair[1].name, pair[1].id))[:most]
    values = [{"name": person.name, "score": number(found)} for found, person in best]
    return {"metric": metric, "label": label, "description": description, "values": values}

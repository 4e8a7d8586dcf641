"""What is counted of some calls. All metrics are made of these (tenfold.md, 9.2)."""

from collections.abc import Iterable
from operator import add
from typing import NamedTuple


class Tally(NamedTuple):
    """Durations are milliseconds, from start to end of each call, those included that nobody answered (which have none).

    `answered` and `connects` are the calls that reached talking (inferred). `notes` are the calls that have some (inferred), `matched`
    those with a CRM record (proposed). `score` is the sum of the listening scores of `scored` calls.
    """

    inbound: int = 0
    inbound_long: int = 0
    inbound_duration: int = 0
    answered: int = 0
    outbound: int = 0
    outbound_long: int = 0
    outbound_duration: int = 0
    connects: int = 0
    notes: int = 0
    matched: int = 0
    score: float = 0.0
    scored: int = 0

    @property
    def calls(self) -> int:
        return self.inbound + self.outbound

    @property
    def duration(self) -> int:
        return self.inbound_duration + self.outbound_duration

    @property
    def listening_score(self) -> float | None:
        """The mean, with two decimals as scores have them (proposed); nothing if no call has one (confirmed)."""
        return round(self.score / self.scored, 2) if self.scored else None


NOTHING = Tally()


def total(tallies: Iterable[Tally]) -> Tally:
    found = NOTHING
    for tally in tallies:
        found = Tally(*map(add, found, tally))
    return found

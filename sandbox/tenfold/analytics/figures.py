"""What is counted for one question, in all and of each person who is listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.tenfold.analytics.crowd import Crowd
from sandbox.tenfold.analytics.hours import HOURS
from sandbox.tenfold.analytics.people import Person
from sandbox.tenfold.analytics.period import Period
from sandbox.tenfold.analytics.store import listed, tallies
from sandbox.tenfold.analytics.tally import NOTHING, Tally, total
from sandbox.tenfold.organizations.store import Organization
from sandbox.world import World


@dataclass(frozen=True)
class Figures:
    """`hours` are 24, of all whose calls count; `people` are those who are listed, who may be fewer (inferred, R9)."""

    period: Period
    hours: Sequence[Tally]
    people: Sequence[Person]

    @property
    def tally(self) -> Tally:
        return total(self.hours)


async def figures(world: World, organization: Organization, crowd: Crowd, values: Mapping[str, Any], period: Period) -> Figures:
    """`values` are the crowd's parameters, but for the organization."""
    own = {**values, "organization": organization.id}
    found = await tallies(world.database, crowd, own, period, long_call=organization.long_call)
    people = [_person(own_id, name, found.get(own_id, {})) for own_id, name in listed(world.database, crowd, own)]
    return Figures(period, [total(hours.get(hour, NOTHING) for hours in found.values()) for hour in HOURS], people)


def _person(own_id: str, name: str, hours: Mapping[int, Tally]) -> Person:
    return Person(own_id, name, total(hours.values()), [hours.get(hour, NOTHING) for hour in HOURS])

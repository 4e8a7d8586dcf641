"""The phone calls of a grown cast: three months of them, more of late."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import time
from random import Random

from sandbox.cast.deck import Decks
from sandbox.cast.dice import stream
from sandbox.cast.grown_people import colleagues_of
from sandbox.cast.moments import Moment
from sandbox.cast.people import Colleague, Customer, Person
from sandbox.cast.phone_notes import SUBJECTS, full_notes
from sandbox.cast.records import Direction, PhoneCall
from sandbox.cast.scenario import Workspace

NOTED = 0.6
"""Of the answered calls, those with a note."""
REACH = 65
"""Working days."""
RECENT = 1.1
"""The power of a number between 0 and 1 that says how far back a call lies: 1 would spread them evenly."""
HOURS = (9, 9, 10, 10, 10, 11, 11, 12, 13, 14, 14, 14, 15, 15)
"""On the wall clock of the office. None so late that it would end after midnight UTC in Austin."""


AMERICA, ITS_COUNTRIES = "North America", ("US", "CA", "MX")


class Neighbours:
    """Who speaks to whom: colleagues on the customer's side of the ocean, whose working hours are the customer's too."""

    def __init__(self, workspace: Workspace, callers: Sequence[Colleague], customers: Iterable[Customer]) -> None:
        countries = {office.key: office.country for office in workspace.offices}
        american = [colleague for colleague in callers if countries[colleague.office] in ITS_COUNTRIES]
        others = [colleague for colleague in callers if countries[colleague.office] not in ITS_COUNTRIES]
        self._sides = {True: american or callers, False: others or callers}
        self._regions = {customer.key: customer.region for customer in customers}

    def of(self, person: Person) -> Sequence[Colleague]:
        """All who make calls if nobody is on that side."""
        return self._sides[self._regions[person.customer] == AMERICA]


def grow_phone_calls(
    workspace: Workspace, customers: Sequence[Customer], people: Sequence[Person], bought: Mapping[str, int], count: int, seed: int
) -> list[PhoneCall]:
    """With `people`, who work for `customers`; `bought` says which of these have, and since what day."""
    callers = colleagues_of(workspace, "sales", "success", "support")
    dice, neighbours = stream(seed, workspace.key, "calls"), Neighbours(workspace, callers, customers)
    calls = [_phone_call(f"{seed}-call-{position}", dice, neighbours, people, bought) for position in range(count if people else 0)]
    decks = Decks(stream(seed, workspace.key, "notes of calls"))
    return [replace(call, note=_note(call, dice, decks)) for call in calls]


def _phone_call(key: str, dice: Random, neighbours: Neighbours, people: Sequence[Person], bought: Mapping[str, int]) -> PhoneCall:
    person, answered = dice.choice(people), dice.random() < 0.7
    when = call_moment(dice, since=person.created)
    return PhoneCall(
        key=key,
        subject=dice.choice(SUBJECTS[bought.get(person.customer, 0) < when.day]),
        when=when,
        direction=Direction.OUTBOUND if dice.random() < 0.65 else Direction.INBOUND,
        colleague=dice.choice(neighbours.of(person)).key,
        other=person.key,
        seconds=call_seconds(dice) if answered else 0,
        disposition="Connected" if answered else dice.choice(("No Answer", "Left Voicemail", "Busy")),
    )


def _note(call: PhoneCall, dice: Random, decks: Decks) -> str | None:
    return decks.deal(full_notes(call.subject), call.when.day) if call.seconds and dice.random() < NOTED else None


def call_moment(dice: Random, *, since: int = -REACH - 1) -> Moment:
    """In working hours after day `since`, for nobody is called before they are known."""
    reach = max(1, min(REACH, -since - 1))
    return Moment(-1 - int(reach * dice.random() ** RECENT), time(dice.choice(HOURS), dice.randrange(60)))


def call_seconds(dice: Random) -> int:
    """Two minutes and a half, typically, and some of half an hour."""
    return int(dice.lognormvariate(5.0, 0.8)) + 15

"""What happens in a grown cast: deals and cases."""

from collections.abc import Mapping, Sequence
from datetime import time

from sandbox.cast.dice import stream
from sandbox.cast.grown_people import colleagues_of
from sandbox.cast.moments import Moment
from sandbox.cast.people import Person
from sandbox.cast.records import Case, Deal, Stage
from sandbox.cast.scenario import Workspace
from sandbox.cast.sizes import fitting
from sandbox.cast.trades import CASES, NEXT_STEPS

STAGES = (*Stage, Stage.CLOSED_WON, Stage.CLOSED_WON, Stage.CLOSED_LOST)
"""Old deals are closed ones, so those come up more often."""
SEATS = 240
"""Fewer than these, in one deal."""


class GrownRecords:
    def __init__(self, workspace: Workspace, seed: int) -> None:
        self._workspace, self._seed = workspace, seed

    def deals(self, count: int, people: Sequence[Person], employees: Mapping[str, int]) -> list[Deal]:
        """As they are drawn: `purchases` says what they mean for the account. `employees` by the key of the customer."""
        dice, sellers = stream(self._seed, self._workspace.key, "deals"), colleagues_of(self._workspace, "sales")
        grown = []
        for position in range(count if people else 0):
            person, stage, drawn = dice.choice(people), dice.choice(STAGES), dice.randrange(5, SEATS)
            seats = fitting(drawn, SEATS, employees[person.customer])
            kind = dice.choice(("New Business", "New Business", "Renewal", "Expansion"))
            closed = stage in (Stage.CLOSED_WON, Stage.CLOSED_LOST)
            closes = -dice.randrange(1, 120) if closed else dice.randrange(3, 110)
            grown.append(
                Deal(
                    key=f"{self._seed}-deal-{position}",
                    name=f"{kind}, {seats} seats",
                    customer=person.customer,
                    person=person.key,
                    owner=dice.choice(sellers).key,
                    stage=stage,
                    type=kind,
                    amount=float(seats * dice.choice((348, 420, 516))),
                    closes=closes,
                    lead_source=person.lead_source,
                    next_step=None if closed else dice.choice(NEXT_STEPS),
                    created=min(-1, closes) - dice.randrange(5, 90),
                )
            )
        return grown

    def cases(self, count: int, people: Sequence[Person], bought: Mapping[str, int]) -> list[Case]:
        """Of those who have bought, and not before that day."""
        dice, agents = stream(self._seed, self._workspace.key, "cases"), colleagues_of(self._workspace, "support")
        users, grown = [person for person in people if person.customer in bought], []
        for position in range(count if users else 0):
            person, (subject, description, kind, reason) = dice.choice(users), dice.choice(CASES)
            day, open_for = max(-dice.randrange(1, 90), bought[person.customer] + 1), dice.randrange(0, 9)
            closed = day + open_for < 0 and dice.random() < 0.8
            grown.append(
                Case(
                    key=f"{self._seed}-case-{position}",
                    number=f"{20000 + position:08}",
                    subject=subject,
                    description=description,
                    type=kind,
                    status="Closed" if closed else dice.choice(("New", "Working", "Waiting on Customer")),
                    priority=dice.choice(("Low", "Medium", "Medium", "High")),
                    reason=reason,
                    origin=dice.choice(("Email", "Phone", "Web", "Chat")),
                    customer=person.customer,
                    person=person.key,
                    owner=dice.choice(agents).key,
                    opened=Moment(day, time(dice.randrange(9, 12), dice.randrange(60))),
                    closed=Moment(day + open_for, time(dice.randrange(13, 16), dice.randrange(60))) if closed else None,
                )
            )
        return grown

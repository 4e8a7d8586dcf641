"""Who is at hand when a call is made up: colleagues, people outside, numbers of nobody."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.deck import Decks
from sandbox.cast.dice import stream
from sandbox.cast.grown_calls import Neighbours
from sandbox.cast.grown_people import colleagues_of
from sandbox.cast.moments import Moment
from sandbox.cast.name_pools import filled
from sandbox.cast.people import Colleague, Customer, Person
from sandbox.cast.purchases import CUSTOMER
from sandbox.tenfold.phone_numbers import digits
from sandbox.tenfold.seeding.planted_call import within
from sandbox.tenfold.seeding.switchboard import behind_switchboards

STRANGE_NUMBERS = {"US": "+1 701 555 01##", "GB": "+44 1632 960###", "DE": "+49 40 66969 9##"}
"""By the country of the office. Set aside for fiction, and in no scenario anybody's."""


class Scene:
    """One organization, with dice of its own. `users` are by key; those who have left answer no more."""

    def __init__(self, house: AnchoredWorkspace, users: Mapping[str, Colleague], seed: int) -> None:
        self.house, self.dice = house, stream(seed, house.workspace.key, "unlogged calls")
        self.staff = [user for user in users.values() if user.is_active]
        known = colleagues_of(house.workspace, "sales", "success", "support")
        self._callers = [colleague for colleague in known if colleague.key in users] or self.staff
        self._neighbours = Neighbours(house.workspace, self._callers, house.workspace.customers)
        self._decks = Decks(stream(seed, house.workspace.key, "notes of unlogged calls"))
        self._clients = [person for person in house.workspace.people if self.is_client(person)]
        self._crowds = [(house.customers[key], people) for key, people in behind_switchboards(house.workspace.people).items()]

    def caller(self, other: Person | None = None) -> Colleague:
        """Somebody who speaks to that person, or to anybody."""
        return self.dice.choice(self._neighbours.of(other) if other else self._callers)

    def somebody_beside(self, colleague: Colleague) -> Colleague | None:
        others = [each for each in self.staff if each.key != colleague.key]
        return self.dice.choice(others) if others else None

    def person(self) -> Person | None:
        return self.dice.choice(self.house.workspace.people) if self.house.workspace.people else None

    def client(self) -> Person | None:
        """Somebody whose company has bought, or anybody where none has."""
        return self.dice.choice(self._clients) if self._clients else self.person()

    def is_client(self, person: Person) -> bool:
        return self.house.customers[person.customer].type == CUSTOMER

    def note(self, texts: Sequence[str], moment: Moment) -> str:
        return self._decks.deal(texts, moment.day)

    def crowd(self) -> tuple[Customer, list[Person]] | None:
        """A customer and those of its people who have its main number."""
        return self.dice.choice(self._crowds) if self._crowds else None

    def strange_number(self, colleague: Colleague) -> str:
        country = self.house.offices[colleague.office].country
        return digits(filled(STRANGE_NUMBERS.get(country, STRANGE_NUMBERS["US"]), self.dice.randrange(1000)))

    def at(self, moment: Moment, colleague: Colleague, key: str) -> datetime:
        return self.house.at(moment, colleague.office) + within(timedelta(minutes=1), key)

    def contact(self, person: Person) -> str:
        return self.house.crm_id("contact", person.key)

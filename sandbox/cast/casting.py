"""Who takes the other side in grown talk, so that no account has the same one twice, and none that does not suit it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from random import Random

from sandbox.cast.people import Customer, Person
from sandbox.cast.sizes import fitting
from sandbox.cast.small_talk import Talk

NUMBERS = range(12, 90)
"""Of seats, people, sites and whatever else a talk counts."""


class Casting:
    def __init__(self, customers: Sequence[Customer], people: Sequence[Person], bought: Collection[str]) -> None:
        self._customers = {customer.key: customer for customer in customers}
        self._sides = {side: [person for person in people if (person.customer in bought) is side] for side in (True, False)}
        self._accounts = {side: len({person.customer for person in those}) for side, those in self._sides.items()}
        self._numbers = defaultdict[str, dict[str, int]](dict)

    def anybody(self, talk: Talk) -> bool:
        return bool(self._sides[talk.with_buyers])

    def anybody_left(self, talk: Talk) -> bool:
        return len(self._numbers[talk.name]) < self._accounts[talk.with_buyers]

    def person(self, talk: Talk, dice: Random) -> Person:
        """Of an account that has not had that talk, unless all have."""
        possible = self._sides[talk.with_buyers]
        person = dice.choice(possible)
        while person.customer in self._numbers[talk.name] and self.anybody_left(talk):
            person = dice.choice(possible)
        return person

    def words(self, talk: Talk, person: Person, dice: Random) -> Mapping[str, str]:
        """The same number again when an account has the same talk again."""
        customer, drawn = self._customers[person.customer], dice.choice(NUMBERS)
        number = self._numbers[talk.name].setdefault(customer.key, fitting(drawn, NUMBERS.stop, customer.number_of_employees))
        return {"them": person.first_name, "customer": customer.name, "count": str(number)}

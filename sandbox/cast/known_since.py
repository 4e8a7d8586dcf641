"""Nothing is older than whom it is about: a person is known before the first word with them, and an account before its people."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sandbox.cast.dialogue import Dialogue
from sandbox.cast.people import Customer, Person
from sandbox.cast.records import Case, Deal, PhoneCall

Mention = tuple[str, int]
"""A key, and the working day on which it is mentioned."""


def people_known_in_time(
    people: Sequence[Person], deals: Iterable[Deal], cases: Iterable[Case], calls: Iterable[PhoneCall], dialogues: Iterable[Dialogue]
) -> list[Person]:
    first = _first(
        [
            *((deal.person, deal.created) for deal in deals),
            *((case.person, case.opened.day) for case in cases),
            *((call.other, call.when.day) for call in calls),
            *((key, dialogue.when.day) for dialogue in dialogues for key in dialogue.participants),
        ]
    )
    return [replace(person, created=min(person.created, first.get(person.key, 0) - 1)) for person in people]


def customers_known_in_time(customers: Sequence[Customer], people: Iterable[Person]) -> list[Customer]:
    """Whatever is about an account is about one of its `people`, too."""
    first = _first((person.customer, person.created) for person in people)
    return [replace(customer, created=min(customer.created, first.get(customer.key, 0) - 1)) for customer in customers]


def _first(mentions: Iterable[Mention]) -> dict[str, int]:
    first = dict[str, int]()
    for key, day in mentions:
        first[key] = min(day, first.get(key, day))
    return first

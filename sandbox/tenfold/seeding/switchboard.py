"""The main numbers of customers: reception answers there, so several of those who work for the customer are found by it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sandbox.cast.identifiers import digits as digits_of
from sandbox.cast.name_pools import filled
from sandbox.cast.people import Customer, Person

_AREAS = (207, 208, 319, 334, 360, 406, 423, 435, 502, 505, 509, 515, 541, 563, 575, 580, 603, 605)
_AMERICA = tuple(f"+1 {area} 555 01##" for area in _AREAS)
PATTERNS = {
    "North America": _AMERICA,
    "UK & Ireland": ("+44 114 496 0###", "+44 115 496 0###", "+44 116 496 0###", "+44 151 496 0###"),
    "DACH": ("+49 40 66969 3##", "+49 40 66969 4##", "+49 40 66969 5##", "+49 40 66969 6##"),
    "France": ("+33 1 99 00 9# ##", "+33 2 61 91 9# ##", "+33 3 53 01 9# ##"),
    "Nordics": ("+46 40 628 04 ##", "+46 980 319 2##"),
}
"""Set aside for fiction, and in the demo nobody's direct number. `#` is a digit."""


def switchboard(customer: Customer) -> str:
    """The same for the same customer, and rarely another's (there are some hundreds of numbers to a region)."""
    patterns = PATTERNS.get(customer.region, _AMERICA)
    number = int(digits_of(9, "switchboard", customer.key, customer.domain))
    return filled(patterns[number % len(patterns)], number // len(patterns))


def behind_switchboards(people: Sequence[Person]) -> Mapping[str, list[Person]]:
    """Every fifth person, by customer: those who have its main number beside their own."""
    found = defaultdict[str, list[Person]](list)
    for person in people[::5]:
        found[person.customer].append(person)
    return found

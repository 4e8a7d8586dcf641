"""The main numbers of customers: reception answers there, so several of those who work for the customer are found by it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sandbox.cast.identifiers import digits as digits_of
from sandbox.cast.name_pools import filled
from sandbox.cast.people import Customer, Person

_AREAS = (
    *(205, 207, 208, 219, 225, 228, 231, 251, 256, 270, 301, 304, 307, 308, 316, 318, 319, 320, 325, 334, 336, 352, 360, 361, 402, 406),
    *(409, 417, 419, 423, 434, 435, 478, 501, 502, 505, 507, 509, 515, 518, 530, 540, 541, 559, 563, 573, 575, 580, 585, 603, 605, 606),
)
_AMERICA = tuple(f"+1 {area} 555 01##" for area in _AREAS)
PATTERNS = {
    "North America": _AMERICA,
    "UK & Ireland": ("+44 114 496 0###", "+44 115 496 0###", "+44 116 496 0###", "+44 151 496 0###"),
    "DACH": (*(f"+49 40 66969 {tail}##" for tail in range(3, 9)), "+49 69 90009 9##", "+49 89 99998 9##", "+49 221 4710 9##"),
    "France": ("+33 1 99 00 9# ##", "+33 2 61 91 9# ##", "+33 3 53 01 9# ##"),
    "Nordics": ("+46 40 628 04 ##", "+46 980 319 2##"),
}
"""Set aside for fiction, and in the demo nobody's direct number. `#` is a digit."""


def switchboard(customer: Customer) -> str:
    """The same for the same customer, and rarely another's: a region has hundreds of numbers or more."""
    patterns = PATTERNS.get(customer.region, _AMERICA)
    number = int(digits_of(9, "switchboard", customer.key, customer.domain))
    return filled(patterns[number % len(patterns)], number // len(patterns))


def behind_switchboards(people: Sequence[Person]) -> Mapping[str, list[Person]]:
    """Every fifth person, by customer: those who have its main number beside their own."""
    found = defaultdict[str, list[Person]](list)
    for person in people[::5]:
        found[person.customer].append(person)
    return found

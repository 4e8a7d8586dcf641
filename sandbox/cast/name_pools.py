"""Pools of names, drawn from Faker once and then combined: a hundred thousand people cost no more draws than a hundred."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random

FIRST_NAMES, LAST_NAMES = 300, 500


@dataclass(frozen=True, kw_only=True)
class Region:
    name: str
    locale: str
    """Of the names, in Faker's spelling."""
    currency: str
    legal_form: str
    phones: tuple[str, ...]
    """Numbers set aside for fiction in that country; `#` is a digit."""
    share: int
    """Of the grown customers, relative to the other regions."""


REGIONS = (
    Region(
        name="North America",
        locale="en_US",
        currency="USD",
        legal_form="Inc.",
        phones=tuple(f"+1 {area} 555 01##" for area in (206, 213, 214, 303, 305, 313, 404, 412, 415, 503, 602, 612, 702, 713, 801, 919)),
        share=10,
    ),
    Region(
        name="UK & Ireland",
        locale="en_GB",
        currency="GBP",
        legal_form="Ltd",
        phones=("+44 113 496 0###", "+44 117 496 0###", "+44 121 496 0###", "+44 161 496 0###", "+44 7700 900###"),
        share=3,
    ),
    Region(
        name="DACH",
        locale="de_DE",
        currency="EUR",
        legal_form="GmbH",
        phones=("+49 69 90009 ###", "+49 89 99998 ###", "+49 221 4710 ###", "+49 30 23125 ###"),
        share=3,
    ),
    Region(
        name="France",
        locale="fr_FR",
        currency="EUR",
        legal_form="SARL",
        phones=("+33 1 99 00 ## ##", "+33 2 61 91 ## ##", "+33 3 53 01 ## ##", "+33 4 65 71 ## ##", "+33 5 36 49 ## ##"),
        share=2,
    ),
    Region(name="Nordics", locale="sv_SE", currency="SEK", legal_form="AB", phones=("+46 8 465 004 ##", "+46 31 390 06 ##"), share=1),
)

_FOLDED = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "ł": "l", "Ł": "L"})


@dataclass(frozen=True)
class Names:
    first: tuple[str, ...]
    last: tuple[str, ...]

    def draw(self, dice: Random) -> tuple[str, str]:
        return dice.choice(self.first), dice.choice(self.last)


@lru_cache(maxsize=1)
def draw_pools(seed: int) -> Mapping[str, Names]:
    """By locale. Faker is imported here, because most starts of the program need none of it."""
    from faker import Faker

    pools = {}
    for region in REGIONS:
        faker = Faker(region.locale)
        faker.seed_instance(seed)
        first = tuple(faker.first_name() for _ in range(FIRST_NAMES))
        pools[region.locale] = Names(first, tuple(faker.last_name() for _ in range(LAST_NAMES)))
    return pools


def phone_number(region: Region, position: int) -> str:
    """The number at `position` in the region's stock, which starts again when it is used up."""
    return filled(region.phones[position % len(region.phones)], position // len(region.phones))


def filled(pattern: str, number: int) -> str:
    """`pattern` with the last digits of `number` in the place of each `#`."""
    digits = iter(f"{number % 10 ** pattern.count('#'):0{pattern.count('#')}}")
    return "".join(next(digits) if letter == "#" else letter for letter in pattern)


def address_part(name: str) -> str:
    """`Müller-Lüdenscheidt & Söhne` as it stands in an e-mail or web address: lower-case ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.translate(_FOLDED)).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else "-" if letter in " -&" else "" for letter in plain).split("-")
    return "-".join(filter(None, words))

"""Phone numbers as Tenfold spells and compares them."""

import re

from sandbox.tenfold.errors import InvalidField

DIALABLE = re.compile(r"\+?[0-9 ().\-/]+")
SHORTEST, LONGEST = 3, 20
"""Digits. The longest in the vendor's samples has 20."""

NANP = 11
"""Digits of a North American number with its leading 1."""
_OTHERS = re.compile("[^0-9]+")


def digits(number: str) -> str:
    """As Tenfold writes numbers: digits alone, the country's code included."""
    return _OTHERS.sub("", number)


def without_country(number: str) -> str:
    """Without the leading 1 of a North American number. Inferred: the vendor's sample dials 15125551212 and answers 5125551212."""
    return number[1:] if len(number) == NANP and number[0] == "1" else number


def number_key(number: str) -> str:
    """Numbers that mean the same line have the same key (proposed)."""
    return without_country(digits(number))


def dialable(text: str) -> str:
    """The digits of a number that somebody wants to call. Raises InvalidField (the rule is proposed)."""
    found = digits(text)
    if not DIALABLE.fullmatch(text.strip()) or not SHORTEST <= len(found) <= LONGEST:
        raise InvalidField(field="phoneNumber", rule=f"must be a phone number of {SHORTEST} to {LONGEST} digits")
    return found

"""Durations as people type them, `1h30m`, and as ISO 8601 has them, `PT1H30M`."""

import re
from datetime import timedelta

_AMOUNT = r"(?:([0-9]+(?:\.[0-9]+)?){})?"  # ends in a letter that no amount begins with: nothing is read in two ways, so it is linear
_UNITS = ("weeks", "days", "hours", "minutes", "seconds")
_PLAIN = re.compile("".join(_AMOUNT.format(rf"\s*{letter}\s*") for letter in "wdhms"))
_ISO = re.compile(
    "P" + "".join(_AMOUNT.format(letter) for letter in "WD") + "(?:T" + "".join(_AMOUNT.format(letter) for letter in "HMS") + ")?"
)


def read_duration(text: str) -> timedelta:
    """Largest unit first, each at most once. Years and months have no fixed length and are refused.

    Raises ValueError with the rule, OverflowError for more than timedelta can hold.
    """
    match = _PLAIN.fullmatch(text.strip()) or _ISO.fullmatch(text.strip())
    amounts = match.groups() if match else ()
    if not any(amounts):
        raise ValueError("must be a duration such as 90s, 1h30m, 2d or PT1H30M")
    return timedelta(**{unit: float(amount) for unit, amount in zip(_UNITS, amounts, strict=True) if amount})

"""Ids that follow from what they name: the same key gives the same id in every world, for both vendors."""

import string
from hashlib import blake2b

SALESFORCE_PREFIXES = {
    "owner": "005",
    "account": "001",
    "contact": "003",
    "lead": "00Q",
    "opportunity": "006",
    "case": "500",
    "call": "00T",
    "object": "a0C",
}
"""Salesforce tells its record types apart by the first three characters of an id."""

_LETTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_CHECK = string.ascii_uppercase + "012345"
_CAPITALS = str.maketrans(_LETTERS, "".join("01"[letter in string.ascii_uppercase] for letter in _LETTERS))


def identifier(*parts: str) -> str:
    """A lower-case UUID in the shape of version 4, made of `parts`."""
    text = blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
    variant = "89ab"[int(text[16], 16) & 3]
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-{variant}{text[17:20]}-{text[20:]}"


def crm_id(crm: str, kind: str, *parts: str) -> str:
    """The id of a record in its source system: 18 characters in Salesforce, a UUID in Dynamics 365."""
    if crm == "Salesforce":
        return salesforce_id(SALESFORCE_PREFIXES[kind], *parts)
    return identifier(crm, kind, *parts)


def salesforce_id(prefix: str, *parts: str) -> str:
    """15 case-sensitive characters and the 3 that Salesforce adds so that the id survives systems that ignore case."""
    number = int.from_bytes(blake2b("\0".join((prefix, *parts)).encode(), digest_size=8).digest())
    tail = ""
    for _ in range(8):
        number, digit = divmod(number, 62)
        tail += _LETTERS[digit]
    short = f"{prefix}5e00{tail}"
    capitals = int(short[::-1].translate(_CAPITALS), 2)  # a bit for each character, the lowest for the first
    return short + _CHECK[capitals & 31] + _CHECK[capitals >> 5 & 31] + _CHECK[capitals >> 10]


def hexadecimal(count: int, *parts: str) -> str:
    """So many lower-case hexadecimal digits, 128 at most."""
    return blake2b("\0".join(parts).encode(), digest_size=(count + 1) // 2).hexdigest()[:count]


def digits(count: int, *parts: str) -> str:
    """`count` decimal digits, the first not zero, as services number their meetings and tickets."""
    number = int.from_bytes(blake2b("\0".join(parts).encode(), digest_size=8).digest())
    return str(10 ** (count - 1) + number % (9 * 10 ** (count - 1)))

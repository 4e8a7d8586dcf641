"""What a client of v1 asks of a list of calls (T1-09)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.clock import read_moment
from sandbox.database.schema import EPOCH
from sandbox.tenfold.calls.call import Direction
from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.phone_numbers import number_key

EPOCH_MILLISECONDS = re.compile(r"[0-9]{11,15}")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """`number` is as `number_key` spells it."""

    after: datetime | None = None
    before: datetime | None = None
    direction: Direction | None = None
    number: str | None = None


def filters_of(given: Mapping[str, str]) -> Filters:
    """Empty parameters ask for nothing. Raises InvalidField (the rules are proposed)."""
    return Filters(
        after=_moment(given, "fromDate"),
        before=_moment(given, "toDate"),
        direction=_direction(given.get("direction", "")),
        number=_number(given.get("phoneNumber", "")),
    )


def _moment(given: Mapping[str, str], name: str) -> datetime | None:
    """ISO 8601, or milliseconds since 1970."""
    text = given.get(name, "")
    if not text:
        return None
    try:
        return EPOCH + timedelta(milliseconds=int(text)) if EPOCH_MILLISECONDS.fullmatch(text) else read_moment(text.replace(" ", "+"))
    except (ValueError, OverflowError):
        raise InvalidField(field=name, rule="must be an ISO 8601 date or milliseconds since 1970") from None


def _direction(text: str) -> Direction | None:
    if not text:
        return None
    try:
        return Direction(text.capitalize())
    except ValueError:
        raise InvalidField(field="direction", rule=f"must be one of {', '.join(Direction)}") from None


def _number(text: str) -> str | None:
    if not text:
        return None
    key = number_key(text)
    if not key:
        raise InvalidField(field="phoneNumber", rule="must have digits")
    return key

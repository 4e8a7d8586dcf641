"""The `Date` header."""

from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache


def http_date(moment: datetime) -> str:
    """As RFC 9110, 5.6.7, spells it."""
    return _of_second(moment.replace(microsecond=0))


@lru_cache(maxsize=64)
def _of_second(second: datetime) -> str:
    return format_datetime(second, usegmt=True)

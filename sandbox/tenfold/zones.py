"""Time zones that clients name."""

from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.tenfold.errors import InvalidField


def fault_of_zone(name: str) -> str | None:
    """The rule that the name breaks. IANA names will do, legacy ones too: a sample of the vendor's has US/Central."""
    return None if name in _names() else f"is no time zone: {name[:60]!r}"


def zone_of(value: Any, *, field: str = "timezone") -> ZoneInfo:
    """Raises InvalidField."""
    fault = fault_of_zone(value) if isinstance(value, str) else "must be a string"
    if fault:
        raise InvalidField(field=field, rule=fault)
    return ZoneInfo(value)


@cache
def _names() -> frozenset[str]:
    """The database's, old links among them: a machine's own folder has more, such as `localtime` or `right/` with leap seconds."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())

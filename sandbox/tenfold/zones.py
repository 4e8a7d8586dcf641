"""Time zones that clients name."""

from typing import Any
from zoneinfo import ZoneInfo

from sandbox.tenfold.errors import InvalidField


def fault_of_zone(name: str) -> str | None:
    """The rule that the name breaks. IANA names will do, legacy ones too: a sample of the vendor's has US/Central."""
    try:
        ZoneInfo(name)
    except (LookupError, OSError, ValueError):  # an unknown name, a folder of names, no name at all
        return f"is no time zone: {name[:60]!r}"
    return None


def zone_of(value: Any, *, field: str = "timezone") -> ZoneInfo:
    """Raises InvalidField."""
    fault = fault_of_zone(value) if isinstance(value, str) else "must be a string"
    if fault:
        raise InvalidField(field=field, rule=fault)
    return ZoneInfo(value)

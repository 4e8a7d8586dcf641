"""The `Prefer` header (RFC 7240; odata-wire.md, 3.1)."""

import re
from dataclasses import dataclass

from sandbox.odata import errors
from sandbox.odata.options import read_number
from sandbox.odata.remembering import remembered

PREFERENCE = re.compile(r"([\w.!#$%&'*+^`|~-]+)(?:\s*=\s*(?:\"([^\"]*)\"|([^\s,;\"=]*)))?(?:\s*;.*)?", re.DOTALL)
PREFERENCES = re.compile(r'(?:[^,"]|"[^"]*")+|"')
"""One after the other: a comma in quotes, as in the URL of a callback, separates nothing."""


@dataclass(frozen=True)
class Preferences:
    max_page_size: int | None = None
    omit_nulls: bool = False
    respond_async: bool = False


NO_PREFERENCES = Preferences()


def read_preferences(prefer: str | None) -> Preferences:
    """Raises InvalidPreference, OptionNotNumeric and OptionNumericInvalid. Unknown preferences mean nothing."""
    return _preferences(prefer) if prefer else NO_PREFERENCES


@remembered(256)
def _preferences(prefer: str) -> Preferences:
    stated: dict[str, str] = {}
    for part in PREFERENCES.findall(prefer):
        match = PREFERENCE.fullmatch(part.strip())
        if match is None:
            raise errors.InvalidPreference(value=part.strip())
        stated[match[1].lower().removeprefix("odata.")] = match[2] or match[3] or ""
    rows = read_number("maxpagesize", stated.get("maxpagesize"))
    return Preferences(rows, stated.get("omit-values") == "nulls", "respond-async" in stated)

"""What people set for themselves, and the rules for each (T2-06 and T2-07)."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.organizations.store import Organization
from sandbox.tenfold.users.user import User
from sandbox.tenfold.zones import fault_of_zone

LOCALE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
"""A BCP 47 tag; an underscore in place of the hyphen is as good (confirmed)."""


def settings_of(user: User, organization: Organization) -> dict[str, Any]:
    """The defaults are confirmed; the organization's are read as they are now."""
    defaults = {
        "timezone": organization.timezone,
        "dateFormat": "YYYY-MM-DD",
        "timeFormat": "hh",
        "locale": organization.locale,
        "temperatureUnit": "celsius",
    }
    first = {"primaryExtension": user.settings["primaryExtension"]} if "primaryExtension" in user.settings else {}
    return first | {name: user.settings.get(name, default) for name, default in defaults.items()}


def changed(settings: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """With those that were given; what has no rule is no setting and is ignored. Raises InvalidField (all rules are proposed)."""
    new = dict(settings)
    for name, fault in RULES.items():
        if name in given:
            value = given[name]
            complaint = fault(value) if isinstance(value, str) else "must be a string"
            if complaint:
                raise InvalidField(field=name, rule=complaint)
            new[name] = value
    return new


def _locale(text: str) -> str | None:
    return None if LOCALE.fullmatch(text) else f"is no locale: {text[:60]!r}"


def _unit(text: str) -> str | None:
    return None if text in ("celsius", "fahrenheit") else "must be celsius or fahrenheit"


def _anything(text: str) -> str | None:
    return None


RULES: Mapping[str, Callable[[str], str | None]] = {
    "primaryExtension": _anything,
    "timezone": fault_of_zone,
    "dateFormat": _anything,
    "timeFormat": _anything,
    "locale": _locale,
    "temperatureUnit": _unit,
}

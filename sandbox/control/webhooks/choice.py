"""Which vendor a request means, and what it must not say then."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from sandbox.control.webhooks.vendor import Vendor
from sandbox.control.webhooks.vendors import FOURFOUR, TENANTS, VENDORS
from sandbox.errors import InvalidField


def vendor_meant(given: Mapping[str, Any]) -> Vendor:
    """By `vendor`, else by whose the endpoint is to be, else by what it is to hear; Four/Four if all of that is left open."""
    if "vendor" in given:
        return VENDORS[given["vendor"]]
    named = [vendor for tenant, vendor in TENANTS.items() if tenant in given]
    heard = [vendor for vendor in VENDORS.values() if vendor.events.keys() >= set(given.get("events", ()))]
    return next(iter(named or heard), FOURFOUR)


def refuse_foreign(vendor: Vendor, given: Mapping[str, Any]) -> None:
    """Raises InvalidField for what belongs to another vendor: its fields, and its events."""
    others = {name for other in VENDORS.values() for name in other.own_fields} - set(vendor.own_fields)
    for name in given:
        if name in others:
            raise InvalidField(field=name, rule=f"is not for {vendor.name}, which takes {', '.join(vendor.own_fields)}")
    for event in given.get("events", ()):
        if event not in vendor.events:
            raise InvalidField(field="events", rule=f"has {event}, and {vendor.name} sends {', '.join(vendor.events)} only")


def tenant_named(rows: Connection, given: Mapping[str, str]) -> str | None:
    """The id of the one whose messages are wanted, None for everybody's. Raises InvalidField."""
    named = [tenant for tenant in TENANTS if tenant in given]
    if len(named) > 1:
        raise InvalidField(field=named[1], rule=f"cannot be given beside {named[0]}")
    return TENANTS[named[0]].tenant_id(rows, given[named[0]]) if named else None

"""The five record types and their standard fields, in the vendor's order (fourfour.md, 5.2). Free of SQLAlchemy: the importer's own
process starts with every portion of work.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    BOOLEAN = "boolean"
    MOMENT = "date"


KINDS: dict[str, Kind] = {
    "annual_revenue": Kind.NUMBER,
    "amount": Kind.NUMBER,
    "probability": Kind.NUMBER,
    "number_of_employees": Kind.WHOLE,
    "is_converted": Kind.BOOLEAN,
    "is_closed": Kind.BOOLEAN,
    "is_won": Kind.BOOLEAN,
    "is_active": Kind.BOOLEAN,
    "created": Kind.MOMENT,
    "updated": Kind.MOMENT,
    "converted_date": Kind.MOMENT,
    "close_date": Kind.MOMENT,
}
"""All other standard fields are text. Inferred where the OData samples show them, proposed otherwise."""


@dataclass(frozen=True)
class RecordType:
    """`fields` begins with `id`; a field is a column of the same name in the table of `entity_set`."""

    name: str
    entity_set: str
    fields: tuple[str, ...]

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where each field stands: its bit in what is remembered of the fields ever sent."""
        return {name: position for position, name in enumerate(self.fields)}


def _record_type(name: str, entity_set: str, fields: str) -> RecordType:
    return RecordType(name, entity_set, ("id", "created", "updated", *fields.split()))


_TYPES = (
    _record_type(  # the whole list in its order: confirmed (A-CRM)
        "account", "Accounts", "name type parent_id website sic industry currency annual_revenue number_of_employees region owner_id"
    ),
    _record_type(  # confirmed up to account_id, the rest inferred
        "contact", "Contacts", "first_name last_name email phone title account_id department lead_source owner_id region"
    ),
    _record_type(  # proposed
        "opportunity",
        "Opportunities",
        "name account_id contact_id description stage type amount currency probability close_date lead_source next_step "
        "forecast_category is_closed is_won owner_id region",
    ),
    _record_type(  # inferred: OData's Leads
        "lead",
        "Leads",
        "first_name last_name title company email phone website lead_source status industry annual_revenue number_of_employees owner_id "
        "is_converted converted_date converted_account_id converted_contact_id converted_opportunity_id account_id region",
    ),
    _record_type("user", "Owners", "name first_name last_name email phone title department is_active"),  # proposed
)

RECORD_TYPES: dict[str, RecordType] = {kind.name: kind for kind in _TYPES}
"""By type identifier; the identifiers are confirmed."""

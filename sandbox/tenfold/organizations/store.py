"""SQL of organizations."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from sandbox.database.statement import Statement
from sandbox.tenfold.tables.organizations import organizations


@dataclass(frozen=True, kw_only=True)
class Organization:
    """`phone_system` and `crm_provider` are None while they are not configured. `parent_id` is the partner that manages it.

    `long_call` is in milliseconds. `custom_edits` is the feature's `professionalServicesCustomization`.
    """

    id: str
    company: str
    abbr: str
    status: str
    type: str
    parent_id: str | None
    admin_id: str
    phone_system: str | None
    phone_status: str
    crm_provider: str | None
    crm_status: str
    crm_url: str | None
    plan: str
    timezone: str
    locale: str
    analytics_visibility: str
    long_call: int
    custom_edits: bool


BY_ID = Statement(select(organizations).where(organizations.c.id == bindparam("organization")))


class OrganizationStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def get(self, organization_id: str) -> Organization:
        """One that is known to be there."""
        (row,) = BY_ID.run(self._rows, organization=organization_id)
        return Organization(**row)

    def find(self, organization_id: str) -> Organization | None:
        found = BY_ID.run(self._rows, organization=organization_id)
        return Organization(**found[0]) if found else None

    def all(self) -> list[Organization]:
        """By company."""
        wanted = select(organizations).order_by(organizations.c.company, organizations.c.id)
        return [Organization(**row) for row in self._rows.execute(wanted).mappings()]

    def named(self, name: str) -> Organization | None:
        """Whose id it is, or else whose company, whatever its case."""
        return self.find(name) or next((each for each in self.all() if each.company.casefold() == name.casefold()), None)

    def change(self, organization: Organization, changes: Mapping[str, Any]) -> None:
        if changes:
            self._rows.execute(update(organizations).where(organizations.c.id == organization.id).values(changes))

"""SQL of organizations."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from sandbox.database.statement import Statement
from sandbox.tenfold.tables.organizations import organizations


@dataclass(frozen=True, kw_only=True)
class Organization:
    """`phone_system` and `crm_provider` are None while they are not configured. `parent_id` is the partner that manages it."""

    id: str
    company: str
    abbr: str
    status: str
    type: str
    parent_id: str | None
    admin_id: str
    phone_system: str | None
    crm_provider: str | None
    plan: str
    timezone: str
    locale: str
    analytics_visibility: str


BY_ID = Statement(select(organizations).where(organizations.c.id == bindparam("organization")))


class OrganizationStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def get(self, organization_id: str) -> Organization:
        (row,) = BY_ID.run(self._rows, organization=organization_id)
        return Organization(**row)

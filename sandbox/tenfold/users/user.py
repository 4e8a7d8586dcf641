"""A person in an organization."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

NOT_IN_CRM = "NON_CRM_USER"
"""In place of a CRM's id (confirmed by the sample of T1-04)."""


@dataclass(frozen=True, kw_only=True)
class User:
    """`settings` are those that the person has set."""

    id: str
    organization_id: str
    username: str
    password_hash: str
    name: str
    crm_id: str
    is_admin: bool
    deleted: bool
    inbound_enabled: bool
    analytics_visible: bool
    primary_team_id: str | None
    picture_name: str | None
    extensions: tuple[str, ...]
    phone_numbers: tuple[Mapping[str, str], ...]
    did: bool
    settings: Mapping[str, Any]
    created_at: datetime

    @property
    def owner_id(self) -> str | None:
        """By which the CRM knows the person as an owner of records, if it does."""
        return self.crm_id if self.crm_id not in ("", NOT_IN_CRM) else None

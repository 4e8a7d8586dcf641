"""Tenfold's organizations: how each is set up, and how well its phone system and its CRM are."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.cast.telephony import PHONE_SYSTEMS
from sandbox.control import fields
from sandbox.errors import UnknownOrganization
from sandbox.http.rendering import json_response
from sandbox.tenfold.crm.connecting import connect
from sandbox.tenfold.organizations.integrations import CRM_PROVIDERS, STATUSES, VISIBILITIES
from sandbox.tenfold.organizations.store import Organization, OrganizationStore
from sandbox.tenfold.teams.store import TeamStore
from sandbox.tenfold.users.settings import RULES
from sandbox.tenfold.users.store import UserStore
from sandbox.world import world_of

LONGEST = 86_400
"""Seconds from which a call counts as long, at the most."""


def list_organizations(request: Request) -> Response:
    """By company."""
    with world_of(request).database.read() as rows:
        return json_response({"organizations": [_facts(rows, each) for each in OrganizationStore(rows).all()]})


def show(request: Request) -> Response:
    """By id or company."""
    with world_of(request).database.read() as rows:
        return json_response(_facts(rows, _named(rows, request)))


def change(request: Request) -> Response:
    """What is given; a phone system or CRM that is null is configured no more, a first CRM comes with forms to write records with."""
    changes = fields.fields_of(request, READERS)
    with world_of(request).database.begin() as rows:
        organization = _named(rows, request)
        OrganizationStore(rows).change(organization, changes)
        if changes.get("crm_provider"):
            connect(rows, organization, changes["crm_provider"])
        return json_response(_facts(rows, _named(rows, request)))


def _named(rows: Connection, request: Request) -> Organization:
    """Raises UnknownOrganization."""
    name = request.path_params["organization"]
    found = OrganizationStore(rows).named(name)
    if found is None:
        raise UnknownOrganization(organization=name)
    return found


def _facts(rows: Connection, organization: Organization) -> dict[str, Any]:
    users = UserStore(rows)
    admin = users.find(organization.admin_id)
    return {
        "id": organization.id,
        "company": organization.company,
        "type": organization.type,
        "parent": organization.parent_id,
        "admin": admin.username if admin else None,
        "phone_system": organization.phone_system,
        "phone_status": organization.phone_status if organization.phone_system else None,
        "crm_provider": organization.crm_provider,
        "crm_status": organization.crm_status if organization.crm_provider else None,
        "analytics_visibility": organization.analytics_visibility,
        "long_call": _seconds(organization.long_call),
        "custom_edits": organization.custom_edits,
        "timezone": organization.timezone,
        "locale": organization.locale,
        "users": users.count(organization.id),
        "teams": [{"id": team.id, "name": team.name, "managers": team.managers} for team in TeamStore(rows).of(organization.id)],
    }


def _seconds(milliseconds: int) -> float:
    """A whole number where it is one."""
    return milliseconds / 1000 if milliseconds % 1000 else milliseconds // 1000


def _milliseconds(value: Any) -> int:
    seconds: float = fields.within(0, LONGEST)(value)
    return round(seconds * 1000)


def _as_people_set_it(name: str) -> Callable[[Any], str]:
    """By the rule that Tenfold has for the setting of that name."""

    def read(value: Any) -> str:
        complaint = RULES[name](fields.typed(value, str))
        if complaint:
            raise ValueError(complaint)
        return str(value)

    return read


READERS: fields.Readers = {
    "phone_system": fields.or_null(fields.one_of(*PHONE_SYSTEMS)),
    "phone_status": fields.one_of(*STATUSES),
    "crm_provider": fields.or_null(fields.one_of(*CRM_PROVIDERS)),
    "crm_status": fields.one_of(*STATUSES),
    "analytics_visibility": fields.one_of(*VISIBILITIES),
    "long_call": _milliseconds,
    "custom_edits": bool,
    "timezone": _as_people_set_it("timezone"),
    "locale": _as_people_set_it("locale"),
}

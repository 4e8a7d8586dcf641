"""Plants a workspace of the cast as an organization: the same people under the same names and numbers."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.people import Colleague
from sandbox.cast.scenario import Workspace
from sandbox.database.batches import Row
from sandbox.oauth2.tokens import hash_of
from sandbox.tenfold.crm.links import site_url
from sandbox.tenfold.crm.modules import DYNAMICS, SALESFORCE
from sandbox.tenfold.phone_numbers import digits
from sandbox.tenfold.seeding.ids import organization_id, team_id, user_id
from sandbox.tenfold.tables.organizations import organizations, team_members, teams, users
from sandbox.tenfold.users.user import NOT_IN_CRM

CRM_PROVIDERS = {"Salesforce": SALESFORCE, "Dynamics 365": DYNAMICS}


def with_users(workspaces: Iterable[Workspace]) -> Iterator[tuple[Workspace, list[Colleague]]]:
    """A username is one person's in one organization (inferred): whoever works in two is a user of the first alone."""
    known: set[str] = set()
    for workspace in workspaces:
        own = [colleague for colleague in workspace.colleagues if colleague.email not in known]
        known.update(colleague.email for colleague in own)
        if own:
            yield workspace, own


def organization_rows(house: AnchoredWorkspace, own: Sequence[Colleague], password: str) -> Iterator[Row]:
    """Its first admin, by the order of the scenario, is the one whom the organization names."""
    workspace = house.workspace
    admin = next((colleague for colleague in own if colleague.is_admin), own[0])
    yield organizations, _organization(house, admin)
    for team in workspace.teams:
        yield teams, {"id": team_id(workspace.key, team.key), "organization_id": organization_id(workspace.key), "name": team.name}
    secret = hash_of(password)
    for colleague in own:
        yield users, _user(colleague, house, secret)
        manages = any(team.key == colleague.team and team.manager == colleague.key for team in workspace.teams)
        member = {"team_id": team_id(workspace.key, colleague.team), "user_id": user_id(workspace.key, colleague.key)}
        yield team_members, member | {"manages": manages}


def _organization(house: AnchoredWorkspace, admin: Colleague) -> dict[str, Any]:
    workspace, telephony = house.workspace, house.workspace.telephony
    crm = CRM_PROVIDERS[workspace.crm] if telephony.has_crm else None
    return {
        "id": organization_id(workspace.key),
        "company": workspace.company.name,
        "abbr": "".join(word[0] for word in workspace.company.name.split()).upper(),
        "status": "Active",
        "type": telephony.type,
        "parent_id": telephony.partner and organization_id(telephony.partner),
        "admin_id": user_id(workspace.key, admin.key),
        "phone_system": telephony.phone_system or None,
        "phone_status": "connected",
        "crm_provider": crm,
        "crm_status": "connected",
        "crm_url": site_url(crm, workspace.company.domain) if crm else None,
        "plan": "pro",
        "timezone": house.offices[admin.office].timezone,
        "locale": workspace.company.locale,
        "analytics_visibility": "team",
        "long_call": 0,
        "custom_edits": False,
    }


def _user(colleague: Colleague, house: AnchoredWorkspace, password_hash: str) -> dict[str, Any]:
    workspace = house.workspace.key
    numbers = [("work", colleague.phone), ("mobile", colleague.mobile)]
    return {
        "id": user_id(workspace, colleague.key),
        "organization_id": organization_id(workspace),
        "username": colleague.email.lower(),
        "password_hash": password_hash,
        "name": colleague.name,
        "crm_id": house.owner_id(colleague.key) or NOT_IN_CRM,
        "is_admin": colleague.is_admin,
        "deleted": not colleague.is_active,
        "inbound_enabled": colleague.is_active,
        "analytics_visible": colleague.analytics_visible,
        "primary_team_id": team_id(workspace, colleague.team),
        "picture_name": None,
        "extensions": colleague.extension,
        "phone_numbers": orjson.dumps([{"number": digits(number), "type": kind} for kind, number in numbers if number]).decode(),
        "did": True,
        "settings": "{}",
        "created_at": house.on_day(house.workspace.telephony.signed_up, colleague.key),
    }

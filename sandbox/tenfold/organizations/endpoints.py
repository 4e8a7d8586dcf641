"""The caller's own organization."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.rendering import json_response
from sandbox.tenfold.caller import caller_of
from sandbox.tenfold.errors import OrganizationNotFound
from sandbox.tenfold.organizations.store import Organization, OrganizationStore
from sandbox.tenfold.permissions import denied
from sandbox.world import world_of


def show(request: Request) -> Response:
    """T2-13. The own one only, for partners too. Errors: InvalidToken, OrganizationNotFound."""
    caller, wanted, world = caller_of(request), request.path_params["organization"], world_of(request)
    with world.database.read() as rows:
        found = OrganizationStore(rows).find(wanted)
    if found is None:
        raise OrganizationNotFound(organization=wanted)
    if found.id != caller.organization_id:
        raise denied(world, OrganizationNotFound(organization=wanted))
    return json_response({"data": organization_wire(found)})


def health_check(request: Request) -> Response:
    """T2-14. The CRM and the phone system, in this order; what is not configured is left out (confirmed). Errors: InvalidToken.

    The states are those that `/_sandbox/organizations` was told; connected if it was told nothing.
    """
    caller = caller_of(request)
    with world_of(request).database.read() as rows:
        own = OrganizationStore(rows).get(caller.organization_id)
    sides = (("crm", own.crm_provider, own.crm_status), ("phone", own.phone_system, own.phone_status))
    return json_response({"data": [{"type": kind, "name": name, "status": status} for kind, name, status in sides if name]})


def organization_wire(organization: Organization) -> dict[str, Any]:
    """The keys and their order are confirmed."""
    return {
        "id": organization.id,
        "company": organization.company,
        "abbr": organization.abbr,
        "status": organization.status,
        "adminId": organization.admin_id,
        "phoneSystem": organization.phone_system,
        "crmProvider": organization.crm_provider,
        "plan": organization.plan,
        "timezone": organization.timezone,
        "locale": organization.locale,
    }

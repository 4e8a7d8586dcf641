"""CRM records of v1."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.rendering import json_response
from sandbox.tenfold.caller import Caller, caller_of, caller_with
from sandbox.tenfold.crm.links import site_of
from sandbox.tenfold.crm.record import changed
from sandbox.tenfold.crm.store import RecordStore
from sandbox.tenfold.crm.updates import read_update, update_of
from sandbox.tenfold.errors import CustomEditsInactive
from sandbox.tenfold.organizations.store import Organization, OrganizationStore
from sandbox.tenfold.reading import json_object, text_field
from sandbox.world import world_of


def edit(request: Request) -> Response:
    """T1-11. `success` is an object here and `true` in v2 (confirmed). Anybody of the organization may (proposed).

    Errors: MalformedBody, InvalidToken, NoCrm, InvalidField, CustomEditsInactive, RecordNotFound.
    """
    given = json_object(request)
    caller = _caller(request, given)
    with world_of(request).database.begin() as rows:
        organization, records = OrganizationStore(rows).get(caller.organization_id), RecordStore(rows)
        site_of(organization)
        record_id, module, update = text_field(given, "id"), text_field(given, "module"), wanted_update(given, organization)
        record = records.get(organization.id, record_id, module)
        records.save(changed(record, read_update(update, record.kept_in, inside="update.")))
    return json_response({"success": {}})


def wanted_update(given: dict[str, Any], organization: Organization) -> dict[str, Any]:
    """`custom` needs the feature, and with it no `update` is needed (proposed). What is in it is the customer's own affair.

    Raises CustomEditsInactive, InvalidField.
    """
    custom = given.get("custom") is not None
    if custom and not organization.custom_edits:
        raise CustomEditsInactive
    return {} if custom and not given.get("update") else update_of(given)


def _caller(request: Request, given: dict[str, Any]) -> Caller:
    """Of the token in the body; of any other only if that is missing (proposed). Raises InvalidToken, SeveralTokens."""
    token = given.get("token")
    if token in (None, ""):
        return caller_of(request)
    return caller_with(request, token if isinstance(token, str) else "")

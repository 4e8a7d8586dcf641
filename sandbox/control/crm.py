"""The CRMs behind Tenfold: the forms to write records with, and whose number it is."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.control.queries import limit_of, parameters_of
from sandbox.errors import InvalidField
from sandbox.http.rendering import json_response
from sandbox.tenfold.crm.form import Form
from sandbox.tenfold.crm.record import Record
from sandbox.tenfold.crm.store import FormStore, RecordStore
from sandbox.tenfold.organizations.store import Organization, OrganizationStore
from sandbox.world import world_of


def list_forms(request: Request) -> Response:
    """Of the `organization`, an id or a name, or of all."""
    name = parameters_of(request, ["organization"]).get("organization")
    with world_of(request).database.read() as rows:
        organizations = _organizations(OrganizationStore(rows), name)
        found = FormStore(rows).of(list(organizations))[: limit_of(request)]
    return json_response({"forms": [_form_facts(form, organizations[form.organization_id]) for form in found]})


def list_records(request: Request) -> Response:
    """Those with the `number`, however it is spelled: of the `organization`, an id or a name, or of all."""
    given = parameters_of(request, ["number", "organization"])
    if not given.get("number"):
        raise InvalidField(field="number", rule="is required")
    with world_of(request).database.read() as rows:
        organizations = _organizations(OrganizationStore(rows), given.get("organization"))
        found = [record for own_id in organizations for record in RecordStore(rows).by_number(own_id, given["number"])]
    return json_response({"records": [_record_facts(record, organizations) for record in found[: limit_of(request)]]})


def _organizations(store: OrganizationStore, name: str | None) -> dict[str, Organization]:
    """By id. Raises InvalidField."""
    found = {each.id: each for each in store.all() if name in (None, each.id, each.company)}
    if name is not None and not found:
        raise InvalidField(field="organization", rule=f"is none of Tenfold's: {name!r}")
    return found


def _form_facts(form: Form, organization: Organization) -> dict[str, Any]:
    return {
        "id": form.id,
        "organization": organization.id,
        "company": organization.company,
        "name": form.name,
        "module": form.module,
        "fields": list(form.writes.fields),
        "required": list(form.writes.required),
    }


def _record_facts(record: Record, organizations: dict[str, Organization]) -> dict[str, Any]:
    return {
        "id": record.id,
        "organization": record.organization_id,
        "company": organizations[record.organization_id].company,
        "module": record.module,
        "name": record.name,
        "email": record.email,
        "numbers": record.numbers,
        "owner": record.owner_id,
        "parent": record.parent_id,
        "fields": record.fields,
    }

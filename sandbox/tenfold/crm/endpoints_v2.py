"""CRM records of v2. Anybody of the organization may do all of this (proposed)."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.rendering import json_response
from sandbox.tenfold.caller import caller_of, user_of
from sandbox.tenfold.calls.service import visible_call
from sandbox.tenfold.crm.links import site_of
from sandbox.tenfold.crm.record import Record, changed, new_id, without_number
from sandbox.tenfold.crm.store import FormStore, RecordStore
from sandbox.tenfold.crm.updates import read_fields, read_new, update_of
from sandbox.tenfold.crm.wire import bean
from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.organizations.store import OrganizationStore
from sandbox.tenfold.reading import json_object, object_field, text_field
from sandbox.world import world_of


def create(request: Request) -> Response:
    """T2-15. The form says the module and which fields there are; the caller owns the record (proposed).

    Errors: InvalidToken, MalformedBody, NoCrm, InvalidField, FormNotFound.
    """
    caller, given, chance = caller_of(request), json_object(request), world_of(request).chance
    with world_of(request).database.begin() as rows:
        site = site_of(OrganizationStore(rows).get(caller.organization_id))
        form = FormStore(rows).get(caller.organization_id, text_field(given, "formId"))
        fields = read_new(object_field(given, "fields"), form.writes, inside="fields.")
        made = Record(
            id=new_id(form.writes, chance.octets(12).hex()),
            organization_id=caller.organization_id,
            kept_in=form.writes,
            fields=fields,
            owner_id=user_of(rows, caller).owner_id,
        )
        RecordStore(rows).add(made)
    return json_response({"record": bean(made, site)})


def edit(request: Request) -> Response:
    """T2-16. Errors: InvalidToken, MalformedBody, NoCrm, InvalidField, FormNotFound, RecordNotFound."""
    caller, given = caller_of(request), json_object(request)
    with world_of(request).database.begin() as rows:
        site, records = site_of(OrganizationStore(rows).get(caller.organization_id)), RecordStore(rows)
        form = FormStore(rows).get(caller.organization_id, text_field(given, "formId"))
        update = update_of(given)
        before = records.get(caller.organization_id, request.path_params["record"])
        if before.kept_in != form.writes:
            raise InvalidField(field="formId", rule=f"is of a form of {form.module}, the record is a {before.module}")
        after = changed(before, read_fields(update, form.writes, inside="update."))
        records.save(after)
    return json_response({"data": {"record": bean(after, site)}})


def remove_number(request: Request) -> Response:
    """T2-17. With the id of a call, which the caller must see, from that call too; the answer is empty. A number that is not there is
    no error (proposed).

    Errors: InvalidToken, MalformedBody, NoCrm, InvalidField, RecordNotFound, CallNotFound.
    """
    caller, given, world = caller_of(request), json_object(request), world_of(request)
    with world.database.begin() as rows:
        records = RecordStore(rows)
        site_of(OrganizationStore(rows).get(caller.organization_id))
        number, module = text_field(given, "number"), text_field(given, "module")
        call_id = None if given.get("callId") is None else text_field(given, "callId")
        record = records.get(caller.organization_id, request.path_params["record"], module)
        records.save(without_number(record, number))
        if call_id is not None:
            records.unmatch(record, visible_call(world, rows, caller, call_id).id)
    return Response()

"""Contact lists (BETA). The vendor shows them under another host; which hosts will do here is said in `beta`."""

from collections.abc import Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.rendering import json_response
from sandbox.tenfold.caller import caller_of
from sandbox.tenfold.contact_lists.contact_list import ContactList, merged
from sandbox.tenfold.contact_lists.ownership import own_list
from sandbox.tenfold.contact_lists.store import ContactListStore
from sandbox.tenfold.contact_lists.wire import contact_wire, list_wire, read_entries, read_entry
from sandbox.tenfold.reading import json_object, links, page_v2, text_field
from sandbox.world import world_of


def list_lists(request: Request) -> Response:
    """T2-37. The oldest first (proposed). Errors: InvalidToken, InvalidField."""
    caller, page = caller_of(request), page_v2(request)
    with world_of(request).database.read() as rows:
        found = ContactListStore(rows).page(caller.user_id, offset=page.offset, limit=page.size + 1)
    more = len(found) > page.size
    return json_response({"data": [list_wire(each) for each in found[: page.size]]} | links(request, page, more=more))


def show(request: Request) -> Response:
    """T2-38. Errors: InvalidToken, ContactListNotFound."""
    caller = caller_of(request)
    with world_of(request).database.read() as rows:
        return json_response({"data": list_wire(own_list(request, ContactListStore(rows), caller))})


def create(request: Request) -> Response:
    """T2-39. Ids that come with the contacts are ignored (proposed). Errors: InvalidToken, MalformedBody, InvalidField."""
    caller, given, new_id = caller_of(request), json_object(request), _ids(request)
    name, entries = text_field(given, "name"), read_entries(given)
    with world_of(request).database.begin() as rows:
        made = ContactList(
            id=new_id(),
            organization_id=caller.organization_id,
            user_id=caller.user_id,
            name=name,
            contacts=tuple(entry.named(new_id()) for entry in entries),
        )
        ContactListStore(rows).add(made)
    return json_response({"data": list_wire(made)})


def change(request: Request) -> Response:
    """T2-40. The name is replaced, contacts are merged. Errors: InvalidToken, MalformedBody, InvalidField, ContactListNotFound."""
    caller, given = caller_of(request), json_object(request)
    with world_of(request).database.begin() as rows:
        lists = ContactListStore(rows)
        before = own_list(request, lists, caller)
        name = text_field(given, "name") if "name" in given else before.name
        after = replace(before, name=name, contacts=merged(before.contacts, read_entries(given), new_id=_ids(request)))
        lists.save(before, after)
    return json_response({"data": list_wire(after)})


def remove(request: Request) -> Response:
    """T2-41. With all its contacts; the answer is empty. Errors: InvalidToken, ContactListNotFound."""
    caller = caller_of(request)
    with world_of(request).database.begin() as rows:
        lists = ContactListStore(rows)
        lists.remove(own_list(request, lists, caller))
    return Response()


def add_contact(request: Request) -> Response:
    """T2-42. Answers with the contact (confirmed by the sample). Errors: InvalidToken, MalformedBody, InvalidField, ContactListNotFound.

    One that is equal to another is one more (proposed).
    """
    caller, given = caller_of(request), json_object(request)
    with world_of(request).database.begin() as rows:
        lists = ContactListStore(rows)
        own = own_list(request, lists, caller)
        contact = read_entry(given).named(_ids(request)())
        lists.add_contacts(own.id, [contact])
    return json_response({"data": contact_wire(contact)})


def remove_contact(request: Request) -> Response:
    """T2-43. The answer is empty. Errors: InvalidToken, ContactListNotFound, ContactNotFound."""
    caller = caller_of(request)
    with world_of(request).database.begin() as rows:
        lists = ContactListStore(rows)
        lists.remove_contact(own_list(request, lists, caller), request.path_params["contact"])
    return Response()


def _ids(request: Request) -> Callable[[], str]:
    chance = world_of(request).chance
    return lambda: chance.octets(12).hex()

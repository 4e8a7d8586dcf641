"""How contact lists are spelled (tenfold.md, 5; keys and their order are confirmed), and what clients may send (rules are proposed)."""

from typing import Any

from sandbox.tenfold.contact_lists.contact_list import Contact, ContactList, Entry
from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.reading import text_field


def list_wire(contact_list: ContactList) -> dict[str, Any]:
    return {
        "id": contact_list.id,
        "organizationId": contact_list.organization_id,
        "userId": contact_list.user_id,
        "name": contact_list.name,
        "contacts": [contact_wire(contact) for contact in contact_list.contacts],
        "type": "untracked",
    }


def contact_wire(contact: Contact) -> dict[str, Any]:
    return {"id": contact.id, "name": contact.name, "phoneNumbers": list(contact.phone_numbers)}


def read_entries(given: dict[str, Any]) -> list[Entry]:
    """`contacts` of the body; none if it is not there. Raises InvalidField, with the place of the contact to blame."""
    contacts = given.get("contacts", [])
    if not isinstance(contacts, list):
        raise InvalidField(field="contacts", rule="must be a list")
    return [_entry_at(f"contacts[{index}]", contact) for index, contact in enumerate(contacts)]


def read_entry(given: dict[str, Any], inside: str = "") -> Entry:
    """`inside` is what stands before the names in complaints. Raises InvalidField."""
    name, own_id = text_field(given, "name", inside=inside), given.get("id")
    if own_id is not None and not isinstance(own_id, str):
        raise InvalidField(field=f"{inside}id", rule="must be a string")
    return Entry(id=own_id, name=name, phone_numbers=_phone_numbers(given.get("phoneNumbers"), inside))


def _entry_at(place: str, given: Any) -> Entry:
    if not isinstance(given, dict):
        raise InvalidField(field=place, rule="must be an object")
    return read_entry(given, f"{place}.")


def _phone_numbers(given: Any, inside: str) -> tuple[str, ...]:
    if given is None:
        raise InvalidField(field=f"{inside}phoneNumbers", rule="is required")
    if not isinstance(given, list) or not given or not all(isinstance(number, str) for number in given):
        raise InvalidField(field=f"{inside}phoneNumbers", rule="must be a list of strings that is not empty")
    return tuple(given)

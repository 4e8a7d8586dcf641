"""SQL of contact lists."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from sandbox.database.statement import Statement
from sandbox.tenfold.contact_lists.contact_list import Contact, ContactList
from sandbox.tenfold.contact_lists.tables import contact_lists, contacts
from sandbox.tenfold.errors import ContactNotFound

CONTACTS = Statement(select(contacts).where(contacts.c.list_id == bindparam("list")).order_by(contacts.c.number))
ADD = Statement(
    insert(contacts).values({name: bindparam(name, type_=column.type) for name, column in contacts.c.items() if name != "number"})
)
CHANGE = Statement(
    update(contacts)
    .where(contacts.c.id == bindparam("contact"))
    .values(name=bindparam("new_name"), phone_numbers=bindparam("new_phone_numbers"))
)


class ContactListStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def page(self, user_id: str, *, offset: int, limit: int) -> list[ContactList]:
        """In the order of their creation."""
        wanted = select(contact_lists).where(contact_lists.c.user_id == user_id).order_by(contact_lists.c.number)
        found = self._rows.execute(wanted.offset(offset).limit(limit)).mappings().all()
        inside = self._contacts(row["id"] for row in found)
        return [_contact_list(row, inside[row["id"]]) for row in found]

    def find(self, list_id: str) -> ContactList | None:
        """Whoever has it."""
        row = self._rows.execute(select(contact_lists).where(contact_lists.c.id == list_id)).mappings().one_or_none()
        return _contact_list(row, self._contacts([list_id])[list_id]) if row else None

    def add(self, contact_list: ContactList) -> None:
        values = {name: value for name, value in vars(contact_list).items() if name != "contacts"}
        self._rows.execute(insert(contact_lists).values(values))
        self.add_contacts(contact_list.id, contact_list.contacts)

    def add_contacts(self, list_id: str, new: Iterable[Contact]) -> None:
        """Behind the others."""
        ADD.run_all(
            self._rows,
            ({"id": each.id, "list_id": list_id, "name": each.name, "phone_numbers": _text(each)} for each in new),
        )

    def save(self, before: ContactList, after: ContactList) -> None:
        """Writes what is new or other in `after`, of whose contacts none is missing."""
        self._rows.execute(update(contact_lists).where(contact_lists.c.id == before.id).values(name=after.name))
        known = {contact.id: contact for contact in before.contacts}
        other = [each for each in after.contacts if each.id in known and each != known[each.id]]
        CHANGE.run_all(self._rows, ({"contact": each.id, "new_name": each.name, "new_phone_numbers": _text(each)} for each in other))
        self.add_contacts(before.id, [each for each in after.contacts if each.id not in known])

    def remove(self, contact_list: ContactList) -> None:
        self._rows.execute(delete(contacts).where(contacts.c.list_id == contact_list.id))
        self._rows.execute(delete(contact_lists).where(contact_lists.c.id == contact_list.id))

    def remove_contact(self, contact_list: ContactList, contact_id: str) -> None:
        """Raises ContactNotFound."""
        own = (contacts.c.id == contact_id, contacts.c.list_id == contact_list.id)
        if not self._rows.execute(delete(contacts).where(*own)).rowcount:
            raise ContactNotFound(contact=contact_id)

    def _contacts(self, list_ids: Iterable[str]) -> dict[str, list[Contact]]:
        found = defaultdict[str, list[Contact]](list)
        for list_id in list_ids:
            found[list_id] += [_contact(row) for row in CONTACTS.run(self._rows, list=list_id)]
        return found


def _contact_list(row: Any, inside: Sequence[Contact]) -> ContactList:
    return ContactList(**{name: value for name, value in row.items() if name != "number"}, contacts=tuple(inside))


def _contact(row: dict[str, Any]) -> Contact:
    return Contact(id=row["id"], name=row["name"], phone_numbers=tuple(orjson.loads(row["phone_numbers"])))


def _text(contact: Contact) -> str:
    return orjson.dumps(contact.phone_numbers).decode()

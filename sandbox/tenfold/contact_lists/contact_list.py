"""A person's list of contacts, and how what a client sends is merged into it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Contact:
    """`phone_numbers` are as they were given."""

    id: str
    name: str
    phone_numbers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a client says of a contact; the id is one that it has seen, if any."""

    id: str | None
    name: str
    phone_numbers: tuple[str, ...]

    def named(self, contact_id: str) -> Contact:
        return Contact(id=contact_id, name=self.name, phone_numbers=self.phone_numbers)


@dataclass(frozen=True, kw_only=True)
class ContactList:
    id: str
    organization_id: str
    user_id: str
    name: str
    contacts: tuple[Contact, ...]


def merged(contacts: Iterable[Contact], entries: Iterable[Entry], *, new_id: Callable[[], str]) -> tuple[Contact, ...]:
    """Nothing is overwritten as a whole and nothing removed (confirmed). The rule for each entry, in turn, is proposed.

    With the id of a contact it takes that one's place; equal to one in name and set of numbers it changes nothing; any other comes last.
    """
    by_id = {contact.id: contact for contact in contacts}
    alike = Counter(_likeness(contact) for contact in by_id.values())
    for entry in entries:
        known = by_id.get(entry.id) if entry.id else None
        if known is None and alike[_likeness(entry)]:
            continue
        if known:
            alike[_likeness(known)] -= 1
        contact = entry.named(known.id if known else new_id())
        alike[_likeness(contact)] += 1
        by_id[contact.id] = contact
    return tuple(by_id.values())


def _likeness(one: Contact | Entry) -> tuple[str, frozenset[str]]:
    return one.name, frozenset(one.phone_numbers)

"""Whom and what a workspace knows, imported records included: what a new conversation is linked to, and drawn from."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from random import Random
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, or_, select

from sandbox.cast.grown_talk import TEAMS
from sandbox.cast.identifiers import identifier
from sandbox.cast.purchases import CUSTOMER
from sandbox.fourfour.conversations.conversation import Person
from sandbox.fourfour.conversations.wish import Guest
from sandbox.fourfour.services import NAMES
from sandbox.fourfour.tables import crm
from sandbox.fourfour.tables.conversations import calendar_events, conversations, participants
from sandbox.fourfour.tables.insights import labels, topics
from sandbox.fourfour.tables.workspaces import members, users, workspaces


class Directory:
    def __init__(self, rows: Connection, workspace_id: str) -> None:
        self._rows, self._id = rows, workspace_id

    def recognise(self, guests: Iterable[Guest]) -> Iterator[Person]:
        """The people of those e-mails, in whatever case they are written; whom nobody knows is a stranger."""
        guests = list(guests)
        emails = [guest.email for guest in guests if guest.email]
        known = [self._by_email(table, emails) for table in (crm.owners, crm.contacts, crm.leads)]
        for guest in guests:
            yield self._person(guest, *(rows.get((guest.email or "").lower()) for rows in known))

    def _person(self, guest: Guest, owner: Row[Any] | None, contact: Row[Any] | None, lead: Row[Any] | None) -> Person:
        if guest.email and (owner or self._is_own_domain(guest.email)):
            return self._colleague(owner, guest.name, guest.email)
        return self._customer(contact, lead) if contact or lead else Person(name=guest.name, email=guest.email)

    def draw_colleague(self, purpose: str, dice: Random) -> Person:
        """One who can lead such a conversation, if there is one; without a CRM a member of the workspace."""
        known = self._all(crm.owners, crm.owners.c.is_active.is_not(False), crm.owners.c.email.is_not(None))
        word = TEAMS.get(purpose)
        team = [owner for owner in known if word and word in (owner.department or "").lower()]
        if known:
            owner = dice.choice(team or known)
            return self._colleague(owner, None, owner.email)
        member = dice.choice(self._members)
        return Person(name=member.name, email=member.email, is_internal=True)

    def draw_customer(self, dice: Random, *, has_bought: bool) -> Person | None:
        """A contact, of such an account if there is one, or else a lead; nobody if the CRM is empty."""
        bought = select(crm.accounts.c.id).where(crm.accounts.c.workspace_id == self._id, crm.accounts.c.type == CUSTOMER)
        fits = crm.contacts.c.account_id.in_(bought) if has_bought else crm.contacts.c.account_id.not_in(bought)
        if contact := self._any(crm.contacts, dice, fits) or self._any(crm.contacts, dice):
            return self._customer(contact, None)
        lead = self._any(crm.leads, dice)
        return self._customer(None, lead) if lead else None

    def services(self, kind: str) -> list[str]:
        """Those that the workspace's conversations of that kind come from."""
        own = (conversations.c.workspace_id == self._id, conversations.c.type == kind)
        return sorted(NAMES[each] for each in self._rows.execute(select(conversations.c.service).where(*own).distinct()).scalars())

    def calendar(self) -> str:
        own = select(calendar_events.c.service).where(calendar_events.c.workspace_id == self._id).order_by(calendar_events.c.id)
        return NAMES.get(self._rows.execute(own.limit(1)).scalar() or "", "Google Calendar")

    def topics(self) -> dict[str, str]:
        """Names by id."""
        return {row.id: row.name for row in self._all(topics)}

    def labels(self) -> dict[str, str]:
        """Names by id, without those that are for accounts."""
        return {row.id: row.name for row in self._all(labels, func.coalesce(labels.c.type, "") != "account")}

    def cast_topic(self, key: str) -> str:
        """The id of the topic that the cast knows by that key; whether the workspace has it is another question."""
        cast_key = self._rows.execute(select(workspaces.c.cast_key).where(workspaces.c.id == self._id)).scalar()
        return identifier("topic", cast_key or "", key)

    def open_opportunities(self, account_ids: Iterable[str]) -> list[str]:
        """Of each account the one that closes first."""
        deals = crm.opportunities
        is_open = (deals.c.is_closed.is_not(True), func.coalesce(deals.c.stage, "").not_like("Closed%"))
        found = self._all(deals, deals.c.account_id.in_(list(account_ids)), *is_open)
        first = {deal.account_id: deal.id for deal in sorted(found, key=lambda deal: (str(deal.close_date), deal.id), reverse=True)}
        return sorted(first.values())

    def _colleague(self, owner: Row[Any] | None, name: str | None, email: str) -> Person:
        member = next((each for each in self._members if each.email.lower() == email.lower()), None)
        known = (owner and _name(owner)) or (member and member.name) or name
        return Person(name=known, email=email, is_internal=True, owner_id=owner.id if owner else None)

    def _customer(self, contact: Row[Any] | None, lead: Row[Any] | None) -> Person:
        """A lead that was converted is the contact."""
        row = contact or lead
        assert row
        account = self._rows.execute(self._own(crm.accounts, crm.accounts.c.id == row.account_id)).one_or_none()
        return Person(
            name=_name(row),
            email=row.email,
            persona_role=self._persona(row.email),
            contact_id=contact.id if contact else None,
            lead_id=None if contact else row.id,
            account_id=row.account_id,
            company=account.name if account else lead.company if lead else None,
        )

    def _persona(self, email: str) -> str | None:
        """The part that they played in earlier conversations."""
        role = participants.c.persona_role
        found = select(role).where(participants.c.workspace_id == self._id, participants.c.email == email, role.is_not(None))
        persona: str | None = self._rows.execute(found.order_by(participants.c.id).limit(1)).scalar()
        return persona

    @cached_property
    def _members(self) -> Sequence[Row[Any]]:
        own = select(users).join(members, members.c.user_id == users.c.id).where(members.c.workspace_id == self._id)
        return self._rows.execute(own.order_by(users.c.id)).all()

    def _is_own_domain(self, email: str) -> bool:
        domain = email.partition("@")[2].lower()
        return any(domain == member.email.partition("@")[2].lower() for member in self._members)

    def _by_email(self, table: Table, emails: Collection[str]) -> dict[str, Row[Any]]:
        """By the e-mail in small letters. As it is written first: that has an index, which matters among many contacts; what is left
        takes one walk through all of them.
        """
        found = _by_small_email(self._all(table, table.c.email.in_(list(emails))))
        left = [email.lower() for email in emails if email.lower() not in found]
        return found | (_by_small_email(self._all(table, func.lower(table.c.email).in_(left))) if left else {})

    def _any(self, table: Table, dice: Random, *where: Any) -> Row[Any] | None:
        named = or_(table.c.first_name.is_not(None), table.c.last_name.is_not(None))
        wanted = self._own(table, table.c.email.is_not(None), named, *where)
        count = self._rows.execute(select(func.count()).select_from(wanted.order_by(None).subquery())).scalar_one()
        return self._rows.execute(wanted.offset(dice.randrange(count)).limit(1)).one() if count else None

    def _all(self, table: Table, *where: Any) -> Sequence[Row[Any]]:
        return self._rows.execute(self._own(table, *where)).all()

    def _own(self, table: Table, *where: Any) -> Select[Any]:
        return select(table).where(table.c.workspace_id == self._id, *where).order_by(table.c.id)


def _by_small_email(rows: Iterable[Row[Any]]) -> dict[str, Row[Any]]:
    """Of two the first."""
    found: dict[str, Row[Any]] = {}
    for row in rows:
        found.setdefault(row.email.lower(), row)
    return found


def _name(row: Row[Any]) -> str:
    """An owner may come with a whole name only, everybody else has two halves."""
    halves = " ".join(filter(None, (row.first_name, row.last_name)))
    return halves or getattr(row, "name", None) or row.email

"""The CRM records of an organization: the same people and companies as in Four/Four, under the same ids, and forms to write them with."""

from collections.abc import Iterator
from typing import Any

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.identifiers import hexadecimal
from sandbox.cast.name_pools import REGIONS, phone_number
from sandbox.cast.people import Customer, Person
from sandbox.cast.records import Lead
from sandbox.database.batches import Row
from sandbox.tenfold.crm.form import form_name
from sandbox.tenfold.crm.modules import Module, modules_of
from sandbox.tenfold.crm.record import Record, Value
from sandbox.tenfold.crm.rows import record_rows
from sandbox.tenfold.seeding.ids import organization_id
from sandbox.tenfold.seeding.organizations import CRM_PROVIDERS
from sandbox.tenfold.seeding.spellings import MOBILES, SPELLINGS, SWITCHBOARDS, WEBSITES
from sandbox.tenfold.seeding.switchboard import behind_switchboards, switchboard
from sandbox.tenfold.tables.crm import forms

MOBILE = 1200
"""Where the mobiles' part of a region's stock of numbers begins; what stands before is people's and leads'."""
HAS_MOBILE = 3
"""Every third person has a mobile."""

BY_NAME = {region.name: region for region in REGIONS}


def crm_rows(house: AnchoredWorkspace) -> Iterator[Row]:
    """Nothing where no CRM is configured."""
    if not house.workspace.telephony.has_crm:
        return
    for module in modules_of(CRM_PROVIDERS[house.workspace.crm]).values():
        yield forms, _form(module, house.workspace.key)
    for record in CrmRecords(house).all():
        yield from record_rows(record)


def form_id(workspace: str, module: str) -> str:
    return hexadecimal(24, "tenfold form", workspace, module)


def _form(module: Module, workspace: str) -> dict[str, Any]:
    own_id, name = form_id(workspace, module.name), form_name(module)
    return {"id": own_id, "organization_id": organization_id(workspace), "name": name, "module": module.name}


class CrmRecords:
    def __init__(self, house: AnchoredWorkspace) -> None:
        self._house, self._organization = house, organization_id(house.workspace.key)
        self._provider = CRM_PROVIDERS[house.workspace.crm]
        self._modules, self._spellings = modules_of(self._provider), SPELLINGS[self._provider]
        behind = behind_switchboards(house.workspace.people)
        self._behind_switchboards = {person.key for people in behind.values() for person in people}
        self._accounts = {key: house.crm_id("account", key) for key in house.customers}
        self._owners = {key: house.owner_id(key) for key in house.colleagues}

    def all(self) -> Iterator[Record]:
        workspace = self._house.workspace
        yield from map(self.account, workspace.customers)
        yield from (self.contact(person, position) for position, person in enumerate(workspace.people))
        yield from map(self.lead, workspace.leads)

    def account(self, customer: Customer) -> Record:
        more = self._website(customer) | {self._modules["account"].numbers[0]: switchboard(customer)}
        return self._record("account", customer, owner=customer.owner, account=customer.parent, more=more)

    def contact(self, person: Person, position: int) -> Record:
        customer, more = self._house.customers[person.customer], dict[str, Value]()
        if position % HAS_MOBILE == 0:
            more[MOBILES[self._provider]] = _invented(customer, MOBILE + position // HAS_MOBILE)
        if person.key in self._behind_switchboards:
            more[SWITCHBOARDS[self._provider]] = switchboard(customer)
        return self._record("contact", person, owner=person.owner or customer.owner, account=customer.key, more=more)

    def lead(self, lead: Lead) -> Record:
        return self._record("lead", lead, owner=lead.owner, account=None, more=self._website(lead))

    def _record(self, kind: str, source: Customer | Person | Lead, *, owner: str, account: str | None, more: dict[str, Value]) -> Record:
        fields = {name: value for fact, name in self._spellings[kind].items() if (value := getattr(source, fact)) is not None}
        return Record(
            id=self._accounts[source.key] if kind == "account" else self._house.crm_id(kind, source.key),
            organization_id=self._organization,
            kept_in=self._modules[kind],
            fields=fields | more,
            owner_id=self._owners[owner],
            parent_id=account and self._accounts[account],
        )

    def _website(self, source: Customer | Lead) -> dict[str, Value]:
        return {WEBSITES[self._provider]: f"https://www.{source.domain}"}


def _invented(customer: Customer, position: int) -> str:
    return phone_number(BY_NAME.get(customer.region, REGIONS[0]), position)

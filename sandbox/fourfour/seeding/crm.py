"""The CRM mirror: one function from a record of the cast to its row."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.people import Colleague, Customer, Person
from sandbox.cast.records import PROBABILITY, Case, CustomObject, Deal, Lead, PhoneCall, Stage
from sandbox.database.batches import Row
from sandbox.fourfour.seeding.rows import linked
from sandbox.fourfour.seeding.touches import Touches
from sandbox.fourfour.tables import crm
from sandbox.fourfour.tables.links import LinkKind

FORECAST = {Stage.CLOSED_WON: "Closed", Stage.CLOSED_LOST: "Omitted", Stage.NEGOTIATION: "Commit", Stage.PROPOSAL: "Best Case"}
"""Salesforce's forecast categories; every earlier stage is Pipeline."""

HIRED = -260
"""When the CRM was set up, in working days from the anchor."""


class CrmRows:
    def __init__(self, house: AnchoredWorkspace) -> None:
        self._house, self._touches = house, Touches(house)

    def owner(self, colleague: Colleague) -> Iterator[Row]:
        if not colleague.in_crm:
            return
        created = self._house.on_day(HIRED, colleague.key)
        yield (
            crm.owners,
            {
                "workspace_id": self._house.id,
                "id": self._house.crm_id("owner", colleague.key),
                "name": colleague.name,
                "first_name": colleague.first_name,
                "last_name": colleague.last_name,
                "email": colleague.email,
                "phone": colleague.phone,
                "title": colleague.title,
                "department": next(team.name for team in self._house.workspace.teams if team.key == colleague.team),
                "is_active": colleague.is_active,
                "created": created,
                "updated": created,
            },
        )

    def account(self, customer: Customer) -> Iterator[Row]:
        own_id = self._house.crm_id("account", customer.key)
        yield (
            crm.accounts,
            {
                "workspace_id": self._house.id,
                "id": own_id,
                "name": customer.name,
                "type": customer.type,
                "parent_id": customer.parent and self._house.crm_id("account", customer.parent),
                "website": f"https://www.{customer.domain}",
                "sic": customer.sic,
                "industry": customer.industry,
                "currency": customer.currency,
                "annual_revenue": customer.annual_revenue,
                "number_of_employees": customer.number_of_employees,
                "region": customer.region,
                "owner_id": self._house.owner_id(customer.owner),
                **self._dates(own_id, customer.created),
            },
        )
        for label in customer.labels:
            yield from linked(self._house.id, LinkKind.LABEL_ACCOUNT, self._house.own_id("label", label), [own_id])

    def contact(self, person: Person) -> Iterator[Row]:
        own_id, customer = self._house.crm_id("contact", person.key), self._house.customers[person.customer]
        yield (
            crm.contacts,
            {
                "workspace_id": self._house.id,
                "id": own_id,
                "first_name": person.first_name,
                "last_name": person.last_name,
                "email": person.email,
                "phone": person.phone,
                "title": person.title,
                "account_id": self._house.crm_id("account", person.customer),
                "department": person.department,
                "lead_source": person.lead_source,
                "owner_id": self._house.owner_id(person.owner or customer.owner),
                "region": customer.region,
                **self._dates(own_id, person.created),
            },
        )

    def lead(self, lead: Lead) -> Iterator[Row]:
        house, own_id = self._house, self._house.crm_id("lead", lead.key)
        converted = lead.converted is not None
        yield (
            crm.leads,
            {
                "workspace_id": house.id,
                "id": own_id,
                "first_name": lead.first_name,
                "last_name": lead.last_name,
                "title": lead.title,
                "company": lead.company,
                "email": lead.email,
                "phone": lead.phone,
                "website": f"https://www.{lead.domain}",
                "lead_source": lead.lead_source,
                "status": lead.status,
                "industry": lead.industry,
                "annual_revenue": lead.annual_revenue,
                "number_of_employees": lead.number_of_employees,
                "owner_id": house.owner_id(lead.owner),
                "is_converted": converted,
                "converted_date": None if lead.converted is None else house.midnight(lead.converted),
                "converted_account_id": house.crm_id("account", lead.customer) if converted and lead.customer else None,
                "converted_contact_id": house.crm_id("contact", lead.person) if converted and lead.person else None,
                "converted_opportunity_id": house.crm_id("opportunity", lead.deal) if converted and lead.deal else None,
                "account_id": lead.customer and house.crm_id("account", lead.customer),
                "region": lead.region,
                **self._dates(own_id, lead.created),
            },
        )

    def opportunity(self, deal: Deal) -> Iterator[Row]:
        house, own_id = self._house, self._house.crm_id("opportunity", deal.key)
        customer = house.customers[deal.customer]
        yield (
            crm.opportunities,
            {
                "workspace_id": house.id,
                "id": own_id,
                "name": deal.name,
                "account_id": house.crm_id("account", deal.customer),
                "contact_id": house.crm_id("contact", deal.person),
                "description": deal.description,
                "stage": deal.stage.value,
                "type": deal.type,
                "currency": customer.currency,
                "amount": deal.amount,
                "probability": PROBABILITY[deal.stage],
                "close_date": house.midnight(deal.closes),
                "lead_source": deal.lead_source,
                "next_step": deal.next_step,
                "forecast_category": FORECAST.get(deal.stage, "Pipeline"),
                "is_closed": deal.is_closed,
                "is_won": deal.is_won,
                "owner_id": house.owner_id(deal.owner),
                "region": customer.region,
                **self._dates(own_id, deal.created),
            },
        )

    def case(self, case: Case) -> Iterator[Row]:
        house, own_id = self._house, self._house.crm_id("case", case.key)
        office = house.colleagues[case.owner].office
        opened = house.at(case.opened, office)
        closed = house.at(case.closed, office) if case.closed else None
        yield (
            crm.cases,
            {
                "workspace_id": house.id,
                "id": own_id,
                "case_number": case.number,
                "subject": case.subject,
                "description": case.description,
                "type": case.type,
                "status": case.status,
                "priority": case.priority,
                "reason": case.reason,
                "origin": case.origin,
                "account_id": house.crm_id("account", case.customer),
                "contact_id": house.crm_id("contact", case.person),
                "owner_id": house.owner_id(case.owner),
                "region": house.customers[case.customer].region,
                "is_closed": closed is not None,
                "closed_date": closed,
                "created": opened,
                "updated": self._touches.updated(own_id, closed or opened),
            },
        )

    def call(self, call: PhoneCall) -> Iterator[Row]:
        house, own_id = self._house, self._house.crm_id("call", call.key)
        began = house.called(call)
        ended = began + timedelta(seconds=call.seconds)
        person = house.people.get(call.other)
        lead = house.leads.get(call.other)
        customer = person.customer if person else lead.customer if lead else None
        yield (
            crm.calls,
            {
                "workspace_id": house.id,
                "id": own_id,
                "subject": call.subject,
                "description": call.note,
                "direction": call.direction.value,
                "status": "Completed",
                "disposition": call.disposition,
                "duration": call.seconds,
                "call_date": began,
                "account_id": customer and house.crm_id("account", customer),
                "contact_id": person and house.crm_id("contact", call.other),
                "lead_id": lead and house.crm_id("lead", call.other),
                "opportunity_id": call.deal and house.crm_id("opportunity", call.deal),
                "owner_id": house.owner_id(call.colleague),
                "created": began,
                "updated": ended,
            },
        )
        if call.dialogue:
            yield from linked(house.id, LinkKind.CONVERSATION_CALL, house.own_id("conversation", call.dialogue), [own_id])

    def object(self, record: CustomObject) -> Iterator[Row]:
        own_id = self._house.crm_id("object", record.key)
        yield (
            crm.objects,
            {
                "workspace_id": self._house.id,
                "id": own_id,
                "type": record.type,
                "name": record.name,
                "account_id": record.customer and self._house.crm_id("account", record.customer),
                "owner_id": self._house.owner_id(record.owner),
                "fields": json.dumps(record.fields, ensure_ascii=False, sort_keys=True),
                **self._dates(own_id, record.created),
            },
        )

    def _dates(self, own_id: str, created: int) -> dict[str, datetime]:
        at = self._house.on_day(created, own_id)
        return {"created": at, "updated": self._touches.updated(own_id, at)}

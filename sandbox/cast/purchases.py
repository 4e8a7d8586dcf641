"""Who of a grown cast has bought, and since when: what the CRM says of an account follows from its deals."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sandbox.cast.people import Customer, Person
from sandbox.cast.records import Deal, Stage

CUSTOMER, PROSPECT = "Customer", "Prospect"
NEW_BUSINESS, RENEWAL, EXPANSION = "New Business", "Renewal", "Expansion"
TERM = 240
"""Working days from a purchase to its renewal, at least."""
LATEST = -20
"""The working day of the latest first purchase: what is said of late is said to somebody who has the product."""


def buyers(customers: Sequence[Customer], people: Sequence[Person], deals: Sequence[Deal]) -> list[str]:
    """Those with a deal that was won, and those drawn as customers if there is a deal with them; one at least.

    Where nobody keeps deals, those drawn as customers for whom anybody works.
    """
    known, won = {each.customer for each in deals or people}, {deal.customer for deal in deals if deal.is_won}
    possible = [customer for customer in customers if customer.key in known]
    bought = [customer.key for customer in possible if customer.type == CUSTOMER or customer.key in won]
    return bought or [customer.key for customer in possible[:1]]


def settled(deals: Sequence[Deal], buying: Collection[str]) -> list[Deal]:
    """A buyer's first deal is won new business, and every later one renews or expands it; nobody else gets further than an offer."""
    by_customer = defaultdict[str, list[Deal]](list)
    for deal in deals:
        by_customer[deal.customer].append(deal)
    firsts = {key: first_purchase(own) for key, own in by_customer.items() if key in buying}
    return [_settled(deal, firsts.get(deal.customer)) for deal in deals]


def first_purchase(deals: Sequence[Deal]) -> Deal:
    """The oldest of one account's deals, as one that was won before the next one began, and a year before one was renewed."""
    oldest = min(deals, key=lambda deal: deal.created)
    later = [deal for deal in deals if deal is not oldest]
    renewed = [deal.closes - TERM for deal in later if deal.type == RENEWAL]
    closes = min(oldest.closes, LATEST, *(deal.created - 1 for deal in later), *renewed)
    created = min(oldest.created, closes - 5)
    return replace(_of_kind(oldest, NEW_BUSINESS), stage=Stage.CLOSED_WON, next_step=None, closes=closes, created=created)


def bought_on(customers: Sequence[Customer], deals: Sequence[Deal], buying: Collection[str]) -> Mapping[str, int]:
    """The working day of every buyer's first purchase; where nobody keeps deals, the account's own."""
    days = {customer.key: customer.created for customer in customers if customer.key in buying}
    return days | {deal.customer: deal.closes for deal in deals if deal.is_won and deal.type == NEW_BUSINESS}


def typed(customer: Customer, buying: Collection[str]) -> Customer:
    if customer.key in buying:
        return replace(customer, type=CUSTOMER)
    return replace(customer, type=PROSPECT) if customer.type == CUSTOMER else customer


def _settled(deal: Deal, first: Deal | None) -> Deal:
    if first is None:
        return replace(_of_kind(deal, NEW_BUSINESS), stage=Stage.CLOSED_LOST if deal.is_won else deal.stage)
    if deal.key == first.key:
        return first
    return _of_kind(deal, EXPANSION) if deal.type == NEW_BUSINESS else deal


def _of_kind(deal: Deal, kind: str) -> Deal:
    return replace(deal, type=kind, name=deal.name.replace(deal.type, kind))

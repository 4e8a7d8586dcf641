"""The filters by CRM records that are linked to a conversation (which there are is confirmed, their names and reach are proposed).

What is asked of opportunities must hold of one opportunity, and so for leads, accounts and participants. Owners, regions, industries,
names and sizes may be those of any linked record that has such a thing.
"""

from collections.abc import Iterator

from sandbox.fourfour.mcp.arguments import Schema, number, text, texts
from sandbox.fourfour.mcp.conditions import between, either, holds, one_of, quoted, some
from sandbox.fourfour.mcp.visit import Arguments

OF_ONE: dict[str, dict[str, str]] = {
    "accounts": {"account_ids": "x/id", "account_types": "x/type"},
    "contacts": {"contact_ids": "x/id"},
    "leads": {"lead_ids": "x/id", "lead_statuses": "x/status"},
    "opportunities": {"opportunity_ids": "x/id", "opportunity_stages": "x/stage", "opportunity_types": "x/type"},
}
"""By the way to a record: which argument lists values of which of its properties."""

OF_ANY: dict[str, dict[str, str]] = {
    "owner_ids": {"accounts": "x/owner_id", "contacts": "x/owner_id", "leads": "x/owner_id", "opportunities": "x/owner_id"},
    "regions": {"accounts": "x/region", "contacts": "x/region", "leads": "x/region", "opportunities": "x/region"},
    "industries": {"accounts": "x/industry", "leads": "x/industry"},
}
NAMED = {"accounts": "x/name", "leads": "x/company"}


def crm_conditions(arguments: Arguments) -> list[str]:
    return [*_of_one(arguments), *_of_any(arguments), *_of_companies(arguments), *_of_participants(arguments)]


def _of_one(arguments: Arguments) -> Iterator[str]:
    for way, filters in OF_ONE.items():
        conditions = [one_of(path, arguments[name]) for name, path in filters.items() if name in arguments]
        if way == "opportunities":
            conditions += between("x/amount", arguments.get("amount_min"), arguments.get("amount_max"))
        if conditions:
            yield some(way, conditions)


def _of_any(arguments: Arguments) -> Iterator[str]:
    for name, paths in OF_ANY.items():
        if name in arguments:
            yield either(*(some(way, [one_of(path, arguments[name])]) for way, path in paths.items()))


def _of_companies(arguments: Arguments) -> Iterator[str]:
    if "account_label_ids" in arguments:
        yield f"accounts/any(x:x/labels/any(y:{one_of('y/id', arguments['account_label_ids'])}))"
    if "company_names" in arguments:
        names = arguments["company_names"]
        yield either(*(some(way, [either(*(holds(path, name) for name in names))]) for way, path in NAMED.items()))
    sizes = between("x/number_of_employees", arguments.get("company_size_min"), arguments.get("company_size_max"))
    if sizes:
        yield either(some("accounts", sizes), some("leads", sizes))


def _of_participants(arguments: Arguments) -> Iterator[str]:
    conditions = []
    if "persona_role" in arguments:
        conditions.append(holds("x/persona_role", arguments["persona_role"]))
    if "persona_domain" in arguments:
        conditions.append(f"tolower(x/domain) eq {quoted(arguments['persona_domain'].lower())}")
    if conditions:
        yield some("participants", conditions)


CRM_FILTERS: dict[str, Schema] = {
    "account_label_ids": texts("Ids of labels of a linked account."),
    "account_ids": texts("Ids of linked accounts."),
    "contact_ids": texts("Ids of linked contacts."),
    "lead_ids": texts("Ids of linked leads."),
    "opportunity_ids": texts("Ids of linked opportunities."),
    "opportunity_stages": texts("Stages of a linked opportunity, as the CRM spells them."),
    "lead_statuses": texts("Statuses of a linked lead."),
    "opportunity_types": texts("Types of a linked opportunity."),
    "account_types": texts("Types of a linked account."),
    "amount_min": number("The least amount of a linked opportunity."),
    "amount_max": number("The largest amount of a linked opportunity."),
    "owner_ids": texts("Ids of owners of a linked record; find_owners has them."),
    "regions": texts("Regions of a linked record."),
    "industries": texts("Industries of a linked account or lead."),
    "company_names": texts("Parts of the name of a linked account, or of a lead's company."),
    "company_size_min": number("The fewest employees of a linked account, or of a lead's company."),
    "company_size_max": number("The most employees."),
    "persona_role": text("Part of a participant's persona role, such as decision maker.", minLength=1),
    "persona_domain": text("A participant's e-mail domain.", minLength=1),
}

"""The search tools for CRM records (that accounts and contacts can be searched is confirmed, names and arguments are proposed)."""

from sandbox.fourfour.mcp.finding import find_tool, through, values
from sandbox.fourfour.mcp.results import many, properties_of, shape

ORDER = "updated desc,id"
ACCOUNTS = "Ids of accounts."
KEPT = {
    "regions": values("region", "Regions, as the CRM spells them."),
    "owner_ids": values("owner_id", "Ids of owners; find_owners has them."),
}
"""Where a record belongs, and to whom."""

FIND_ACCOUNTS = find_tool(
    "find_accounts",
    "Accounts",
    title="Find accounts",
    description="Searches the companies in the CRM, those that changed last first.",
    select="id,name,type,website,industry,currency,annual_revenue,number_of_employees,region,owner_id,created,updated",
    order=ORDER,
    searched="name,website,industry",
    expand="labels($select=id,name)",
    expanded={"labels": many(shape(**properties_of("Labels", "id,name")))},
    filters={
        "account_ids": values("id", ACCOUNTS),
        "account_types": values("type", "Types, as the CRM spells them."),
        "industries": values("industry", "Industries, as the CRM spells them."),
        **KEPT,
        "account_label_ids": through("labels", "id", "Ids of labels of the account."),
    },
)

FIND_CONTACTS = find_tool(
    "find_contacts",
    "Contacts",
    title="Find contacts",
    description="Searches the people of accounts in the CRM, those that changed last first.",
    select="id,first_name,last_name,email,phone,title,department,account_id,region,owner_id,created,updated",
    order=ORDER,
    searched="first_name,last_name,email,phone,title",
    filters={
        "contact_ids": values("id", "Ids of contacts."),
        "account_ids": values("account_id", ACCOUNTS),
        **KEPT,
    },
)

FIND_LEADS = find_tool(
    "find_leads",
    "Leads",
    title="Find leads",
    description="Searches the leads in the CRM, those that changed last first.",
    select="id,first_name,last_name,title,company,email,phone,status,industry,number_of_employees,region,owner_id,is_converted,created,updated",
    order=ORDER,
    searched="first_name,last_name,company,email,title",
    filters={
        "lead_ids": values("id", "Ids of leads."),
        "lead_statuses": values("status", "Statuses, as the CRM spells them."),
        "industries": values("industry", "Industries, as the CRM spells them."),
        **KEPT,
    },
)

FIND_OPPORTUNITIES = find_tool(
    "find_opportunities",
    "Opportunities",
    title="Find opportunities",
    description="Searches the deals in the CRM, those that changed last first.",
    select="id,name,account_id,contact_id,stage,type,currency,amount,probability,close_date,is_closed,is_won,region,owner_id,created,updated",
    order=ORDER,
    searched="name,description,next_step",
    filters={
        "opportunity_ids": values("id", "Ids of opportunities."),
        "opportunity_stages": values("stage", "Stages, as the CRM spells them."),
        "opportunity_types": values("type", "Types, as the CRM spells them."),
        "account_ids": values("account_id", ACCOUNTS),
        **KEPT,
    },
)

FIND_OWNERS = find_tool(
    "find_owners",
    "Owners",
    title="Find owners",
    description="Searches the people of the workspace whom the CRM knows, those that changed last first.",
    select="id,name,email,phone,title,department,is_active,created,updated",
    order=ORDER,
    searched="name,email,title",
    filters={"owner_ids": values("id", "Ids of owners.")},
)

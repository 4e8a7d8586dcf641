"""What an organization may be connected to, and how well it may be (inferred: tenfold-types)."""

CRM_PROVIDERS = ("bullhorn", "dynamics", "netsuite", "salesforce", "sap-c4c", "servicenow", "sugarcrm", "tier1", "zendesk")
STATUSES = ("connected", "connecting", "disconnected")
VISIBILITIES = ("own", "team", "organization")
"""Whose analytics people may see who are no admins (proposed; tenfold.md, R3)."""

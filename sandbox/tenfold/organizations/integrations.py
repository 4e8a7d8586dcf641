"""What an organization may be connected to, and how well it may be (inferred: tenfold-types)."""

from sandbox.tenfold.calls.phone_system import CAPABILITIES

PHONE_SYSTEMS = tuple(sorted(CAPABILITIES))
"""Those that the vendor's types name first."""
CRM_PROVIDERS = ("bullhorn", "dynamics", "netsuite", "salesforce", "sap-c4c", "servicenow", "sugarcrm", "tier1", "zendesk")
STATUSES = ("connected", "connecting", "disconnected")
VISIBILITIES = ("own", "team", "organization")
"""Whose analytics people may see who are no admins (proposed; tenfold.md, R3)."""

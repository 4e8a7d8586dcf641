"""How a company is set up for telephony."""

from dataclasses import dataclass

PARTNER_TYPES = ("partner", "master_partner")
ORGANIZATION_TYPES = ("standard", *PARTNER_TYPES)
PHONE_SYSTEMS = ("asterisk", "broadsoft", "genesys", "mitel", "phone-simulator", "ringcentral", "twilio", "vonage")
"""Of those that Tenfold's client knows by name (inferred: tenfold-types), the ones that an organization may have here."""


@dataclass(frozen=True, kw_only=True)
class Telephony:
    """How the company is set up as an organization of Tenfold."""

    type: str = "standard"
    """One of ORGANIZATION_TYPES."""
    partner: str | None = None
    """The key of the workspace that manages this one."""
    phone_system: str = "phone-simulator"
    """One of PHONE_SYSTEMS; empty while none is configured."""
    has_crm: bool = True
    """Whether its CRM is configured there."""
    signed_up: int = -320
    """The working day on which everybody was invited."""

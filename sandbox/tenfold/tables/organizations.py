"""Organizations, their teams, and the people in them (tenfold.md, 3 and 5). Ids are 24 hexadecimal digits."""

from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table

from sandbox.database.schema import UtcDateTime, metadata

organizations = Table(
    "tenfold_organizations",
    metadata,
    Column("id", String, primary_key=True),
    Column("company", String, nullable=False),
    Column("abbr", String, nullable=False),
    Column("status", String, nullable=False),
    Column("type", String, nullable=False),  # standard, partner, master_partner (inferred)
    Column("parent_id", String),  # the partner that manages it
    Column("admin_id", String, nullable=False),
    Column("phone_system", String),  # none while it is not configured
    Column("phone_status", String, nullable=False),  # connected, connecting, disconnected
    Column("crm_provider", String),
    Column("crm_status", String, nullable=False),
    Column("crm_url", String),  # where the CRM's own pages are
    Column("plan", String, nullable=False),
    Column("timezone", String, nullable=False),
    Column("locale", String, nullable=False),
    Column("analytics_visibility", String, nullable=False),  # own, team, organization (proposed)
    Column("long_call", BigInteger, nullable=False),  # milliseconds from which a call counts as long (proposed: 0)
    Column("custom_edits", Boolean, nullable=False),  # features.editRecord.preferences.professionalServicesCustomization
)

teams = Table(
    "tenfold_teams",
    metadata,
    Column("id", String, primary_key=True),
    Column("organization_id", String, nullable=False),
    Column("name", String, nullable=False),
)
Index("ix_tenfold_teams_organization", teams.c.organization_id, teams.c.name)

team_members = Table(
    "tenfold_team_members",
    metadata,
    Column("team_id", String, primary_key=True),
    Column("user_id", String, primary_key=True),
    Column("manages", Boolean, nullable=False),
)
Index("ix_tenfold_team_members_user", team_members.c.user_id)

users = Table(
    "tenfold_users",
    metadata,
    Column("id", String, primary_key=True),
    Column("organization_id", String, nullable=False),
    Column("username", String, nullable=False, unique=True),  # an e-mail address in lower case
    Column("password_hash", String, nullable=False),
    Column("name", String, nullable=False),
    Column("crm_id", String, nullable=False),
    Column("is_admin", Boolean, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("inbound_enabled", Boolean, nullable=False),
    Column("analytics_visible", Boolean, nullable=False),
    Column("primary_team_id", String),
    Column("picture_name", String),  # of the file
    Column("extensions", String, nullable=False),  # with blanks between
    Column("phone_numbers", String, nullable=False),  # JSON: [{"number": ..., "type": ...}]
    Column("did", Boolean, nullable=False),  # whether there is a direct number
    Column("settings", String, nullable=False),  # JSON: what the person has set; the organization's values stand for the rest
    Column("created_at", UtcDateTime, nullable=False),
)
Index("ix_tenfold_users_organization", users.c.organization_id, users.c.name, users.c.id)

signing_keys = Table(
    "tenfold_signing_keys",
    metadata,
    Column("id", String, primary_key=True),
    Column("secret", String, nullable=False),
)
"""What the world's JWTs are signed with, made with the first of them."""

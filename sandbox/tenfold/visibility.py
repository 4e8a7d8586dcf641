"""Whose calls somebody may see (tenfold.md, 3: R1 to R8; that the rules hold for calls is proposed)."""

from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Select, bindparam, or_, select, true

from sandbox.database.statement import Statement
from sandbox.tenfold.caller import Caller
from sandbox.tenfold.tables.organizations import organizations, team_members, teams


class Reach(StrEnum):
    EVERYBODY = "everybody"
    """Of the organization: an admin's (R1)."""
    ALL_TEAMS = "all teams"
    """Everybody's, where the organization has opened them (R3)."""
    OWN_TEAMS = "own teams"
    """Those that one is a member of or manages (R2, R3)."""
    MANAGED_TEAMS = "managed teams"
    """Those that one manages; the others are closed (R2, R3)."""


REACHES = {"organization": Reach.ALL_TEAMS, "team": Reach.OWN_TEAMS, "own": Reach.MANAGED_TEAMS}
"""By the organization's `analytics_visibility`."""

SETTING = Statement(select(organizations.c.analytics_visibility).where(organizations.c.id == bindparam("organization")))


def reach_of(rows: Connection, caller: Caller) -> Reach:
    if caller.is_admin:
        return Reach.EVERYBODY
    (row,) = SETTING.run(rows, organization=caller.organization_id)
    return REACHES[row["analytics_visibility"]]


def within(reach: Reach, user: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the column's person is in reach of the parameter `caller`. Oneself always is (R4)."""
    if reach is Reach.EVERYBODY:
        return true()
    seen = team_members.alias()
    return or_(user == bindparam("caller"), user.in_(select(seen.c.user_id).where(seen.c.team_id.in_(visible_teams(reach)))))


def visible_teams(reach: Reach) -> Select[tuple[str]]:
    """The ids of the teams in reach, of the parameters `organization` and `caller`."""
    if reach in (Reach.EVERYBODY, Reach.ALL_TEAMS):
        return select(teams.c.id).where(teams.c.organization_id == bindparam("organization"))
    own = team_members.alias()
    wanted = select(own.c.team_id).where(own.c.user_id == bindparam("caller"))
    return wanted.where(own.c.manages) if reach is Reach.MANAGED_TEAMS else wanted

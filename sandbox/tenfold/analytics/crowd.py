"""Whom analytics are about: whose calls count, and who is listed (tenfold.md, 9.1 and R9)."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, bindparam, select, true

from sandbox.tenfold.tables.organizations import team_members
from sandbox.tenfold.visibility import Reach, visible_teams


class Kind(StrEnum):
    COMPANY = "company"
    TEAMS = "teams"
    TEAM = "team"
    USER = "user"


@dataclass(frozen=True)
class Crowd:
    """The parameters are `organization`, `caller`, and `team` or `user` where it is one. `reach` is for TEAMS."""

    kind: Kind
    reach: Reach = Reach.EVERYBODY

    def holds(self, user: ColumnElement[str]) -> ColumnElement[bool]:
        """Whether the person in that column is one of them."""
        if self.kind is Kind.COMPANY:
            return true()
        return user == bindparam("user") if self.kind is Kind.USER else user.in_(self._members())

    def _members(self) -> Select[tuple[str]]:
        member = team_members.alias()
        of_team = member.c.team_id == bindparam("team") if self.kind is Kind.TEAM else member.c.team_id.in_(visible_teams(self.reach))
        return select(member.c.user_id).where(of_team)

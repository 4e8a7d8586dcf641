"""SQL of teams."""

from collections import defaultdict

from sqlalchemy import Connection, exists, select

from sandbox.tenfold.caller import Caller
from sandbox.tenfold.tables.organizations import team_members, teams, users
from sandbox.tenfold.teams.team import Team
from sandbox.tenfold.visibility import Reach, visible_teams


class TeamStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def of(self, organization_id: str) -> list[Team]:
        """By name; managers who have left manage nothing."""
        managers = self._managers(organization_id)
        wanted = select(teams).where(teams.c.organization_id == organization_id).order_by(teams.c.name, teams.c.id)
        return [Team(id=row.id, name=row.name, managers=tuple(managers[row.id])) for row in self._rows.execute(wanted)]

    def is_visible(self, team_id: str, reach: Reach, caller: Caller) -> bool:
        """Of the caller's organization, and in reach."""
        own = (teams.c.id == team_id, teams.c.organization_id == caller.organization_id, teams.c.id.in_(visible_teams(reach)))
        values = {"organization": caller.organization_id, "caller": caller.user_id}
        return bool(self._rows.execute(select(exists().where(*own)), values).scalar_one())

    def is_there(self, team_id: str) -> bool:
        return bool(self._rows.execute(select(exists().where(teams.c.id == team_id))).scalar_one())

    def _managers(self, organization_id: str) -> dict[str, list[str]]:
        wanted = (
            select(team_members.c.team_id, users.c.username)
            .join(users, users.c.id == team_members.c.user_id)
            .where(users.c.organization_id == organization_id, team_members.c.manages, ~users.c.deleted)
            .order_by(users.c.username)
        )
        found = defaultdict[str, list[str]](list)
        for team_id, username in self._rows.execute(wanted):
            found[team_id].append(username)
        return found

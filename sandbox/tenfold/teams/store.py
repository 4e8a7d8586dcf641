"""SQL of teams."""

from collections import defaultdict

from sqlalchemy import Connection, select

from sandbox.tenfold.tables.organizations import team_members, teams, users
from sandbox.tenfold.teams.team import Team


class TeamStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def of(self, organization_id: str) -> list[Team]:
        """By name; managers who have left manage nothing."""
        managers = self._managers(organization_id)
        wanted = select(teams).where(teams.c.organization_id == organization_id).order_by(teams.c.name, teams.c.id)
        return [Team(id=row.id, name=row.name, managers=tuple(managers[row.id])) for row in self._rows.execute(wanted)]

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

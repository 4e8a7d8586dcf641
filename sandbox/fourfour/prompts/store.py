"""SQL of the Analyst's prompts: questions that a workspace or a person keeps, to be asked again."""

from sqlalchemy import Connection, or_, select

from sandbox.fourfour.prompts.prompt import Prompt
from sandbox.fourfour.tables.prompts import prompts


class PromptStore:
    def __init__(self, rows: Connection, workspace_id: str, user_id: str) -> None:
        self._rows, self._workspace, self._user = rows, workspace_id, user_id

    def all(self) -> list[Prompt]:
        """The shared ones and the person's own, by name."""
        mine = or_(prompts.c.user_id.is_(None), prompts.c.user_id == self._user)
        found = select(prompts).where(prompts.c.workspace_id == self._workspace, mine).order_by(prompts.c.name)
        return [Prompt(name=row.name, title=row.title, description=row.description, text=row.text) for row in self._rows.execute(found)]

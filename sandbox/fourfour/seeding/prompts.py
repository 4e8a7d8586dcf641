"""What orders the Analyst's prompts."""

from collections.abc import Iterator

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.dialogue import AnalystPrompt
from sandbox.database.batches import Row
from sandbox.fourfour.seeding.workspaces import user_id
from sandbox.fourfour.tables.prompts import prompts


def prompt_rows(prompt: AnalystPrompt, house: AnchoredWorkspace) -> Iterator[Row]:
    owner = user_id(house.colleagues[prompt.colleague].email) if prompt.colleague else None
    own = {"name": prompt.key, "title": prompt.title, "description": prompt.description, "text": prompt.text}
    yield prompts, {"workspace_id": house.id, "user_id": owner} | own

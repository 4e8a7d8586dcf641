"""Workspaces, the people and their membership."""

from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.cast.identifiers import identifier
from sandbox.cast.scenario import Workspace
from sandbox.database.batches import Row
from sandbox.fourfour.tables.workspaces import members, users, workspaces


def user_id(email: str) -> str:
    """A person's id is the same in all workspaces (confirmed, fourfour.md 3.2), so it hangs on the address alone."""
    return identifier("user", email)


def workspace_rows(all_workspaces: Iterable[Workspace]) -> Iterator[Row]:
    people: dict[str, dict[str, Any]] = {}
    for workspace in all_workspaces:
        own_id = identifier("workspace", workspace.key)
        yield workspaces, {"id": own_id, "name": workspace.company.name, "cast_key": workspace.key}
        for colleague in workspace.colleagues:
            if not colleague.is_active:
                continue
            person = user_id(colleague.email)
            people.setdefault(person, {"id": person, "name": colleague.name, "email": colleague.email})
            yield members, {"workspace_id": own_id, "user_id": person, "role": "admin" if colleague.is_admin else "member"}
    yield from ((users, person) for person in people.values())

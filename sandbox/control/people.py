"""People, workspaces and organizations as a person names them to the control API: by id, by e-mail, by name."""

import difflib
from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import Response

from sandbox.errors import InvalidField
from sandbox.fourfour.oauth.people import Person, Workspace
from sandbox.fourfour.oauth.store import PeopleStore
from sandbox.http.rendering import json_response
from sandbox.tenfold.organizations.store import Organization, OrganizationStore
from sandbox.world import world_of


def list_people(request: Request) -> Response:
    """Everybody who can sign in, with the workspaces they belong to."""
    with world_of(request).database.read() as rows:
        people = PeopleStore(rows).all()
    return json_response({"people": [_facts(person) for person in people]})


def _facts(person: Person) -> dict[str, object]:
    workspaces = [{"id": workspace.id, "name": workspace.name} for workspace in person.workspaces]
    return {"id": person.id, "name": person.name, "email": person.email, "is_admin": person.is_admin, "workspaces": workspaces}


def named_person(people: PeopleStore, name: str, *, field: str = "user") -> Person:
    """By id or e-mail. Raises InvalidField."""
    found = people.find(name)
    if found is None:
        raise InvalidField(field=field, rule=unknown("person", name, [person.email for person in people.all()]))
    return found


def named_workspace(people: PeopleStore, name: str | None, person: Person | None = None) -> Workspace:
    """By id or name; without a name the first by name, of those the person belongs to. Raises InvalidField."""
    known = list(person.workspaces) if person else people.workspaces()
    if name is None and known:
        return known[0]
    for workspace in known:
        if name in (workspace.id, workspace.name):
            return workspace
    where = "workspace of that person" if person else "workspace"
    raise InvalidField(field="workspace", rule=unknown(where, name or "", [workspace.name for workspace in known]))


def named_organization(organizations: OrganizationStore, name: str | None) -> Organization:
    """By id or company; without a name the first by company. Raises InvalidField."""
    known = organizations.all()
    if name is None and known:
        return known[0]
    for organization in known:
        if name in (organization.id, organization.company):
            return organization
    raise InvalidField(field="organization", rule=unknown("organization", name or "", [organization.company for organization in known]))


def unknown(kind: str, name: str, known: Collection[str]) -> str:
    """The rule that a name breaks which nobody has, with the nearest one."""
    nearest = difflib.get_close_matches(name, known, n=1)
    return f"is no {kind}: {name!r}" + (f"; did you mean {nearest[0]}?" if nearest else "")

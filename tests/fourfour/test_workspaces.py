"""Who sees what: a token speaks for one person in one workspace."""

import pytest

from sandbox.fourfour.odata.entity_sets import MODEL
from tests.conftest import World
from tests.facts import fact
from tests.fourfour.conftest import OData

SETS = [entity_set.name for entity_set in MODEL.sets]


def token(world: World, user: str, workspace: str) -> str:
    body = {"kind": "personal", "user": user, "workspace": workspace, "scopes": ["api:read"], "name": "test"}
    return str(world.control.post("/tokens", json=body).raise_for_status().json()["token"])


@pytest.fixture
def both(world: World) -> tuple[OData, OData]:
    """The two workspaces of the one person who belongs to both."""
    people = world.control.get("/people").raise_for_status().json()["people"]
    person = next(person for person in people if len(person["workspaces"]) == 2)
    first, second = (token(world, person["email"], workspace["id"]) for workspace in person["workspaces"])
    return OData(world.server, first, f"/w/{world.name}"), OData(world.server, second, f"/w/{world.name}")


@fact("FF-OD-43")
def test_one_person_in_two_workspaces_sees_each_through_its_own_token(both: tuple[OData, OData]) -> None:
    here, there = (workspace.get("me").json() for workspace in both)

    assert here["user_id"] == there["user_id"]
    assert here["tenant_id"] != there["tenant_id"]


@fact("FF-OD-43")
@pytest.mark.parametrize("name", SETS)
def test_no_record_of_the_other_workspace_is_seen(both: tuple[OData, OData], name: str) -> None:
    here, there = ({row["id"] for row in workspace.walk(f"{name}?$top=500")} for workspace in both)

    assert here
    assert there
    assert not here & there
    key = min(there)
    first, _ = both
    assert first.refusal(f"{name}/{key}") == (404, "entity_not_found")
    assert first.get(f"{name}/$count?$filter=id eq '{key}'").text == "0"
    assert first.rows(f"{name}?$filter=id eq '{key}' or true&$top=1000") == first.rows(f"{name}?$top=1000")

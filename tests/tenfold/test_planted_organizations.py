"""Who the demo's organizations are: every role and every setup that the contract tells apart (tenfold.md, 3 and 6)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, select

from sandbox.fourfour.tables.workspaces import workspaces
from sandbox.tenfold.tables.calls import calls
from sandbox.tenfold.tables.organizations import organizations, team_members, teams, users
from tests.planting import demo, planted


@pytest.fixture(scope="module")
def rows() -> Iterator[Connection]:
    yield from planted(demo())


def test_a_partner_has_two_children_and_the_others_stand_alone(rows: Connection) -> None:
    known = companies(rows)

    assert {name: each["type"] for name, each in known.items()} == {
        "Ferrybank": "standard",
        "Skerry Metering": "standard",
        "Kittiwake Voice": "partner",
        "Gannet Rotas": "standard",
        "Quillwort Cargo Bikes": "standard",
    }
    children = {name for name, each in known.items() if each["parent_id"] == known["Kittiwake Voice"]["id"]}
    assert children == {"Skerry Metering", "Gannet Rotas"}


def test_who_has_just_signed_up_has_nothing_configured_and_no_calls(rows: Connection) -> None:
    quillwort = companies(rows)["Quillwort Cargo Bikes"]
    own = users.c.organization_id == quillwort["id"]

    assert (quillwort["phone_system"], quillwort["crm_provider"], quillwort["crm_url"]) == (None, None, None)
    assert set(rows.execute(select(users.c.crm_id).where(own)).scalars()) == {"NON_CRM_USER"}
    assert not rows.execute(select(calls.c.id).where(calls.c.organization_id == quillwort["id"])).all()
    invited = [set(rows.execute(select(users.c.created_at).where(which)).scalars()) for which in (own, ~own)]
    assert min(invited[0]) > max(invited[1])


def test_every_organization_has_an_admin_a_manager_who_is_none_and_regular_users(rows: Connection) -> None:
    managing = set(rows.execute(select(team_members.c.user_id).where(team_members.c.manages)).scalars())
    for company in companies(rows).values():
        people = rows.execute(select(users).where(users.c.organization_id == company["id"], ~users.c.deleted)).mappings().all()
        assert company["admin_id"] in {each["id"] for each in people if each["is_admin"]}
        assert any(each["id"] in managing for each in people if not each["is_admin"])
        assert any(each["id"] not in managing for each in people if not each["is_admin"])
        assert all(each["extensions"] for each in people)


def test_one_has_left_and_one_is_hidden_from_analytics_at_ferrybank(rows: Connection) -> None:
    own = users.c.organization_id == companies(rows)["Ferrybank"]["id"]

    assert rows.execute(select(users.c.name).where(own, users.c.deleted)).scalars().all() == ["Peter Novak"]
    assert rows.execute(select(users.c.name).where(own, ~users.c.analytics_visible)).scalars().all() == ["Owen Blake"]


def test_four_four_knows_only_those_who_use_it(rows: Connection) -> None:
    assert set(rows.execute(select(workspaces.c.name)).scalars()) == {"Ferrybank", "Skerry Metering"}


def test_a_company_that_does_not_use_tenfold_leaves_no_row_there() -> None:
    """Helen, who works there as well, is then still a user of the company that does."""
    scenario = demo()
    alone = tuple(replace(each, products=("fourfour",)) if each.key != "ferrybank" else each for each in scenario.workspaces)
    for rows in planted(replace(scenario, workspaces=alone)):
        assert set(companies(rows)) == {"Ferrybank"}
        for table in (teams, users, calls):
            assert set(rows.execute(select(table.c.organization_id)).scalars()) == {companies(rows)["Ferrybank"]["id"]}


def companies(rows: Connection) -> dict[str, Any]:
    return {row["company"]: row for row in rows.execute(select(organizations)).mappings()}

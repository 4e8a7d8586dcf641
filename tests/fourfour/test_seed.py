"""What the demo plants into Four/Four: every set, every relation, the same for the same seed, and a story that holds together."""

import hashlib
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, RowMapping, Table, func, select

from sandbox.cast.scenario import Scenario
from sandbox.fourfour.seeding.rows import service_identifier
from sandbox.fourfour.services import SERVICES
from sandbox.fourfour.tables import ENTITY_TABLES
from sandbox.fourfour.tables.links import LINKED_SETS, LinkKind, links
from sandbox.fourfour.tables.workspaces import members, users, workspaces
from sandbox.seed import find_scenario
from tests.demo import HELEN
from tests.planting import ANCHOR, FIXTURES, planted


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return find_scenario(FIXTURES, "demo")


@pytest.fixture(scope="module")
def demo(scenario: Scenario) -> Iterator[Connection]:
    yield from planted(scenario)


@pytest.mark.parametrize("entity_set", ENTITY_TABLES)
def test_every_entity_set_has_rows_in_both_workspaces(demo: Connection, entity_set: str) -> None:
    table = ENTITY_TABLES[entity_set]
    for workspace in workspace_ids(demo):
        assert ids(demo, table, workspace)


def test_a_company_that_does_not_use_four_four_leaves_no_row_there(demo: Connection, scenario: Scenario) -> None:
    companies = (replace(each, products=("tenfold",)) if each.key == "skerry" else each for each in scenario.workspaces)
    for alone in planted(replace(scenario, workspaces=tuple(companies))):
        (ferrybank,) = workspace_ids(alone)
        for table in (*ENTITY_TABLES.values(), links, members):
            assert sorted(map(repr, rows_of(alone, table))) == sorted(map(repr, rows_of(demo, table, ferrybank))), table.name
        assert "isla.drummond@skerry-metering.example" not in alone.execute(select(users.c.email)).scalars().all()


def test_the_two_workspaces_have_different_records(demo: Connection) -> None:
    first, second = workspace_ids(demo)
    for table in ENTITY_TABLES.values():
        assert not ids(demo, table, first) & ids(demo, table, second), table.name


def test_contacts_and_fragments_overflow_a_page_of_200(demo: Connection) -> None:
    for entity_set in ("Contacts", "Fragments"):
        table = ENTITY_TABLES[entity_set]
        assert max(len(ids(demo, table, workspace)) for workspace in workspace_ids(demo)) > 200


@pytest.mark.parametrize("entity_set", ENTITY_TABLES)
def test_every_reference_resolves_in_its_workspace_and_leads_somewhere(demo: Connection, entity_set: str) -> None:
    table = ENTITY_TABLES[entity_set]
    for column in (column for column in table.columns if "refers_to" in column.info):
        for workspace in workspace_ids(demo):
            held = {row[column.name] for row in rows_of(demo, table, workspace)} - {None}
            assert held, f"{column} is never used"
            assert held <= ids(demo, ENTITY_TABLES[column.info["refers_to"]], workspace), column


@pytest.mark.parametrize("kind", LinkKind)
def test_every_kind_of_link_is_used_and_resolves_at_both_ends(demo: Connection, kind: LinkKind) -> None:
    left, right = (ENTITY_TABLES[name] for name in LINKED_SETS[kind])
    for workspace in workspace_ids(demo):
        pairs = demo.execute(select(links.c.left_id, links.c.right_id).where(links.c.kind == kind, links.c.workspace_id == workspace)).all()
        assert pairs
        assert {pair.left_id for pair in pairs} <= ids(demo, left, workspace)
        assert {pair.right_id for pair in pairs} <= ids(demo, right, workspace)


def test_every_service_is_one_of_the_39_and_suits_its_record(demo: Connection) -> None:
    names = {identifier: name for name, identifier in SERVICES.items()}
    suitable = {
        "meeting": {"Zoom", "Google Meet", "Microsoft Teams", "Four/Four Notetaker"},
        "call": {"Aircall", "RingCentral"},
        "ticket": {"Zendesk", "Intercom"},
        "chat": {"Intercom"},
        "email": {"Google Mail", "Outlook Mail"},
    }

    assert len(SERVICES) == len(names) == 39
    for row in rows_of(demo, ENTITY_TABLES["Conversations"]):
        assert names[row["service"]] in suitable[row["type"]]
    assert {names[row["service"]] for row in rows_of(demo, ENTITY_TABLES["CalendarEvents"])} == {"Google Calendar", "Outlook Calendar"}
    for entity_set in ("TrackerProjects", "TrackerIssues"):
        assert {names[row["service"]] for row in rows_of(demo, ENTITY_TABLES[entity_set])} <= {"Jira", "ProductBoard"}


def test_a_service_that_four_four_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="'Carrier pigeon' is none of Four/Four's services"):
        service_identifier("Carrier pigeon")


def test_one_person_belongs_to_both_workspaces_with_different_roles(demo: Connection) -> None:
    shared = select(members.c.user_id).group_by(members.c.user_id).having(func.count() > 1)
    (person,) = demo.execute(select(users).where(users.c.id.in_(shared))).mappings().all()
    roles = demo.execute(select(members.c.role).where(members.c.user_id == person["id"])).scalars()

    assert person["email"] == HELEN
    assert set(roles) == {"admin", "member"}


def test_the_credentials_belong_to_a_member_of_their_workspace(demo: Connection, scenario: Scenario) -> None:
    person = scenario.credentials.fourfour
    mine = demo.execute(select(users.c.id).where(users.c.email == person.email)).scalar_one()

    assert len(person.client_secret) == 40
    assert demo.execute(select(members).where(members.c.user_id == mine)).all()


def test_who_has_left_the_company_is_an_inactive_owner_and_no_member(demo: Connection) -> None:
    (peter,) = (row for row in rows_of(demo, ENTITY_TABLES["Owners"]) if not row["is_active"])

    assert peter["email"] == "peter.novak@ferrybank.example"
    assert not demo.execute(select(users).where(users.c.email == peter["email"])).all()


def test_the_same_seed_and_anchor_give_the_same_rows(demo: Connection, scenario: Scenario) -> None:
    for again in planted(scenario):
        assert dump(again) == dump(demo)


def test_rows_do_not_depend_on_the_order_of_hashes() -> None:
    program = (
        "from tests.fourfour.test_seed import digest\n"
        "from tests.planting import demo, planted\n"
        "for rows in planted(demo()): print(digest(rows))"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=FIXTURES.parent, env={"PYTHONHASHSEED": salt}, capture_output=True, check=True
        ).stdout
        for salt in ("1", "2")
    }
    assert len(digests) == 1


def test_another_seed_grows_other_records_and_leaves_the_written_ones(demo: Connection, scenario: Scenario) -> None:
    accounts, conversations = ENTITY_TABLES["Accounts"], ENTITY_TABLES["Conversations"]
    for other in planted(scenario, seed=7):
        names = [{row["name"]: row["id"] for row in rows_of(world, accounts)} for world in (demo, other)]
        titles = [{row["id"] for row in rows_of(world, conversations)} for world in (demo, other)]

        known = scenario.workspaces_using("fourfour")
        written = [customer.name for workspace in known for customer in workspace.customers]
        assert {names[0][name] for name in written} == {names[1][name] for name in written}
        assert set(names[0]) != set(names[1])
        assert len(titles[0] & titles[1]) == sum(len(workspace.dialogues) for workspace in known)


def test_an_insight_quotes_its_fragment_which_its_participant_spoke(demo: Connection) -> None:
    fragments = {row["id"]: row for row in rows_of(demo, ENTITY_TABLES["Fragments"])}
    quoted = {
        row.left_id: fragments[row.right_id]
        for row in demo.execute(select(links.c.left_id, links.c.right_id).where(links.c.kind == LinkKind.INSIGHT_FRAGMENT))
    }
    for insight in rows_of(demo, ENTITY_TABLES["Insights"]):
        fragment = quoted[insight["id"]]
        assert insight["quote"] in fragment["text"]
        assert (insight["conversation_id"], insight["participant_id"]) == (fragment["conversation_id"], fragment["participant_id"])


@pytest.mark.parametrize("day", range(7))
def test_a_transcript_is_in_order_within_its_conversation_and_before_the_day_of_planting(scenario: Scenario, day: int) -> None:
    anchor = ANCHOR + timedelta(days=day)
    for rows in planted(scenario, anchor=anchor):
        spoken = defaultdict(list)
        for row in sorted(rows_of(rows, ENTITY_TABLES["Fragments"]), key=lambda row: row["position"]):
            spoken[row["conversation_id"]].append(row)
        for conversation in rows_of(rows, ENTITY_TABLES["Conversations"]):
            moments = [moment for row in spoken[conversation["id"]] for moment in (row["start"], row["end"])]
            assert moments == sorted(moments), conversation["name"]
            assert moments[0] == 0
            assert moments[-1] <= (conversation["ended_at"] - conversation["started_at"]).total_seconds()
            assert conversation["ended_at"] <= anchor, conversation["name"]


def test_no_record_was_updated_before_it_was_created_or_after_the_story(demo: Connection) -> None:
    for table in (table for table in ENTITY_TABLES.values() if "updated" in table.columns):
        for row in rows_of(demo, table):
            assert row["created"] <= row["updated"] <= ANCHOR, (table.name, row["id"])


def test_figures_agree_with_what_they_count(demo: Connection) -> None:
    insights = [row.right_id for row in demo.execute(select(links.c.right_id).where(links.c.kind == LinkKind.INSIGHT_TOPIC))]
    for topic in rows_of(demo, ENTITY_TABLES["Topics"]):
        assert topic["insight_count"] == insights.count(topic["id"])
    said: dict[str, int] = defaultdict(int)
    for fragment in rows_of(demo, ENTITY_TABLES["Fragments"]):
        said[fragment["participant_id"]] += len(fragment["text"])
    for participant in rows_of(demo, ENTITY_TABLES["Participants"]):
        assert bool(participant["tokens"]) == bool(said[participant["id"]])
        assert participant["tokens"] >= said[participant["id"]] / 4


def test_values_are_those_the_contract_lists(demo: Connection) -> None:
    allowed = {
        ("Conversations", "type"): "meeting call email ticket chat",
        ("Conversations", "purpose"): "sales customer_success support research internal other",
        ("Insights", "type"): "job_to_be_done pain_point feature_request objection competitor_mention praise question",
        ("Insights", "sentiment"): "positive neutral negative",
        ("Labels", "type"): "conversation account",
        ("TopicModels", "status"): "training ready failed",
        ("ChatMessages", "role"): "user assistant",
    }
    for (entity_set, name), values in allowed.items():
        assert {row[name] for row in rows_of(demo, ENTITY_TABLES[entity_set])} <= set(values.split()), (entity_set, name)


def test_a_salesforce_id_is_long_and_a_dynamics_id_is_a_uuid(demo: Connection) -> None:
    names = {row.name: row.id for row in demo.execute(select(workspaces))}

    assert {len(each) for each in ids(demo, ENTITY_TABLES["Contacts"], names["Ferrybank"])} == {18}
    assert {len(each) for each in ids(demo, ENTITY_TABLES["Contacts"], names["Skerry Metering"])} == {36}
    assert all(each.startswith("001") for each in ids(demo, ENTITY_TABLES["Accounts"], names["Ferrybank"]))


def test_the_empty_scenario_has_one_admin_and_no_records() -> None:
    for rows in planted(find_scenario(FIXTURES, "empty")):
        assert rows.execute(select(members.c.role)).scalars().all() == ["admin"]
        assert not any(rows_of(rows, table) for table in ENTITY_TABLES.values())


def test_progress_ends_at_the_total(scenario: Scenario) -> None:
    seen: list[tuple[int, int]] = []
    for _ in planted(scenario, progress=lambda done, total: seen.append((done, total))):
        assert seen == sorted(seen)
        assert len(seen) > 1
        assert seen[-1][0] == seen[-1][1] > 1000


def dump(rows: Connection) -> dict[str, list[Any]]:
    tables = [*ENTITY_TABLES.values(), links, users, workspaces, members]
    return {table.name: sorted(map(repr, rows.execute(select(table)).all())) for table in tables}


def digest(rows: Connection) -> str:
    return hashlib.sha256(repr(dump(rows)).encode()).hexdigest()


def rows_of(rows: Connection, table: Table, workspace: str | None = None) -> list[RowMapping]:
    query = select(table).where(table.c.workspace_id == workspace) if workspace else select(table)
    return list(rows.execute(query).mappings())


def ids(rows: Connection, table: Table, workspace: str) -> set[str]:
    return set(rows.execute(select(table.c.id).where(table.c.workspace_id == workspace)).scalars())


def workspace_ids(rows: Connection) -> list[str]:
    return list(rows.execute(select(workspaces.c.id).order_by(workspaces.c.name)).scalars())

"""How the cast becomes the records of a CRM."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.growth import grow
from sandbox.cast.people import Customer
from sandbox.cast.scenario import Workspace
from sandbox.cast.telephony import Telephony
from sandbox.seed import find_scenario
from sandbox.settings import packaged_fixtures
from sandbox.tenfold.crm.record import Record
from sandbox.tenfold.crm.updates import read_new
from sandbox.tenfold.phone_numbers import number_key
from sandbox.tenfold.seeding.records import CrmRecords, crm_rows

ANCHOR = datetime(2026, 3, 18, tzinfo=UTC)
DEMO = find_scenario(packaged_fixtures(), "demo")
WORKSPACES = {workspace.key: workspace for workspace in grow(DEMO, DEMO.seed).workspaces}


def records_of(workspace: Workspace) -> list[Record]:
    return list(CrmRecords(AnchoredWorkspace(workspace, ANCHOR)).all())


@pytest.mark.parametrize("workspace", WORKSPACES.values(), ids=WORKSPACES)
def test_everybody_is_there_once_with_fields_that_the_crm_has(workspace: Workspace) -> None:
    records = records_of(workspace)

    counts = Counter(record.kept_in.kind for record in records)
    assert counts == Counter(account=len(workspace.customers), contact=len(workspace.people), lead=len(workspace.leads))
    assert len({record.id for record in records}) == len(records)
    for record in records:
        assert read_new(record.fields, record.kept_in, inside="") == record.fields
        assert record.name
        assert record.numbers


@pytest.mark.parametrize("workspace", WORKSPACES.values(), ids=WORKSPACES)
def test_parents_are_accounts_of_the_same_crm(workspace: Workspace) -> None:
    records = records_of(workspace)
    accounts = {record.id for record in records if record.kept_in.kind == "account"}

    assert {record.parent_id for record in records if record.parent_id} <= accounts
    assert all((record.parent_id is None) != (record.kept_in.kind == "contact") for record in records if record.kept_in.kind != "account")


@pytest.mark.parametrize("workspace", WORKSPACES.values(), ids=WORKSPACES)
def test_some_people_have_several_numbers_and_a_switchboard_is_several_records(workspace: Workspace) -> None:
    records = records_of(workspace)
    holders = Counter(key for record in records for key in {number_key(number) for number in record.numbers})

    several = sum(len(record.numbers) > 1 for record in records if record.kept_in.kind == "contact")
    assert len(workspace.people) / 3 < several < len(workspace.people) / 2 + 1
    switchboards = [number_key(record.numbers[0]) for record in records if record.kept_in.kind == "account"]
    assert any(holders[number] > 1 for number in switchboards)
    assert any(holders[number] == 1 for number in switchboards)


def test_a_workspace_whose_crm_is_not_configured_has_nothing_to_plant() -> None:
    workspace = replace(WORKSPACES["skerry"], telephony=Telephony(has_crm=False))

    assert list(crm_rows(AnchoredWorkspace(workspace, ANCHOR))) == []


def test_a_customer_of_a_region_without_numbers_of_its_own_has_american_ones() -> None:
    def moved(customer: Customer) -> Customer:
        return replace(customer, region="Antarctica")

    workspace = replace(WORKSPACES["skerry"], customers=tuple(map(moved, WORKSPACES["skerry"].customers)))

    switchboards = [record.numbers[0] for record in records_of(workspace) if record.kept_in.kind == "account"]
    assert all(number.startswith("+1 ") for number in switchboards)

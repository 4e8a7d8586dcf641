"""The calls of the demo: the same story as in Four/Four, and around it what only a phone system hears (tenfold.md, 5 and 6)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest
from sqlalchemy import Connection, Table, select

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.growth import grow
from sandbox.database.schema import milliseconds
from sandbox.fourfour.tables import ENTITY_TABLES
from sandbox.tenfold.crm.store import RecordStore
from sandbox.tenfold.phone_numbers import digits
from sandbox.tenfold.seeding.call_rows import call_id
from sandbox.tenfold.seeding.switchboard import switchboard
from sandbox.tenfold.tables.calls import calls, matches
from sandbox.tenfold.tables.organizations import organizations, users
from tests.planting import ANCHOR, demo, planted

PHONING = ("ferrybank", "skerry", "kittiwake", "gannet")
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def rows() -> Iterator[Connection]:
    yield from planted(demo())


@pytest.fixture(scope="module")
def houses() -> dict[str, AnchoredWorkspace]:
    scenario = demo()
    return {each.company.name: AnchoredWorkspace(each, ANCHOR) for each in grow(scenario, scenario.seed).workspaces}


def test_every_call_of_the_crm_is_there_with_the_same_second_duration_and_words(rows: Connection) -> None:
    told = {
        (call["crm_record_id"], call["started_at"].replace(microsecond=0), call["duration"], call["subject"], call["description"])
        for call in every_call(rows)
    }
    logged = all_of(rows, ENTITY_TABLES["Calls"])

    assert len(logged) > 800
    for call in logged:
        other = call["contact_id"] or call["lead_id"]
        assert (other, call["call_date"], call["duration"] * 1000, call["subject"], call["description"]) in told


def test_a_matched_record_is_the_person_of_that_number_in_four_four(rows: Connection) -> None:
    phones = {row["id"]: row["phone"] for kind in ("Contacts", "Leads") for row in all_of(rows, ENTITY_TABLES[kind])}
    shared = own_calls(rows, "Ferrybank") + own_calls(rows, "Skerry Metering")
    matched = matches_by_call(rows)

    assert {record[:3] for call in shared for record in matched[call["id"]]} >= {"003", "00Q"}
    for call in shared:
        if len(matched[call["id"]]) == 1:
            assert digits(phones[matched[call["id"]][0]]) == call["phone_number"]
        assert call["crm_record_id"] in {None, *matched[call["id"]]}


def test_a_call_that_matches_several_records_matches_all_that_have_its_number(
    rows: Connection, houses: dict[str, AnchoredWorkspace]
) -> None:
    matched, records = matches_by_call(rows), RecordStore(rows)
    for name in names(houses):
        found = [call for call in own_calls(rows, name) if len(matched[call["id"]]) > 1]
        assert found
        for call in found:
            holders = [record.id for record in records.by_number(call["organization_id"], call["phone_number"])]
            assert sorted(matched[call["id"]]) == sorted(holders)
            assert call["crm_record_id"] is None


def test_switchboards_are_nobodys_direct_number_and_no_two_customers_share_one(houses: dict[str, AnchoredWorkspace]) -> None:
    for house in houses.values():
        workspace = house.workspace
        outside = [each.phone for each in workspace.people] + [each.phone for each in workspace.leads]
        inside = [each.phone for each in workspace.colleagues] + [each.phone for each in workspace.offices]
        reception = [switchboard(customer) for customer in workspace.customers]
        assert not set(map(digits, outside + inside)) & set(map(digits, reception))
        assert len(set(reception)) == len(reception)


def test_a_call_takes_from_start_to_end_and_one_that_nobody_answered_no_time(rows: Connection) -> None:
    for call in every_call(rows):
        start, answer, end = call["started_at"], call["answered_at"], call["ended_at"]
        assert call["created_at"] - start == timedelta(milliseconds=65)
        assert call["state"] == "ended"
        assert end <= ANCHOR
        if answer is None:
            assert (call["duration"], call["recording"]) == (0, "not-recorded")
            assert 3 * SECOND <= end - start <= 25 * SECOND
        else:
            assert milliseconds(end) - milliseconds(start) == call["duration"] > 0
            assert start < answer < end
            assert answer - start <= 25 * SECOND


def test_a_transferred_call_begins_when_its_line_was_put_through_to_somebody_else(rows: Connection) -> None:
    lines = {call["id"]: call for call in every_call(rows)}
    second = [call for call in lines.values() if call["leg"]]

    assert len({call["organization_id"] for call in second}) == len(PHONING)
    for call in second:
        first = lines[call["line_id"]]
        assert first["line_id"] == first["id"] != call["id"]
        assert first["ended_at"] == call["started_at"]
        assert first["extension"] != call["extension"]
        assert first["phone_number"] == call["phone_number"]
        assert first["description"]
        assert call["description"]
    assert all(call["line_id"] == call["id"] for call in lines.values() if not call["leg"])


def test_every_kind_of_call_is_there_in_every_organization_that_can_call(rows: Connection, houses: dict[str, AnchoredWorkspace]) -> None:
    matched = matches_by_call(rows)
    for name in names(houses):
        own, offices = own_calls(rows, name), {ZoneInfo(office.timezone) for office in houses[name].workspace.offices}
        assert {call["direction"] for call in own} == {"Inbound", "Outbound", "Internal"}
        assert any(not matched[call["id"]] and call["caller_id_name"] is None for call in own if call["direction"] == "Inbound")
        assert any(call["answered_at"] is None for call in own if call["direction"] == "Outbound")
        assert any(call["description"] and call["answered_at"] for call in own)
        assert any(call["description"] is None and call["answered_at"] for call in own)
        assert any(all(is_closed(call, zone) for zone in offices) and call["answered_at"] is None for call in own)
        unlogged = sum(call["subject"] is None or call["leg"] for call in own)
        assert 0.2 < unlogged / len(own) < 0.4


def test_what_the_crm_refused_is_matched_and_stands_with_its_error(rows: Connection) -> None:
    matched, logged = matches_by_call(rows), {(call["contact_id"], call["call_date"]) for call in all_of(rows, ENTITY_TABLES["Calls"])}
    refused = [call for call in every_call(rows) if call["crm_errors"] != "[]"]

    assert len({call["organization_id"] for call in refused}) == len(PHONING)
    for call in refused:
        (error,) = orjson.loads(call["crm_errors"])
        assert error["method"] == "createCall"
        assert error["message"]
        (person,) = matched[call["id"]]
        assert call["crm_record_id"] is None
        assert (person, call["started_at"].replace(microsecond=0)) not in logged


def test_colleagues_call_each_other_by_extension(rows: Connection) -> None:
    people = {(row["organization_id"], row["extensions"]): row["name"] for row in all_of(rows, users)}
    for call in every_call(rows):
        assert (call["organization_id"], call["extension"]) in people
        if call["direction"] == "Internal":
            assert people[call["organization_id"], call["phone_number"]] == call["caller_id_name"]
            assert call["phone_number"] != call["extension"]


def test_who_calls_is_a_user_and_on_the_move_only_with_a_mobile(rows: Connection) -> None:
    mobile = {row["id"]: "mobile" in row["phone_numbers"] for row in all_of(rows, users)}

    assert all(mobile[call["user_id"]] for call in every_call(rows) if call["is_mobile"])
    assert any(call["is_mobile"] for call in own_calls(rows, "Ferrybank"))


def test_what_was_recorded_has_a_file_and_an_old_phone_system_records_nothing(rows: Connection) -> None:
    found = every_call(rows)
    recorded = [call for call in found if call["recording"] == "recording-stopped"]
    answered = [call for call in found if call["answered_at"]]

    assert 0.25 < len(recorded) / len(answered) < 0.45
    assert len({call["recording_name"] for call in recorded}) == len(recorded)
    assert all((call["recording_name"] is None) == (call["recording"] != "recording-stopped") for call in found)
    assert not any(call["recording_name"] for call in own_calls(rows, "Gannet Rotas"))


def test_every_dialogue_on_the_phone_was_recorded(rows: Connection, houses: dict[str, AnchoredWorkspace]) -> None:
    house = houses["Ferrybank"]
    found = {call["id"]: call for call in own_calls(rows, "Ferrybank")}
    spoken = [found[call_id("ferrybank", call.key)] for call in house.phone_calls() if call.dialogue]

    assert spoken
    assert {call["recording"] for call in spoken} == {"recording-stopped"}


def test_ids_are_of_their_shapes_and_unique(rows: Connection) -> None:
    found = every_call(rows)

    assert len({call["pbx_id"] for call in found}) == len(found)
    assert all(len(call["id"]) == 24 and int(call["id"], 16) for call in found)
    assert all(len(call["pbx_id"]) == 13 and call["pbx_id"].isdigit() and call["phone_number"].isdigit() for call in found)


def test_the_same_seed_gives_the_same_calls_and_another_one_others(rows: Connection) -> None:
    for again in planted(demo()):
        assert [every_call(again), all_of(again, matches)] == [every_call(rows), all_of(rows, matches)]
    for other in planted(demo(), seed=7):
        written = {call["id"] for call in every_call(rows)} & {call["id"] for call in every_call(other)}
        assert 0 < len(written) < 40


def is_closed(call: Any, zone: ZoneInfo) -> bool:
    return not 8 <= call["started_at"].astimezone(zone).hour < 18


def names(houses: dict[str, AnchoredWorkspace]) -> list[str]:
    return [name for name, house in houses.items() if house.workspace.key in PHONING]


def own_calls(rows: Connection, company: str) -> list[Any]:
    own = select(organizations.c.id).where(organizations.c.company == company).scalar_subquery()
    return list(rows.execute(select(calls).where(calls.c.organization_id == own)).mappings())


def every_call(rows: Connection) -> list[Any]:
    return all_of(rows, calls)


def matches_by_call(rows: Connection) -> dict[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for row in all_of(rows, matches):
        found[row["call_id"]].append(row["record_id"])
    return found


def all_of(rows: Connection, table: Table) -> list[Any]:
    return list(rows.execute(select(table)).mappings())

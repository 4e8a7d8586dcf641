"""Grown volume: as much as asked for, the same for the same seed, and at hours when people work."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.growth import grow
from sandbox.cast.moments import zone
from sandbox.cast.name_pools import REGIONS, address_part, phone_number
from sandbox.cast.scenario import Growth, Scenario
from sandbox.seed import find_scenario

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="module")
def demo() -> Scenario:
    return find_scenario(FIXTURES, "demo")


def test_as_much_grows_as_the_scenario_asks_for(demo: Scenario) -> None:
    for before, after in zip(demo.workspaces, grow(demo, 1).workspaces, strict=True):
        asked = demo.growth.get(before.key, Growth())
        for name in ("customers", "people", "leads", "deals", "cases", "phone_calls", "dialogues"):
            assert len(getattr(after, name)) - len(getattr(before, name)) == getattr(asked, name)


def test_the_same_seed_grows_the_same_cast_and_another_seed_another(demo: Scenario) -> None:
    assert grow(demo, 1) == grow(demo, 1)
    assert grow(demo, 1).workspaces[0].people != grow(demo, 2).workspaces[0].people


def test_the_written_records_come_first_and_unchanged(demo: Scenario) -> None:
    for before, after in zip(demo.workspaces, grow(demo, 1).workspaces, strict=True):
        assert after.people[: len(before.people)] == before.people
        assert after.dialogues[: len(before.dialogues)] == before.dialogues


def test_more_leads_leave_the_other_collections_as_they_are(demo: Scenario) -> None:
    more = replace(demo, growth={"ferrybank": replace(demo.growth["ferrybank"], leads=500)})

    assert grow(more, 1).workspaces[0].people == grow(demo, 1).workspaces[0].people


def test_nothing_grows_without_being_asked_for(demo: Scenario) -> None:
    assert grow(replace(demo, growth={"ferrybank": Growth()}), 1).workspaces == demo.workspaces


def test_customers_grow_in_the_regions_that_are_asked_for(demo: Scenario) -> None:
    before, after = (next(each for each in cast.workspaces if each.key == "kittiwake") for cast in (demo, grow(demo, 1)))

    assert {customer.region for customer in after.customers[len(before.customers) :]} == {"UK & Ireland"}
    assert {lead.region for lead in after.leads[len(before.leads) :]} == {"UK & Ireland"}


def test_grown_addresses_are_unique_and_for_fiction_only(demo: Scenario) -> None:
    people = [person for workspace in grow(demo, 1).workspaces for person in workspace.people]

    assert len({person.email for person in people}) == len(people)
    assert all(person.email.isascii() and person.email.endswith(".example") for person in people)


@pytest.mark.parametrize("day", range(7))
def test_nobody_meets_or_calls_at_night_or_on_a_weekend_in_the_office(demo: Scenario, day: int) -> None:
    anchor = datetime(2026, 10, 26, tzinfo=UTC) + timedelta(days=day)  # Berlin has just left summer time, Boston has not
    for workspace in grow(demo, 1).workspaces:
        house = AnchoredWorkspace(workspace, anchor)
        moments = [(house.started(each), each.office) for each in workspace.dialogues]
        callers = [(each.when, house.colleagues[each.colleague].office) for each in workspace.phone_calls]
        moments += [(house.at(when, office), office) for when, office in callers]
        for moment, office in moments:
            local = moment.astimezone(zone(house.offices[office].timezone))
            assert local.weekday() < 5
            assert 8 <= local.hour < 18


@pytest.mark.parametrize("key", ["ferrybank", "skerry"])
def test_calls_take_three_months_and_become_more(demo: Scenario, key: str) -> None:
    workspace = next(each for each in grow(demo, 1).workspaces if each.key == key)
    created = {person.key: person.created for person in workspace.people}
    grown = [call for call in workspace.phone_calls if call.key.startswith("1-")]
    days = [-call.when.day for call in grown]

    assert 55 < max(days) <= 65
    assert sum(day <= 22 for day in days) > sum(22 < day <= 44 for day in days) > sum(day > 44 for day in days)
    assert all(created[call.other] < call.when.day for call in grown if created[call.other] < -1)


def test_a_name_becomes_an_address_of_plain_letters() -> None:
    assert address_part("Müller-Lüdenscheidt & Söhne") == "muller-ludenscheidt-sohne"
    assert address_part("O'Hara") == "ohara"


def test_phone_numbers_of_a_region_do_not_repeat_before_the_stock_is_used_up() -> None:
    america = next(region for region in REGIONS if region.locale == "en_US")
    numbers = [phone_number(america, position) for position in range(1600)]

    assert len(set(numbers)) == 1600
    assert all(" 555 01" in number for number in numbers)

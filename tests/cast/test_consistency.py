"""A grown cast holds together: nobody who reads its accounts, deals, cases and talk side by side finds that they contradict each other."""

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.cast.growth import grow
from sandbox.cast.purchases import NEW_BUSINESS, RENEWAL, TERM
from sandbox.cast.records import Deal
from sandbox.cast.scenario import Growth, Scenario, Workspace
from sandbox.seed import find_scenario

FIXTURES = Path(__file__).parents[2] / "fixtures"
SEEDS = (4410, 7, 2026)
BEFORE_A_PURCHASE = ("First conversation with", "Price list for", "Comparison at", "Security questions from")


@pytest.fixture(scope="module", params=SEEDS)
def grown(request: pytest.FixtureRequest) -> Scenario:
    return grow(find_scenario(FIXTURES, "demo"), request.param)


def deals_by_customer(workspace: Workspace) -> dict[str, list[Deal]]:
    found = defaultdict[str, list[Deal]](list)
    for deal in workspace.deals:
        found[deal.customer].append(deal)
    return found


def own(workspace: Workspace, scenario: Scenario) -> set[str]:
    """The customers that grew, and were not written."""
    return {customer.key for customer in workspace.customers if customer.key.startswith(f"{scenario.seed}-")}


def test_whoever_has_won_deals_renewals_or_cases_is_a_customer(grown: Scenario) -> None:
    for workspace in grown.workspaces:
        types = {customer.key: customer.type for customer in workspace.customers}
        assert {types[deal.customer] for deal in workspace.deals if deal.is_won or deal.type != NEW_BUSINESS} <= {"Customer"}
        assert {types[case.customer] for case in workspace.cases if case.key.startswith(f"{grown.seed}-")} <= {"Customer"}


def test_a_grown_customer_bought_before_it_renewed_or_asked_for_help(grown: Scenario) -> None:
    for workspace in grown.workspaces:
        deals = deals_by_customer(workspace)
        buyers = {each.key for each in workspace.customers if each.type == "Customer"} & own(workspace, grown)
        assert buyers or not own(workspace, grown)
        for key in buyers:
            bought = min(deal.closes for deal in deals[key] if deal.is_won and deal.type == NEW_BUSINESS)
            assert all(deal.created > bought for deal in deals[key] if deal.type != NEW_BUSINESS)
            assert all(deal.closes - bought >= TERM for deal in deals[key] if deal.type == RENEWAL)
            assert all(case.opened.day > bought for case in workspace.cases if case.customer == key)


def test_some_grown_accounts_have_not_bought(grown: Scenario) -> None:
    types = [customer.type for customer in grown.workspaces[0].customers]
    assert 8 < types.count("Prospect") < types.count("Customer")


def test_the_name_of_a_deal_says_its_type_and_no_more_seats_than_people_work_there(grown: Scenario) -> None:
    for workspace in grown.workspaces:
        employees = {customer.key: customer.number_of_employees for customer in workspace.customers}
        for deal in (each for each in workspace.deals if each.key.startswith(f"{grown.seed}-")):
            kind, seats = deal.name.removesuffix(" seats").split(", ")
            assert kind == deal.type
            assert 0 < int(seats) <= employees[deal.customer]


def test_nothing_is_older_than_the_account_that_it_is_about(grown: Scenario) -> None:
    for workspace in grown.workspaces:
        created = {customer.key: customer.created for customer in workspace.customers if customer.key in own(workspace, grown)}
        ages = [(deal.customer, deal.created) for deal in workspace.deals] + [(each.customer, each.created) for each in workspace.people]
        ages += [(case.customer, case.opened.day) for case in workspace.cases]
        assert all(created[key] < day for key, day in ages if key in created)


def test_nobody_is_spoken_to_before_they_are_known(grown: Scenario) -> None:
    for workspace in grown.workspaces:
        created = {person.key: person.created for person in workspace.people if person.customer in own(workspace, grown)}
        days = [(case.person, case.opened.day) for case in workspace.cases] + [(deal.person, deal.created) for deal in workspace.deals]
        days += [(call.other, call.when.day) for call in workspace.phone_calls]
        days += [(key, each.when.day) for each in workspace.dialogues for key in each.participants]
        assert all(created[key] < day for key, day in days if key in created)


def test_no_account_has_the_same_grown_talk_twice(grown: Scenario) -> None:
    for workspace in grown.workspaces:
        customers = {person.key: person.customer for person in workspace.people}
        talks = [each for each in workspace.dialogues if each.key.startswith(f"{grown.seed}-")]
        about = [(each.name, customers[key]) for each in talks for key in each.participants if key in customers]
        assert len(set(about)) == len(about) == len(talks)


def test_grown_talk_counts_no_more_than_people_work_there(grown: Scenario) -> None:
    for workspace in grown.workspaces:
        customers = {customer.key: customer for customer in workspace.customers}
        employers = {person.key: person.customer for person in workspace.people}
        for talk in (each for each in workspace.dialogues if each.key.startswith(f"{grown.seed}-")):
            customer = customers[next(employers[key] for key in talk.participants if key in employers)]
            words = " ".join([talk.summary, *(each.text for each in talk.transcript)]).replace(customer.name, "")
            numbers = [int(number) for number in re.findall(r"\b\d+\b(?!:)", words) if number != "10"]  # 15:10 is a time
            assert all(number <= customer.number_of_employees for number in numbers)


def test_those_who_have_not_bought_talk_about_buying_only(grown: Scenario) -> None:
    for workspace in grown.workspaces:
        types = {customer.key: customer.type for customer in workspace.customers}
        customers = {person.key: types[person.customer] for person in workspace.people}
        for talk in (each for each in workspace.dialogues if each.key.startswith(f"{grown.seed}-")):
            (other,) = (customers[key] for key in talk.participants if key in customers)
            assert (other == "Customer") == (not talk.name.startswith(BEFORE_A_PURCHASE))


def test_no_sentence_ends_in_two_full_stops(grown: Scenario) -> None:
    for talk in (each for workspace in grown.workspaces for each in workspace.dialogues):
        words = [talk.name, talk.summary, *(each.text for each in talk.transcript)]
        assert not any(re.search(r"(?<!\.)\.\.(?!\.)", each) for each in words)


def test_a_talk_may_come_again_when_every_account_has_had_it_and_then_it_says_the_same() -> None:
    demo = find_scenario(FIXTURES, "demo")
    few = replace(demo, growth={"ferrybank": Growth(customers=1, people=3, deals=1, dialogues=60)})
    talks = [each for each in grow(few, 1).workspaces[0].dialogues if each.key.startswith("1-")]
    counted = {(each.name, *re.findall(r"\d+", each.summary)) for each in talks}

    assert len(talks) == 60
    assert len(counted) == len({each.name for each in talks})

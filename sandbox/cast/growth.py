"""Volume: records beside the written ones, grown from a seed. The same seed gives the same records, whatever else grows beside them."""

from dataclasses import replace

from sandbox.cast.grown_calls import grow_phone_calls
from sandbox.cast.grown_people import GrownPeople
from sandbox.cast.grown_records import GrownRecords
from sandbox.cast.grown_talk import grow_dialogues
from sandbox.cast.known_since import customers_known_in_time, people_known_in_time
from sandbox.cast.name_pools import draw_pools
from sandbox.cast.purchases import bought_on, buyers, settled, typed
from sandbox.cast.scenario import Growth, Scenario, Workspace


def grow(scenario: Scenario, seed: int) -> Scenario:
    """`scenario` with everything that its `growth` asks for; its seed is the one it grew from."""
    grown = (grow_workspace(each, scenario.growth.get(each.key, Growth()), seed) for each in scenario.workspaces)
    return replace(scenario, seed=seed, workspaces=tuple(grown))


def grow_workspace(workspace: Workspace, growth: Growth, seed: int) -> Workspace:
    if growth == Growth():
        return workspace
    who, what = GrownPeople(workspace, draw_pools(seed), seed, growth.regions), GrownRecords(workspace, seed)
    customers = who.customers(growth.customers)
    people = who.people(growth.people, customers)
    drawn = what.deals(growth.deals, people, {customer.key: customer.number_of_employees for customer in customers})
    buying = set(buyers(customers, people, drawn))
    deals = settled(drawn, buying)
    bought = bought_on(customers, deals, buying)
    cases = what.cases(growth.cases, people, bought)
    calls = grow_phone_calls(workspace, customers, people, bought, growth.phone_calls, seed)
    talk = grow_dialogues(workspace, customers, people, bought, growth.dialogues, seed)
    people = people_known_in_time(people, deals, cases, calls, talk)
    customers = customers_known_in_time([typed(customer, buying) for customer in customers], people)
    return replace(
        workspace,
        customers=(*workspace.customers, *customers),
        people=(*workspace.people, *people),
        deals=(*workspace.deals, *deals),
        leads=(*workspace.leads, *who.leads(growth.leads)),
        cases=(*workspace.cases, *cases),
        phone_calls=(*workspace.phone_calls, *calls),
        dialogues=(*workspace.dialogues, *talk),
    )

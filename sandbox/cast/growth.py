"""Volume: records beside the written ones, grown from a seed. The same seed gives the same records, whatever else grows beside them."""

from dataclasses import replace

from sandbox.cast.dice import stream
from sandbox.cast.grown_calls import grow_phone_calls
from sandbox.cast.grown_people import GrownPeople
from sandbox.cast.grown_records import GrownRecords
from sandbox.cast.grown_talk import grow_dialogues
from sandbox.cast.name_pools import draw_pools
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
    deals = what.deals(growth.deals, people)
    bigger = replace(
        workspace,
        customers=(*workspace.customers, *customers),
        people=(*workspace.people, *people),
        deals=(*workspace.deals, *deals),
        leads=(*workspace.leads, *who.leads(growth.leads)),
        cases=(*workspace.cases, *what.cases(growth.cases, people)),
        phone_calls=(*workspace.phone_calls, *grow_phone_calls(workspace, customers, people, growth.phone_calls, seed)),
    )
    talk = grow_dialogues(bigger, people, growth.dialogues, stream(seed, workspace.key, "dialogues"), str(seed))
    return replace(bigger, dialogues=(*bigger.dialogues, *talk))

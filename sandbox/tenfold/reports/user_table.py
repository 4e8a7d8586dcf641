"""T2-33: what each person did, in the metrics of the analytics' `members` (proposed: the vendor's description is lost)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.tenfold.analytics.people import Person, member
from sandbox.tenfold.analytics.tally import total
from sandbox.tenfold.calls.words import clock_time
from sandbox.tenfold.reports.metric_columns import COLUMNS, Group, rows
from sandbox.tenfold.reports.order import Order
from sandbox.tenfold.reports.report import Report, figures_of, in_words
from sandbox.tenfold.reports.spelling import people_words

NO_TEAM = "No team"
SHOWN = 200
"""People in the words of a mail; the file has them all."""


def report(order: Order, groups: Sequence[Group], *, grouped: bool) -> Report:
    people, teams = [person for _, members in groups for person in members], zip(groups, shortened(groups), strict=False)
    shown = [(name, _sum(members), [_shown(person) for person in few]) for (name, members), (_, few) in teams]
    return Report(
        kind="user-table",
        title="User table",
        about=people_words(order.people),
        figures=figures_of(total(person.tally for person in people)),
        lines=_lines(shown, grouped=grouped),
        page="user_table.html",
        values={"groups": shown, "grouped": grouped},
        table=[[*(["Team"] if grouped else []), "Person", *COLUMNS], *rows(groups, grouped=grouped)],
        remark=f"Shown are the first {SHOWN} people; the file has them all." if len(people) > SHOWN else "",
    )


def by_team(order: Order, people: Sequence[Person], teams: Mapping[str, str]) -> list[Group]:
    """By the primary team of each, so that nobody is counted twice (proposed); teams by name, last those who are in none."""
    primary = {user.id: teams.get(user.primary_team_id or "") for user in order.people}
    names = sorted({name for name in primary.values() if name})
    found: list[Group] = [(name, [person for person in people if primary[person.id] == name]) for name in names]
    rest = [person for person in people if not primary[person.id]]
    return [*found, *([(NO_TEAM, rest)] if rest else [])]


def shortened(groups: Sequence[Group]) -> list[Group]:
    """With the first of all people."""
    found: list[Group] = []
    room = SHOWN
    for name, members in groups:
        if room:
            found.append((name, members[:room]))
        room = max(0, room - len(members))
    return found


def _sum(members: Sequence[Person]) -> str:
    return in_words(total(person.tally for person in members))


def _shown(person: Person) -> dict[str, Any]:
    """What a reader wants to see at a glance: a number, and what stands below it."""
    metrics = member(person)
    inbound, outbound, score = metrics["inbound"], metrics["outbound"], metrics["listeningScore"]
    return {
        "name": person.name,
        "cells": [
            ("Inbound", f"{inbound['calls']:,}", f"{inbound['answered']:,} answered"),
            ("Outbound", f"{outbound['calls']:,}", f"{outbound['connects']:,} connected"),
            ("Talk time", clock_time(metrics["duration"]), f"{clock_time(round(metrics['avgDuration']))} a call"),
            ("CRM match", f"{round(metrics['crmMatchRate'])} %", f"{metrics['notes']:,} with notes"),
        ],
        "score": None if score is None else f"{score:.0f}",
        "calls": metrics["calls"],
    }


def _lines(groups: Sequence[tuple[str, str, Sequence[Mapping[str, Any]]]], *, grouped: bool) -> list[str]:
    lines: list[str] = []
    for name, all_in_all, members in groups:
        lines += [f"{name} ({all_in_all})"] if grouped else []
        lines += [_line(person) for person in members] + ([""] if grouped else [])
    return lines


def _line(shown: Mapping[str, Any]) -> str:
    cells = ", ".join(f"{head} {value} ({below})" for head, value, below in shown["cells"])
    return f"{shown['name']}: {cells}" + (f", listening score {shown['score']}" if shown["score"] else "")

"""T2-33: what each person did, in the metrics of the analytics' `members` (proposed: the vendor's description is lost)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.tenfold.analytics.people import Person, member
from sandbox.tenfold.analytics.tally import total
from sandbox.tenfold.reports.order import Order
from sandbox.tenfold.reports.report import Report, figures_of, in_words
from sandbox.tenfold.reports.spelling import clock_time, people_words, seconds

NO_TEAM = "No team"
SHOWN = 200
"""People in the words of a mail; the file has them all."""
COLUMNS = {
    "Calls": ("calls",),
    "Duration (s)": ("duration",),
    "Average duration (s)": ("avgDuration",),
    "Inbound calls": ("inbound", "calls"),
    "Answered": ("inbound", "answered"),
    "Missed": ("inbound", "missed"),
    "Inbound long calls": ("inbound", "longCalls"),
    "Inbound duration (s)": ("inbound", "duration"),
    "Inbound average duration (s)": ("inbound", "avgDuration"),
    "Outbound calls": ("outbound", "calls"),
    "Connects": ("outbound", "connects"),
    "Connect rate (%)": ("outbound", "connectRate"),
    "Outbound long calls": ("outbound", "longCalls"),
    "Outbound duration (s)": ("outbound", "duration"),
    "Outbound average duration (s)": ("outbound", "avgDuration"),
    "Notes": ("notes",),
    "CRM matches": ("crmMatch",),
    "CRM match rate (%)": ("crmMatchRate",),
    "Listening score": ("listeningScore",),
}
"""Of the file, and where in a `member` their values stand."""

Group = tuple[str, Sequence[Person]]
"""A team and those of its members who are asked about."""


def report(order: Order, groups: Sequence[Group], *, grouped: bool) -> Report:
    people, sums = [person for _, members in groups for person in members], {name: _sum(members) for name, members in groups}
    shown = [(name, sums[name], [_shown(person) for person in members]) for name, members in shortened(groups)]
    return Report(
        kind="user-table",
        title="User table",
        about=people_words(order.people),
        figures=figures_of(total(person.tally for person in people)),
        lines=_lines(shown, grouped=grouped),
        page="user_table.html",
        values={"groups": shown, "grouped": grouped},
        table=[[*(["Team"] if grouped else []), "Person", *COLUMNS], *_rows(groups, grouped=grouped)],
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


def _rows(groups: Sequence[Group], *, grouped: bool) -> list[list[Any]]:
    return [
        [*([name] if grouped else []), person.name, *(_value(member(person), head, path) for head, path in COLUMNS.items())]
        for name, members in groups
        for person in members
    ]


def _value(metrics: Mapping[str, Any], head: str, path: Sequence[str]) -> Any:
    found: Any = metrics
    for name in path:
        found = found[name]
    return seconds(found) if head.endswith("(s)") else found


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

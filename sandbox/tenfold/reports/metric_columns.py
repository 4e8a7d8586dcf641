"""The file of a user table: a row for each person, with every metric of a `member` of the analytics."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.tenfold.analytics.people import Person, member
from sandbox.tenfold.reports.spelling import seconds

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


def rows(groups: Sequence[Group], *, grouped: bool) -> list[list[Any]]:
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

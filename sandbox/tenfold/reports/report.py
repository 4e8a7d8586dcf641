"""A report, whatever its type: what its mail says, shows and carries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.tenfold.analytics.tally import Tally
from sandbox.tenfold.calls.words import clock_time
from sandbox.tenfold.reports.spelling import counted

Figure = tuple[str, str]
"""A number, and what it counts."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """`lines` are its body as plain text; `page` is the template that makes a page of `values`. `table` begins with heads of columns.

    `kind` is as the path of the endpoint has it.
    """

    kind: str
    title: str
    about: str
    figures: Sequence[Figure]
    lines: Sequence[str]
    page: str
    values: Mapping[str, Any] = field(default_factory=dict)
    table: Sequence[Sequence[Any]]
    remark: str = ""


def figures_of(tally: Tally) -> list[Figure]:
    """The same as in `overview` of the analytics."""
    return [
        (f"{tally.calls:,}", "call" if tally.calls == 1 else "calls"),
        (f"{tally.answered:,}", f"of {tally.inbound:,} inbound answered"),
        (f"{tally.connects:,}", f"of {tally.outbound:,} outbound connected"),
        (clock_time(tally.duration), "talk time"),
    ]


def in_words(tally: Tally) -> str:
    return f"{counted(tally.calls, 'call')}, {clock_time(tally.duration)}"

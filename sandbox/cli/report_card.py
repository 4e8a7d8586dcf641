"""How the report card of a receiver is printed: a line per check as it is made, then what it comes to."""

from typing import Any

import click

from sandbox.cli.printing import print_facts
from sandbox.webhooks.checks import Expected
from sandbox.webhooks.grade import Finding, ReportCard, Verdict

WIDTH = 40
MARKS = {Verdict.RIGHT: "ok", Verdict.WRONG: "WRONG", Verdict.NOTE: "note"}

WISHES = {
    Expected.ACCEPT: "should be accepted",
    Expected.REFUSE: "should be refused",
    Expected.BETTER_REFUSE: "better refused",
}


def print_finding(finding: Finding) -> None:
    """`WRONG  without a signature    200, should be refused: ...`"""
    remark = f"; {finding.remark}" if finding.remark and finding.answer.status is not None else ""
    click.echo(f"{MARKS[finding.verdict]:5}  {finding.check.about:{WIDTH}}  {_outcome(finding)}{remark}")


def print_summary(card: ReportCard) -> None:
    wrong, notes, all_of_them = len(card.of(Verdict.WRONG)), len(card.of(Verdict.NOTE)), len(card.findings)
    click.echo()
    print_facts(
        [
            ("accepted, should be refused", "; ".join(card.wrongly_accepted) or "nothing"),
            ("refused, should be accepted", "; ".join(card.wrongly_refused) or "nothing"),
            ("answer to a duplicate", card.duplicate),
            ("time to an answer", _times(card)),
        ]
    )
    click.echo()
    also = f", {notes} note{'s' if notes > 1 else ''}" if notes else ""
    click.echo(f"Failed: {wrong} of {all_of_them} wrong{also}" if wrong else f"Passed: {all_of_them - notes} of {all_of_them} right{also}")


def as_facts(card: ReportCard) -> dict[str, Any]:
    return {
        "passed": card.passed,
        "wrongly_accepted": card.wrongly_accepted,
        "wrongly_refused": card.wrongly_refused,
        "duplicate": card.duplicate,
        "median_ms": _milliseconds(card.median),
        "slowest_ms": _milliseconds(card.slowest),
        "checks": [_facts(finding) for finding in card.findings],
    }


def _facts(finding: Finding) -> dict[str, Any]:
    check, answer = finding.check, finding.answer
    return {
        "name": check.name,
        "about": check.about,
        "expected": check.expected,
        "verdict": finding.verdict,
        "status": answer.status,
        "duration_ms": None if answer.status is None else _milliseconds(answer.seconds),
        "remark": finding.remark or None,
    }


def _outcome(finding: Finding) -> str:
    answer = finding.answer
    if answer.status is None:
        return answer.error
    outcome = f"{answer.status} in {_milliseconds(answer.seconds)} ms"
    if finding.verdict is Verdict.RIGHT:
        return outcome
    wished = finding.check.expected
    return outcome if answer.is_success == (wished is Expected.ACCEPT) else f"{outcome}, {WISHES[wished]}"


def _times(card: ReportCard) -> str:
    if card.median is None:
        return "no answer"
    median, slowest = _milliseconds(card.median), _milliseconds(card.slowest)
    return f"median {median} ms, slowest {slowest} ms; the vendor waits {card.limit:g} s (inferred)"


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 1)

"""T2-32 and T2-34: calls one by one, newest first (proposed: the vendor's description is lost)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sandbox.database.schema import from_milliseconds
from sandbox.tenfold.analytics import numbers
from sandbox.tenfold.analytics.tally import Tally
from sandbox.tenfold.calls.words import clock_time, number_text
from sandbox.tenfold.reports.order import Order
from sandbox.tenfold.reports.report import Report, figures_of
from sandbox.tenfold.reports.spelling import counted, cut, seconds
from sandbox.tenfold.reports.store import MOST_CALLS, ListedCall

SHOWN = 50
"""Calls in the words of a mail; the file has them all."""
HEADS = (
    "Person",
    "Direction",
    "Number",
    "Answered",
    "Duration (s)",
    "Caller ID",
    "CRM records",
    "Subject",
    "Notes",
    "Listening score",
    "Call",
)

Names = Mapping[str, Sequence[str]]
"""Of the records that each call is matched to."""


def report(order: Order, found: Sequence[ListedCall], records: Names, tally: Tally, *, kind: str, title: str, about: str) -> Report:
    listed, people = found[:MOST_CALLS], {user.id: user.name for user in order.people}
    calls = [_shown(call, order, people, records) for call in listed[:SHOWN]]
    return Report(
        kind=kind,
        title=title,
        about=about,
        figures=figures_of(tally),
        lines=[_line(call) for call in calls] or ["No calls in this time."],
        page="calls.html",
        values={"calls": calls, "one": len(people) == 1},
        table=[[f"Start ({order.period.zone.key})", *HEADS], *(_row(call, order, people, records) for call in listed)],
        remark=_remark(len(found), tally),
    )


def _remark(found: int, tally: Tally) -> str:
    """What is not to be seen, and where it is."""
    if found > MOST_CALLS:
        return f"Shown are the newest {SHOWN}, in the file the newest {MOST_CALLS:,} of {counted(tally.calls, 'call')}."
    return f"Shown are the newest {SHOWN} of {counted(found, 'call')}; the file has them all." if found > SHOWN else ""


def _row(call: ListedCall, order: Order, people: Mapping[str, str], records: Names) -> list[Any]:
    return [
        f"{_start(call, order):%Y-%m-%d %H:%M:%S}",
        people[call.user_id],
        call.direction,
        call.phone_number,
        "no" if call.answered_at is None else "yes",
        seconds(call.duration),
        call.caller_id_name,
        "; ".join(records.get(call.id, ())),
        call.subject,
        call.notes,
        None if call.listening_score is None else numbers.number(call.listening_score),
        call.id,
    ]


def _shown(call: ListedCall, order: Order, people: Mapping[str, str], records: Names) -> dict[str, Any]:
    start, number = _start(call, order), number_text(call.phone_number, call.direction)
    return {
        "day": f"{start:%a} {start.day} {start:%b}",
        "time": f"{start:%H:%M}",
        "who": cut(", ".join(records.get(call.id, ())) or call.caller_id_name or number, 80),
        "number": number,
        "direction": call.direction,
        "person": people[call.user_id],
        "outcome": _outcome(call),
        "answered": call.answered_at is not None,
        "notes": cut(call.notes or "", 140),
    }


def _outcome(call: ListedCall) -> str:
    """How long they talked, or why they did not."""
    if call.state != "ended":
        return "live"
    if call.answered_at is not None:
        return clock_time(call.duration)
    return "missed" if call.direction == "Inbound" else "no answer"


def _line(call: Mapping[str, Any]) -> str:
    number = "" if call["who"] == call["number"] else f" ({call['number']})"
    return f"{call['day']} {call['time']}  {call['direction'].lower()}, {call['person']}: {call['who']}{number}, {call['outcome']}"


def _start(call: ListedCall, order: Order) -> datetime:
    return from_milliseconds(call.started_at).astimezone(order.period.zone)

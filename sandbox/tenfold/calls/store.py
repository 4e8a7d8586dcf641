"""SQL of calls, of their matches, and of the pace at which they go on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, exists, insert, select, update

from sandbox.database.single_row import SingleRow
from sandbox.database.statement import Statement
from sandbox.tenfold.caller import Caller
from sandbox.tenfold.calls.call import Call, CallState, Direction, Recording
from sandbox.tenfold.calls.pace import Pace
from sandbox.tenfold.calls.stale_store import text_changed
from sandbox.tenfold.phone_numbers import number_key
from sandbox.tenfold.tables.calls import call_pace, calls, matches
from sandbox.tenfold.tables.crm import crm_numbers
from sandbox.tenfold.visibility import reach_of, within

_VALUES = {name: bindparam(name, type_=column.type) for name, column in calls.c.items()}
FIND = Statement(select(calls).where(calls.c.id == bindparam("call")))
ADD = Statement(insert(calls).values(_VALUES))
SAVE = Statement(
    update(calls).where(calls.c.id == bindparam("call")).values({name: value for name, value in _VALUES.items() if name != "matched"})
)
MATCH = Statement(insert(matches).values({name: bindparam(name) for name in matches.c.keys()}))  # noqa: SIM118 (columns, not names)
NEWEST_FIRST = (calls.c.started_at.desc(), calls.c.id.desc())
MOST_MATCHES = 20
"""Records that one number is looked up for."""
BY_NUMBER = Statement(
    select(crm_numbers.c.record_id)
    .where(crm_numbers.c.organization_id == bindparam("organization"), crm_numbers.c.number == bindparam("number"))
    .order_by(crm_numbers.c.record_id)
    .limit(MOST_MATCHES)
)


class CallStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def find(self, call_id: str) -> Call | None:
        found = FIND.run(self._rows, call=call_id)
        return _call(found[0]) if found else None

    def add(self, call: Call, record_ids: Collection[str] = ()) -> None:
        ADD.run(self._rows, **_row(call), matched=len(record_ids))
        text_changed(self._rows, call.id)
        self._match(call, record_ids)

    def save(self, call: Call) -> None:
        """All but its matches."""
        SAVE.run(self._rows, call=call.id, **_row(call))
        text_changed(self._rows, call.id)

    def match(self, call: Call, record_ids: Collection[str]) -> None:
        """In place of those that it was matched to."""
        self._rows.execute(delete(matches).where(matches.c.call_id == call.id))
        self._rows.execute(update(calls).where(calls.c.id == call.id).values(matched=len(record_ids)))
        text_changed(self._rows, call.id)
        self._match(call, record_ids)

    def _match(self, call: Call, record_ids: Iterable[str]) -> None:
        MATCH.run_all(self._rows, [{"call_id": call.id, "record_id": each, "organization_id": call.organization_id} for each in record_ids])

    def records_matched(self, call_ids: Collection[str]) -> Mapping[str, list[str]]:
        """The ids of the records of each."""
        wanted = select(matches.c.call_id, matches.c.record_id).where(matches.c.call_id.in_(call_ids)).order_by(matches.c.record_id)
        found = defaultdict[str, list[str]](list)
        for call_id, record_id in self._rows.execute(wanted):
            found[call_id].append(record_id)
        return found

    def records_of(self, organization_id: str, phone_number: str) -> list[str]:
        """The ids of the CRM records that have the number."""
        found = BY_NUMBER.run(self._rows, organization=organization_id, number=number_key(phone_number))
        return [row["record_id"] for row in found]

    def is_visible(self, call: Call, caller: Caller) -> bool:
        """To somebody of the same organization."""
        seen = exists().where(calls.c.id == call.id, within(reach_of(self._rows, caller), calls.c.user_id))
        values = {"caller": caller.user_id, "organization": caller.organization_id}
        return caller.is_admin or call.user_id == caller.user_id or bool(self._rows.execute(select(seen), values).scalar_one())

    def line(self, line_id: str) -> list[Call]:
        """A call and those it was passed on to, in turn."""
        return self._all(select(calls).where(calls.c.line_id == line_id).order_by(calls.c.leg))

    def legs_before(self, call_ids: Collection[str]) -> Mapping[str, str]:
        """The id of the call that each was passed on from; the first of a line has none."""
        before = calls.alias()
        same_line = (before.c.line_id == calls.c.line_id) & (before.c.leg == calls.c.leg - 1)
        wanted = select(calls.c.id, before.c.id).join(before, same_line).where(calls.c.id.in_(call_ids))
        return {row[0]: row[1] for row in self._rows.execute(wanted)} if call_ids else {}

    def live(self) -> list[Call]:
        """Of all organizations, oldest first."""
        return self._all(select(calls).where(calls.c.state != CallState.ENDED).order_by(calls.c.started_at, calls.c.id))

    def latest(self, organization_id: str) -> Call | None:
        found = self._all(select(calls).where(calls.c.organization_id == organization_id).order_by(*NEWEST_FIRST).limit(1))
        return found[0] if found else None

    def newest(self, *, user_ids: Iterable[str] | None, live: bool | None, limit: int) -> list[Call]:
        """Of these people or of all, newest first."""
        wanted = select(calls).order_by(*NEWEST_FIRST).limit(limit)
        if user_ids is not None:
            wanted = wanted.where(calls.c.user_id.in_(user_ids))
        if live is not None:
            wanted = wanted.where((calls.c.state != CallState.ENDED) == live)
        return self._all(wanted)

    def find_recording(self, name: str) -> Call | None:
        found = self._all(select(calls).where(calls.c.recording_name == name))
        return found[0] if found else None

    def _all(self, wanted: Select[Any], **values: Any) -> list[Call]:
        return [_call(row) for row in self._rows.execute(wanted, values).mappings()]


def pace_store(rows: Connection) -> SingleRow[Pace]:
    return SingleRow(rows, call_pace, Pace())


def _row(call: Call) -> dict[str, Any]:
    return vars(call) | {"duration": round(call.duration.total_seconds() * 1000)}


def _call(row: Any) -> Call:
    values = {name: value for name, value in row.items() if name not in ("duration", "matched")}
    read = {"direction": Direction(values["direction"]), "state": CallState(values["state"]), "recording": Recording(values["recording"])}
    return Call(**values | read | {"next_state": values["next_state"] and CallState(values["next_state"])})

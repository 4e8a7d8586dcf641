"""The other end of a call, and which CRM records it is of."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from sandbox.chance import Chance
from sandbox.control import fields
from sandbox.control.callers import extension, phone_number
from sandbox.errors import InvalidField
from sandbox.tenfold.calls.call import Direction
from sandbox.tenfold.calls.store import CallStore
from sandbox.tenfold.crm.record import Record
from sandbox.tenfold.crm.store import RecordStore
from sandbox.tenfold.errors import RecordNotFound
from sandbox.tenfold.phone_numbers import digits
from sandbox.tenfold.users.store import UserStore
from sandbox.tenfold.users.user import User


@dataclass(frozen=True)
class OtherEnd:
    """The other end of a call that is over. `name` is what the phone showed; `record` is the one of the `matches` that it is logged to."""

    number: str
    name: str | None = None
    record: str | None = None
    matches: tuple[str, ...] = ()


def number_of_caller(rows: Connection, user: User, given: dict[str, Any], chance: Chance) -> str:
    """The digits of `number`, or of the first number of the CRM `record`; without either, of any record. Raises InvalidField."""
    if "record" not in given:
        return str(given["number"]) if "number" in given else _any_number(rows, user, chance)
    if "number" in given:
        raise InvalidField(field="record", rule="does not go with a number: it stands for its own")
    return _number_of(_record(rows, user, given["record"]))


def other_end(rows: Connection, user: User, given: dict[str, Any], chance: Chance) -> OtherEnd:
    """As `given`. What is matched is the `record`, or else whoever has the number. Raises InvalidField."""
    if given.get("direction") is Direction.INTERNAL:
        return _inside(rows, user, given, chance)
    number = fields.read_field("number", given["number"], phone_number) if "number" in given else None
    record = _record(rows, user, given["record"]) if "record" in given else None
    number = number or (_number_of(record) if record else _any_number(rows, user, chance))
    matches = _matches(rows, user, given, [record.id] if record else CallStore(rows).records_of(user.organization_id, number))
    logged = record or (_record(rows, user, matches[0]) if len(matches) == 1 else None)
    if logged is None:
        return OtherEnd(number, matches=matches)
    if logged.id not in matches:
        raise InvalidField(field="matches", rule=f"must have the record {logged.id!r}")
    inbound = given.get("direction", Direction.INBOUND) is Direction.INBOUND
    return OtherEnd(number, logged.name if inbound else None, logged.id, matches)


def _inside(rows: Connection, user: User, given: dict[str, Any], chance: Chance) -> OtherEnd:
    """Colleagues call each other by extension, and the CRM knows nothing of it."""
    for name in ("record", "matches"):
        if given.get(name):
            raise InvalidField(field=name, rule="does not go with an internal call")
    others = [each for each in UserStore(rows).all(user.organization_id) if each.extensions and each.id != user.id]
    if not others and "number" not in given:
        raise InvalidField(field="number", rule="is needed: there is no colleague with an extension")
    if "number" in given:
        number = str(fields.read_field("number", given["number"], extension))
    else:
        number = others[int.from_bytes(chance.octets(8)) % len(others)].extensions[0]
    return OtherEnd(number, next((each.name for each in others if number in each.extensions), None))


def _matches(rows: Connection, user: User, given: dict[str, Any], usual: Collection[str]) -> tuple[str, ...]:
    return tuple(_record(rows, user, each, field="matches").id for each in given.get("matches", usual))


def _any_number(rows: Connection, user: User, chance: Chance) -> str:
    drawn = RecordStore(rows).any_with_number(user.organization_id, int.from_bytes(chance.octets(8)))
    if drawn is None:
        raise InvalidField(field="number", rule="is needed: there is no CRM record to draw")
    return _number_of(drawn)


def _number_of(record: Record) -> str:
    if not record.numbers:
        raise InvalidField(field="record", rule=f"has no number: {record.id!r}")
    return digits(record.numbers[0])


def _record(rows: Connection, user: User, record_id: str, *, field: str = "record") -> Record:
    try:
        return RecordStore(rows).get(user.organization_id, record_id)
    except RecordNotFound:
        raise InvalidField(field=field, rule=f"names no CRM record of the organization: {record_id!r}") from None

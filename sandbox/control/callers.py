"""Who is on a call, as a person names them to the control API."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from sandbox.control.people import unknown
from sandbox.control.scenarios import scenario_of
from sandbox.errors import InvalidField
from sandbox.tenfold.crm.record import Record
from sandbox.tenfold.crm.store import RecordStore
from sandbox.tenfold.errors import InvalidField as TenfoldInvalidField
from sandbox.tenfold.errors import RecordNotFound
from sandbox.tenfold.phone_numbers import dialable, digits
from sandbox.tenfold.users.store import UserStore
from sandbox.tenfold.users.user import User
from sandbox.world import world_of


def named_user(request: Request, rows: Connection, name: str | None, *, field: str = "user") -> User:
    """By id or username; without one, the admin whom `sandbox env` names. Raises InvalidField."""
    name = scenario_of(request, world_of(request)).credentials.tenfold.username if name is None else name
    users = UserStore(rows)
    found = next((user for user in map(users.find, users.named(name)) if user), None)
    if found is None:
        raise InvalidField(field=field, rule=unknown("user of Tenfold", name, users.usernames()))
    return found


def other_end(request: Request, rows: Connection, user: User, given: dict[str, Any]) -> str:
    """The digits of `number`, or of the first number of the CRM `record`; without either, of any record. Raises InvalidField."""
    if "number" in given:
        return str(given["number"])
    pick = int.from_bytes(world_of(request).chance.octets(8))
    drawn = None if "record" in given else RecordStore(rows).any_with_number(user.organization_id, pick)
    record = records_named(rows, user, [given["record"]], field="record")[0] if "record" in given else drawn
    if record is None or not record.numbers:
        raise InvalidField(field="number", rule="is needed: the record has none" if record else "is needed: there is no CRM record to draw")
    return digits(record.numbers[0])


def records_named(rows: Connection, user: User, ids: Collection[str], *, field: str) -> list[Record]:
    """Raises InvalidField."""
    try:
        return [RecordStore(rows).get(user.organization_id, record_id) for record_id in ids]
    except RecordNotFound as error:
        raise InvalidField(field=field, rule=f"names no CRM record of the organization: {error.fields['record']!r}") from None


def phone_number(value: Any) -> str:
    """Raises ValueError."""
    try:
        return dialable(value if isinstance(value, str) else "")
    except TenfoldInvalidField as error:
        raise ValueError(error.fields["rule"]) from None

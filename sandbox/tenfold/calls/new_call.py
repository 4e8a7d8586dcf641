"""How a call comes to be: on whose line, and of which CRM record."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from sandbox.tenfold.calls.call import INSERT_DELAY, Call, Direction, whole_millisecond
from sandbox.tenfold.calls.progress import begin
from sandbox.tenfold.calls.store import CallStore
from sandbox.tenfold.crm.store import RecordStore
from sandbox.tenfold.errors import NoExtension, NoPhoneSystem
from sandbox.tenfold.organizations.store import OrganizationStore
from sandbox.tenfold.users.user import User
from sandbox.world import World


def new_call(world: World, rows: Connection, user: User, phone_number: str, **values: Any) -> Call:
    """On the user's first extension, as of now; nothing is written. Raises NoPhoneSystem, NoExtension."""
    if OrganizationStore(rows).get(user.organization_id).phone_system is None:
        raise NoPhoneSystem
    if not user.extensions:
        raise NoExtension(user=user.id)
    now = whole_millisecond(world.clock.now())
    return Call(
        organization_id=user.organization_id,
        user_id=user.id,
        extension=user.extensions[0],
        phone_number=phone_number,
        started_at=now,
        created_at=now + INSERT_DELAY,
        pbx_id=new_pbx_id(world),
        **values,
    )


def new_pbx_id(world: World) -> str:
    """13 digits, as in the vendor's samples."""
    return f"15{int.from_bytes(world.chance.octets(8)) % 10**11:011}"


def begin_matched(world: World, rows: Connection, call: Call) -> Call:
    """A single match is the record that the call is logged to (inferred), and whom the phone shows (proposed)."""
    found = CallStore(rows).records_of(call.organization_id, call.phone_number)
    if len(found) == 1:
        call = replace(call, crm_record_id=found[0], caller_id_name=call.caller_id_name or _caller_id(rows, call, found[0]))
    return begin(world, rows, call, found)


def _caller_id(rows: Connection, call: Call, record_id: str) -> str | None:
    return RecordStore(rows).get(call.organization_id, record_id).name if call.direction is Direction.INBOUND else None

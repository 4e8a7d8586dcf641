"""What Tenfold tells about, and an example for those who trigger one by hand (TE-01)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from sandbox.tenfold.calls.call import Call, CallState, Direction
from sandbox.tenfold.calls.store import CallStore
from sandbox.tenfold.calls.wire import V1_STATES, call_v1
from sandbox.tenfold.organizations.store import OrganizationStore
from sandbox.tenfold.users.store import UserStore
from sandbox.tenfold.webhooks.dialect import CALL_UPDATE
from sandbox.world import World

EVENTS: Mapping[str, str] = {CALL_UPDATE: "The status of a call has changed (confirmed)."}
"""Confirmed (the vendor's page): there is no other for now."""

LENGTH, DELAY = timedelta(milliseconds=8416), timedelta(milliseconds=64)
"""Of the call in the vendor's sample: how long it took, and how long after its start it was written down."""


def example(world: World, rows: Connection, event: str, organization: str) -> dict[str, Any]:
    """The organization's latest call, without a link if it was planted.

    If there was none, one by its admin that ends now, as in the vendor's sample.
    """
    call = CallStore(rows).latest(organization) or _invented(world, rows, organization)
    return call_v1(call, world.switches.final_call_status, call.root)


def fitting(call: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A call that is to be told of while it goes on has no end yet (inferred)."""
    goes_on = changes.get("call.status") in V1_STATES.values()
    return {name: value for name, value in call.items() if not (goes_on and name in ("endTime", "duration", "recordingLink"))}


def cause_of(call: Any) -> str | None:
    """The call's id: events of one call come in order (proposed)."""
    return call.get("id") if isinstance(call, dict) and isinstance(call.get("id"), str) else None


def _invented(world: World, rows: Connection, organization: str) -> Call:
    admin = UserStore(rows).find(OrganizationStore(rows).get(organization).admin_id)
    now, new_id = world.clock.now(), world.chance.uuid()
    return Call(
        id=new_id,
        line_id=new_id,
        organization_id=organization,
        user_id=admin.id if admin else "",
        extension=next(iter(admin.extensions), "") if admin else "",
        phone_number="15125551212",
        direction=Direction.OUTBOUND,
        state=CallState.ENDED,
        started_at=now - LENGTH,
        answered_at=now - LENGTH,
        ended_at=now,
        created_at=now - LENGTH + DELAY,
        pbx_id="1500441358436",
    )

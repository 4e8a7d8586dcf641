"""What Tenfold tells about, and an example for those who trigger one by hand (TE-01)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select

from sandbox.clock import millisecond_text
from sandbox.database.schema import milliseconds
from sandbox.database.statement import Statement
from sandbox.tenfold.tables.calls import calls
from sandbox.tenfold.tables.organizations import organizations, users
from sandbox.tenfold.webhooks.message_body import CALL_UPDATE

EVENTS: Mapping[str, str] = {CALL_UPDATE: "The status of a call has changed (confirmed)."}
"""Confirmed (the vendor's page): there is no other for now."""

STATUSES = {"queued": "queued", "ringing": "ringing", "talking": "in-progress", "ended": "completed"}
"""By state. The vendor's text has `finished` for the last, its samples have what is here (tenfold.md, 10.1)."""
LENGTH, DELAY = timedelta(milliseconds=8416), timedelta(milliseconds=64)
"""Of the call in the vendor's sample: how long it took, and how long after its start it was written down."""

_own = calls.c.organization_id == bindparam("organization")
LATEST = Statement(select(calls).where(_own).order_by(calls.c.started_at.desc(), calls.c.id.desc()).limit(1))
ADMIN = Statement(
    select(users.c.id, users.c.extensions)
    .join(organizations, organizations.c.admin_id == users.c.id)
    .where(organizations.c.id == bindparam("organization"))
)


def example(rows: Connection, event: str, organization: str, *, new_id: str, now: datetime) -> dict[str, Any]:
    """The organization's latest call. If there was none, one by its admin that ends now and has `new_id`, as in the vendor's sample."""
    found = LATEST.run(rows, organization=organization)
    return call_fields(found[0] if found else _invented(rows, organization, new_id, now))


def cause_of(call: Any) -> str | None:
    """The call's id: events of one call come in order (proposed)."""
    return call.get("id") if isinstance(call, dict) and isinstance(call.get("id"), str) else None


def call_fields(call: Mapping[str, Any]) -> dict[str, Any]:
    """`call` has the columns' names. Confirmed (the vendor's page): the keys and their order. Inferred: an end on the last event only."""
    ended, answered = call["state"] == "ended", call["answered_at"] is not None
    return {
        "status": STATUSES[call["state"]],
        "phoneNumber": call["phone_number"],
        "direction": call["direction"],
        "startTime": millisecond_text(call["started_at"]),
        **({"endTime": millisecond_text(call["ended_at"])} if ended and answered else {}),
        **({"duration": call["duration"]} if ended else {}),
        "createdDate": millisecond_text(call["created_at"]),
        "id": call["id"],
        "organizationId": call["organization_id"],
        "userId": call["user_id"],
        "extension": call["extension"],
        "phoneSystemCallId": call["pbx_id"],
    }


def _invented(rows: Connection, organization: str, new_id: str, now: datetime) -> dict[str, Any]:
    begun = now - LENGTH
    (admin,) = ADMIN.run(rows, organization=organization)
    return {
        "id": new_id,
        "organization_id": organization,
        "user_id": admin["id"],
        "extension": next(iter(admin["extensions"].split()), ""),
        "phone_number": "15125551212",
        "direction": "Outbound",
        "state": "ended",
        "started_at": begun,
        "answered_at": begun,
        "ended_at": now,
        "created_at": begun + DELAY,
        "duration": LENGTH // timedelta(milliseconds=1),
        "pbx_id": str(milliseconds(begun)),
    }

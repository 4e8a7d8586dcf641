"""The page that stands for the vendor's dashboard, and what a browser is told that may not see it. All of it is ours."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from sandbox.tenfold.calls.call import Call, Direction
from sandbox.tenfold.calls.store import CallStore
from sandbox.tenfold.calls.words import clock_time, number_text
from sandbox.tenfold.dashboard.related import related
from sandbox.tenfold.dashboard.session import has_cookie
from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.organizations.store import OrganizationStore
from sandbox.tenfold.users.settings import settings_of
from sandbox.tenfold.users.user import User
from sandbox.ui.pages import page, public_path
from sandbox.world import world_of, world_url

AT_MOST = 20
"""Calls that are shown."""
NOBODY = {
    True: ("This session has ended", "It lasts a day by this world's clock, and no longer than the person and the world's planting do."),
    False: ("Nobody is signed in", "This browser has no session in Tenfold's dashboard."),
}
"""Title and text, by whether the browser shows a cookie."""


def duration_text(call: Call) -> str:
    """`3:05`, `1:00:00`; the state of one that goes on; why there is none."""
    if call.is_live:
        return call.state
    if call.answered_at is None:
        return "missed" if call.direction is Direction.INBOUND else "no answer"
    return clock_time(call.duration // timedelta(milliseconds=1))


def dashboard(request: Request, user: User, target: str) -> Response:
    world = world_of(request)
    with world.database.read() as rows:
        own, calls = OrganizationStore(rows).get(user.organization_id), CallStore(rows).newest(user_ids=[user.id], live=None, limit=AT_MOST)
    zone = settings_of(user, own)["timezone"]
    values = {
        "user": user,
        "initials": "".join(word[0] for word in user.name.split()[:2]).upper(),
        "company": own.company,
        "target": target,
        "zone": zone,
        "calls": [_spelled(call, ZoneInfo(zone)) for call in calls],
        "paths": related(request.scope["sandbox.surfaces"], target),
        "url": world_url(request, world),
        "base": public_path(request),
    }
    return page(request, "dashboard.html", values)


def nobody(request: Request) -> Response:
    """401, with the way in."""
    title, text = NOBODY[has_cookie(request)]
    values = {"title": title, "text": text, "url": world_url(request, world_of(request))}
    return page(request, "dashboard_closed.html", values, status=401)


def no_such_target(request: Request, fault: InvalidField) -> Response:
    values = {"title": "That is no page of the dashboard", "text": f"{fault.message}.", "url": world_url(request, world_of(request))}
    return page(request, "dashboard_closed.html", values, status=fault.status)


def _spelled(call: Call, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "at": call.started_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        "direction": call.direction,
        "number": number_text(call.phone_number, call.direction),
        "duration": duration_text(call),
        "is_live": call.is_live,
        "subject": call.subject,
        "notes": call.description,
    }

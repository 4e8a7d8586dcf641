"""Analytics of a person, of teams and of the company: all is computed from the calls there are."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.bodies import query_of, single
from sandbox.http.rendering import json_response
from sandbox.tenfold.analytics.crowd import Crowd, Kind
from sandbox.tenfold.analytics.figures import figures
from sandbox.tenfold.analytics.period import member_count, period_of
from sandbox.tenfold.analytics.wire import data, lone_data
from sandbox.tenfold.caller import Caller, caller_of
from sandbox.tenfold.errors import AdminsOnly, TeamNotFound
from sandbox.tenfold.organizations.store import OrganizationStore
from sandbox.tenfold.permissions import denied
from sandbox.tenfold.teams.store import TeamStore
from sandbox.tenfold.users.visible import visible_user
from sandbox.tenfold.visibility import Reach, reach_of
from sandbox.world import world_of


async def user(request: Request) -> Response:
    """T2-27. An admin asks for anybody of the organization, others for themselves (confirmed); `me` is oneself (proposed).

    Errors: InvalidToken, InvalidField, UserNotFound.
    """
    caller, world = caller_of(request), world_of(request)
    with world.database.read() as rows:
        wanted = visible_user(world, rows, caller, request.path_params["user"])
    return await _answer(request, caller, Crowd(Kind.USER), user=wanted.id)


async def teams(request: Request) -> Response:
    """T2-28. Of the members of all teams that one may see; noughts if there is none (proposed). Errors: InvalidToken, InvalidField."""
    caller = caller_of(request)
    with world_of(request).database.read() as rows:
        reach = reach_of(rows, caller)
    return await _answer(request, caller, Crowd(Kind.TEAMS, reach), caller=caller.user_id)


async def team(request: Request) -> Response:
    """T2-29. Errors: InvalidToken, InvalidField, TeamNotFound."""
    caller, world, wanted = caller_of(request), world_of(request), request.path_params["team"]
    with world.database.read() as rows:
        if not TeamStore(rows).is_there(wanted):
            raise TeamNotFound(team=wanted)
        if not TeamStore(rows).is_visible(wanted, reach_of(rows, caller), caller):
            raise denied(world, TeamNotFound(team=wanted))
    return await _answer(request, caller, Crowd(Kind.TEAM), team=wanted)


async def company(request: Request) -> Response:
    """T2-30. For admins, or for everybody where the organization says so (confirmed). Errors: InvalidToken, InvalidField, AdminsOnly."""
    caller, world = caller_of(request), world_of(request)
    with world.database.read() as rows:
        if reach_of(rows, caller) not in (Reach.EVERYBODY, Reach.ALL_TEAMS):
            raise denied(world, AdminsOnly())
    return await _answer(request, caller, Crowd(Kind.COMPANY))


async def _answer(request: Request, own: Caller, crowd: Crowd, **values: Any) -> Response:
    """`memberCount` of T2-27 is read and has no effect (10.21)."""
    world, given = world_of(request), single(query_of(request))
    with world.database.read() as rows:
        organization = OrganizationStore(rows).get(own.organization_id)
    now, most = world.clock.now(), member_count(given)
    found = await figures(world, organization, crowd, values, period_of(given, organization.timezone, now))
    return json_response({"data": lone_data(found, now) if crowd.kind is Kind.USER else data(found, now, most)})

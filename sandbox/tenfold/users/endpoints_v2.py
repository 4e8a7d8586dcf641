"""People of v2: signing in, looking each other up, and settings."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.bodies import query_of, single
from sandbox.http.rendering import json_response
from sandbox.tenfold.caller import caller_of, user_of
from sandbox.tenfold.errors import WrongPassword
from sandbox.tenfold.organizations.store import OrganizationStore
from sandbox.tenfold.reading import json_object, links, page_v2, text_field
from sandbox.tenfold.users.settings import changed, settings_of
from sandbox.tenfold.users.store import UserStore
from sandbox.tenfold.users.visible import visible_user
from sandbox.tenfold.users.wire import signed_in_v2, user_v2
from sandbox.world import world_of


def login(request: Request) -> Response:
    """T2-10. The `accessToken` is used as `Bearer JWT`. Errors: MalformedBody, InvalidField, WrongPassword."""
    from sandbox.tenfold.oauth import jwt

    given, world = json_object(request), world_of(request)
    username, password = text_field(given, "username"), text_field(given, "password")
    with world.database.read() as rows:
        user = UserStore(rows).sign_in(username, password)
    if user is None:
        raise WrongPassword
    return json_response({"data": signed_in_v2(user, request), "accessToken": jwt.issue(world, user)})


def list_users(request: Request) -> Response:
    """T2-11. Of the own organization, by name; `name` is a part of it. Errors: InvalidToken, InvalidField."""
    caller, page, name = caller_of(request), page_v2(request), single(query_of(request)).get("name", "")
    with world_of(request).database.read() as rows:
        found = UserStore(rows).page(caller.organization_id, name=name, offset=page.offset, limit=page.size + 1)
    more = len(found) > page.size
    return json_response({"data": [user_v2(user, request) for user in found[: page.size]]} | links(request, page, more=more))


def me(request: Request) -> Response:
    """T2-12 of oneself. Errors: InvalidToken."""
    caller = caller_of(request)
    with world_of(request).database.read() as rows:
        return json_response({"data": user_v2(user_of(rows, caller), request)})


def show(request: Request) -> Response:
    """T2-12. An admin sees everybody of the organization, others themselves (confirmed). Errors: InvalidToken, UserNotFound."""
    caller, world = caller_of(request), world_of(request)
    with world.database.read() as rows:
        user = visible_user(world, rows, caller, request.path_params["user"])
    return json_response({"data": user_v2(user, request)})


def show_settings(request: Request) -> Response:
    """T2-07. Errors: InvalidToken."""
    caller = caller_of(request)
    with world_of(request).database.read() as rows:
        user, organization = user_of(rows, caller), OrganizationStore(rows).get(caller.organization_id)
    return json_response({"settings": settings_of(user, organization)})


def change_settings(request: Request) -> Response:
    """T2-06. Any of them. Errors: InvalidToken, MalformedBody, InvalidField."""
    caller, given = caller_of(request), json_object(request)
    with world_of(request).database.begin() as rows:
        user = user_of(rows, caller)
        UserStore(rows).change_settings(user, changed(user.settings, given))
        user, organization = user_of(rows, caller), OrganizationStore(rows).get(caller.organization_id)
    return json_response({"settings": settings_of(user, organization)})

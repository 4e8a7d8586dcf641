"""Calls that somebody looks for: by what they hold, and by whose they are."""

from asyncio import sleep

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.bodies import query_of, single
from sandbox.http.rendering import json_response
from sandbox.tenfold.calls.view import View, view_of
from sandbox.tenfold.errors import UserNotFound
from sandbox.tenfold.permissions import denied
from sandbox.tenfold.reading import Page, links, page_v2
from sandbox.tenfold.search.query import terms
from sandbox.tenfold.search.store import Search, found
from sandbox.tenfold.search.text_upkeep import catch_up
from sandbox.tenfold.users.store import UserStore


async def search(request: Request) -> Response:
    """T2-21. Newest first, in reach as the lists of calls are; all of them without a query. Errors: InvalidToken, InvalidField."""
    view, paging, wanted = view_of(request), page_v2(request), terms(single(query_of(request)).get("q", ""))
    if not wanted:
        shown, more = view.listed(paging)
        return json_response({"data": shown} | links(request, paging, more=more))
    call_ids = await _found(view, paging, wanted)
    return json_response({"data": view.named(call_ids[: paging.size])} | links(request, paging, more=len(call_ids) > paging.size))


def list_calls_of_user(request: Request) -> Response:
    """T2-22. Newest first. An admin sees everybody's of the organization, others their own (confirmed).

    Errors: InvalidToken, InvalidField, UserNotFound.
    """
    view, paging, wanted = view_of(request), page_v2(request), request.path_params["user"]
    user_id = view.caller.user_id if wanted == "me" else wanted
    _refuse_strangers(view, user_id)
    shown, more = view.of_user(paging, user_id)
    return json_response({"data": shown} | links(request, paging, more=more))


async def _found(view: View, paging: Page, wanted: tuple[str, ...]) -> list[str]:
    """The ids of a page, and one more if there are more."""
    database, call_ids, end = view.world.database, list[str](), paging.offset + paging.size + 1
    await catch_up(database)
    asked = Search(organization=view.organization.id, caller=view.caller.user_id, reach=view.reach, terms=wanted)
    for portion in found(database, asked):
        call_ids += portion
        if len(call_ids) >= end:
            break
        await sleep(0)
    return call_ids[paging.offset : end]


def _refuse_strangers(view: View, user_id: str) -> None:
    """Raises UserNotFound."""
    with view.world.database.read() as rows:
        user = UserStore(rows).find(user_id)
    if user is None or user.organization_id != view.organization.id:
        raise UserNotFound(user=user_id)
    if not (view.caller.is_admin or user.id == view.caller.user_id):
        raise denied(view.world, UserNotFound(user=user_id))

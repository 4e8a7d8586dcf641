"""Whose contact list it is: nobody else gets to see it (proposed)."""

from starlette.requests import Request

from sandbox.tenfold.caller import Caller
from sandbox.tenfold.contact_lists.contact_list import ContactList
from sandbox.tenfold.contact_lists.store import ContactListStore
from sandbox.tenfold.errors import ContactListNotFound
from sandbox.tenfold.permissions import denied
from sandbox.world import world_of


def own_list(request: Request, lists: ContactListStore, caller: Caller) -> ContactList:
    """The one in the path. Raises ContactListNotFound, Forbidden."""
    wanted = request.path_params["list"]
    found = lists.find(wanted)
    if found is None:
        raise ContactListNotFound(list=wanted)
    if found.user_id != caller.user_id:
        raise denied(world_of(request), ContactListNotFound(list=wanted))
    return found

"""People whom somebody asks about by id."""

from sqlalchemy import Connection

from sandbox.tenfold.caller import Caller
from sandbox.tenfold.errors import UserNotFound
from sandbox.tenfold.permissions import denied
from sandbox.tenfold.users.store import UserStore
from sandbox.tenfold.users.user import User
from sandbox.world import World

ME = "me"


def visible_user(world: World, rows: Connection, caller: Caller, name: str) -> User:
    """An admin sees everybody of the organization, others themselves (confirmed). Raises UserNotFound, or Forbidden."""
    user = UserStore(rows).find(caller.user_id if name == ME else name)
    if user is None or user.organization_id != caller.organization_id:
        raise UserNotFound(user=name)
    if not caller.is_admin and user.id != caller.user_id:
        raise denied(world, UserNotFound(user=name))
    return user

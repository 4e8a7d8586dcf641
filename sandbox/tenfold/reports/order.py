"""Who asked for a report, about whom, and about which time. What other types of report take is not looked at (confirmed)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from sandbox.tenfold.analytics.period import Period, period_of
from sandbox.tenfold.caller import Caller, caller_of, user_of
from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.organizations.store import Organization, OrganizationStore
from sandbox.tenfold.reading import json_object, text_field
from sandbox.tenfold.users.user import User
from sandbox.tenfold.users.visible import visible_user
from sandbox.world import World, world_of

MOST_PEOPLE = 10_000
"""Ids in one order (proposed)."""


@dataclass(frozen=True)
class Order:
    """`caller` gets the mail, `people` are those whom it is about, by name."""

    world: World
    organization: Organization
    caller: User
    people: Sequence[User]
    period: Period
    given: Mapping[str, Any]


def order_for_many(request: Request) -> Order:
    """About the `userIds`, by default oneself (confirmed). Raises InvalidToken, MalformedBody, InvalidField, UserNotFound, Forbidden."""
    return _order(request, _many)


def order_for_one(request: Request) -> Order:
    """About the `user`, by default oneself (confirmed). Raises as `order_for_many`."""
    return _order(request, _one)


def name_in(order: Order) -> str:
    """What call-history calls the person: by default as the caller is called, whoever the `user` is (confirmed). Raises InvalidField."""
    return order.caller.name if order.given.get("name") is None else text_field(dict(order.given), "name")


def is_grouped(order: Order) -> bool:
    """Raises InvalidField."""
    value = order.given.get("groupByTeams")
    if not isinstance(value, bool | None):
        raise InvalidField(field="groupByTeams", rule="must be true or false")
    return bool(value)


def _order(request: Request, asked: Callable[[Mapping[str, Any]], list[str]]) -> Order:
    own, given, world = caller_of(request), json_object(request), world_of(request)
    with world.database.read() as rows:
        organization = OrganizationStore(rows).get(own.organization_id)
        period = period_of(given, organization.timezone, world.clock.now())
        people = _people(world, rows, own, asked(given) or [own.user_id])
        return Order(world, organization, user_of(rows, own), people, period, given)


def _people(world: World, rows: Connection, own: Caller, ids: Sequence[str]) -> list[User]:
    """Each once. Raises UserNotFound, or Forbidden."""
    found = {user.id: user for user in (visible_user(world, rows, own, each) for each in dict.fromkeys(ids))}
    return sorted(found.values(), key=lambda user: (user.name, user.id))


def _many(given: Mapping[str, Any]) -> list[str]:
    value = given.get("userIds")
    if value is None:
        return []
    if not isinstance(value, list) or not value or not all(isinstance(each, str) and each for each in value):
        raise InvalidField(field="userIds", rule="must be a list of ids with at least one in it")
    if len(value) > MOST_PEOPLE:
        raise InvalidField(field="userIds", rule=f"must not be more than {MOST_PEOPLE}")
    return value


def _one(given: Mapping[str, Any]) -> list[str]:
    return [] if given.get("user") is None else [text_field(dict(given), "user")]

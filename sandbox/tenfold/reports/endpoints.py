"""Reports that are mailed to the caller. Each answers 200 with nothing (confirmed); what a report holds is proposed."""

import asyncio
from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response

from sandbox.mail.letter import Letter
from sandbox.mail.postman import postman_of, sealed
from sandbox.tenfold.analytics.crowd import Crowd, Kind
from sandbox.tenfold.analytics.people import Person
from sandbox.tenfold.analytics.store import tallies
from sandbox.tenfold.analytics.tally import Tally, total
from sandbox.tenfold.reports import call_list, punch_card, user_table
from sandbox.tenfold.reports.letters import written
from sandbox.tenfold.reports.metric_columns import Group
from sandbox.tenfold.reports.order import Order, is_grouped, name_in, order_for_many, order_for_one
from sandbox.tenfold.reports.report import Report
from sandbox.tenfold.reports.spelling import people_words
from sandbox.tenfold.reports.store import newest_calls, quarters, record_names
from sandbox.tenfold.teams.store import TeamStore


async def send_punch_card(request: Request) -> Response:
    """T2-31. Errors: InvalidToken, MalformedBody, InvalidField, UserNotFound."""
    order = order_for_many(request)
    found = await quarters(order.world.database, order.organization.id, _ids(order), order.period)
    tally = total(person.tally for person in await _people(order))
    return await _mailed(request, order, lambda: punch_card.report(order, punch_card.punched(found, order.period.zone), tally))


async def send_all_calls(request: Request) -> Response:
    """T2-32. Errors as of T2-31."""
    order = order_for_many(request)
    return await _send_calls(request, order, kind="all-calls", title="All calls", about=people_words(order.people))


async def send_user_table(request: Request) -> Response:
    """T2-33. Errors as of T2-31."""
    order = order_for_many(request)
    grouped, people = is_grouped(order), await _people(order)
    groups: Sequence[Group] = user_table.by_team(order, people, _teams(order)) if grouped else [("", people)]
    return await _mailed(request, order, lambda: user_table.report(order, groups, grouped=grouped))


async def send_call_history(request: Request) -> Response:
    """T2-34. Errors as of T2-31."""
    order = order_for_one(request)
    return await _send_calls(request, order, kind="call-history", title="Call history", about=name_in(order))


async def _send_calls(request: Request, order: Order, *, kind: str, title: str, about: str) -> Response:
    own = (order.world.database, order.organization.id, _ids(order), order.period)
    found, records = await newest_calls(*own), await record_names(*own)
    tally = total(person.tally for person in await _people(order))
    return await _mailed(request, order, lambda: call_list.report(order, found, records, tally, kind=kind, title=title, about=about))


async def _mailed(request: Request, order: Order, make: Callable[[], Report]) -> Response:
    """A long report is written aside, so that nobody waits for it but who asked for it."""
    world, postman = order.world, postman_of(request)
    mail_id, now = world.chance.uuid(), world.clock.now()

    def letter() -> Letter:
        return written(make(), order)

    mail, raw = await asyncio.to_thread(lambda: sealed(letter(), mail_id=mail_id, at=now))
    with world.database.begin() as rows:
        postman.post(world, rows, mail, raw)
    return Response()


async def _people(order: Order) -> list[Person]:
    """With what each did, as the analytics count it."""
    crowd = Crowd(Kind.USER if len(order.people) == 1 else Kind.COMPANY)
    values = {"organization": order.organization.id, "user": order.people[0].id}
    found = await tallies(order.world.database, crowd, values, order.period, long_call=order.organization.long_call)
    return [Person(user.id, user.name, _sum(found.get(user.id, {})), []) for user in order.people]


def _sum(hours: dict[int, Tally]) -> Tally:
    return total(hours.values())


def _ids(order: Order) -> list[str]:
    return [user.id for user in order.people]


def _teams(order: Order) -> dict[str, str]:
    with order.world.database.read() as rows:
        return {team.id: team.name for team in TeamStore(rows).of(order.organization.id)}

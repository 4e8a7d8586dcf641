"""Writes messages in the transaction of the change that causes them: either both are there or neither."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection

from sandbox.schedule.runner import schedule, schedule_once
from sandbox.webhooks import mischief
from sandbox.webhooks.endpoint import Endpoint
from sandbox.webhooks.message_store import MessageStore
from sandbox.webhooks.mischief import LATE, STALE_BY, Mischief
from sandbox.world import World

KIND = "webhooks.deliver"
"""Sends what is due for one endpoint. The schedule names the message where it is there for one alone."""

MakeBody = Callable[[datetime], bytes]
"""The body of a message that says it is of that moment."""


def post(
    world: World,
    rows: Connection,
    endpoint: Endpoint,
    *,
    event: str,
    tenant: str,
    cause: str,
    body: MakeBody,
    kinds: Iterable[Mischief] | None = None,
) -> str:
    """The new message's id. `kinds` of mischief are done to it; the endpoint's own chances decide if they are not given."""
    now, message_id, messages = world.clock.now(), world.chance.uuid(), MessageStore(rows)
    done = mischief.drawn(endpoint.mischief, message_id) if kinds is None else tuple(kinds)
    late = Mischief.DELAY in done or Mischief.REORDER in done
    messages.add(
        id=message_id,
        endpoint_id=endpoint.id,
        event=event,
        tenant_id=tenant,
        cause=cause,
        body=body(now - STALE_BY if Mischief.STALE in done else now).decode(),
        mischief=done,
        tries_left=len(endpoint.waits) + 1,
        due_at=now + LATE if late else now,
        created_at=now,
    )
    messages.let_overtaken_follow(endpoint.id, message_id, cause=cause, due_at=now)
    schedule_once(world, rows, KIND, now, endpoint=endpoint.id)
    if late:
        schedule(world, rows, KIND, now + LATE, endpoint=endpoint.id, message=message_id)
    return message_id

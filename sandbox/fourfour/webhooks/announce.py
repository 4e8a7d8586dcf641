"""Tells the endpoints of an event, in the transaction of what happened."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, exists, select

from sandbox.fourfour.oauth.store import REALM
from sandbox.fourfour.webhooks.dialect import VENDOR
from sandbox.fourfour.webhooks.message_body import body_of
from sandbox.oauth2.store.tables import tokens
from sandbox.webhooks.endpoint import Endpoint
from sandbox.webhooks.endpoint_store import EndpointStore
from sandbox.webhooks.mischief import Mischief
from sandbox.webhooks.outbox import post
from sandbox.world import World


def announce(world: World, rows: Connection, event: str, *, tenant: str, payload: dict[str, Any], cause: str) -> list[str]:
    """The ids of the messages, one for each endpoint that hears of the event. `tenant` is the workspace in which it happened."""
    return [
        tell(world, rows, endpoint, event, tenant=tenant, payload=payload, cause=cause) for endpoint in audience(world, rows, event, tenant)
    ]


def tell(
    world: World,
    rows: Connection,
    endpoint: Endpoint,
    event: str,
    *,
    tenant: str,
    payload: Any,
    cause: str,
    kinds: Iterable[Mischief] | None = None,
) -> str:
    """The id of the message to that endpoint, whatever it has ticked."""
    return post(
        world,
        rows,
        endpoint,
        event=event,
        tenant=tenant,
        cause=cause,
        body=lambda at: body_of(event, tenant, payload, at),
        kinds=kinds,
    )


def audience(world: World, rows: Connection, event: str, tenant: str) -> Iterator[Endpoint]:
    """The workspace's own endpoints (inferred), and those of other workspaces whose linked OAuth client was authorised here (confirmed)."""
    for endpoint in EndpointStore(rows).all(VENDOR):
        if event in endpoint.events and (endpoint.tenant_id == tenant or _is_authorised(world, rows, endpoint, tenant)):
            yield endpoint


def _is_authorised(world: World, rows: Connection, endpoint: Endpoint, tenant: str) -> bool:
    """Whether somebody of that workspace has let the client in, and it could come in still (proposed: a token that lives)."""
    if endpoint.client_id is None:
        return False
    lives = (tokens.c.revoked_at.is_(None), tokens.c.expires_at > world.clock.now())
    let_in = exists().where(tokens.c.realm == REALM, tokens.c.client_id == endpoint.client_id, tokens.c.tenant_id == tenant, *lives)
    return bool(rows.execute(select(let_in)).scalar_one())

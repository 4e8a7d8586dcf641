"""Tells the endpoints of an event, in the transaction of what happened."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import Connection, exists, select

from sandbox.fourfour.oauth.store import REALM
from sandbox.fourfour.webhooks.dialect import VENDOR
from sandbox.fourfour.webhooks.message_body import body_of
from sandbox.oauth2.store.tables import tokens
from sandbox.webhooks.endpoint import Endpoint
from sandbox.webhooks.endpoint_store import EndpointStore
from sandbox.webhooks.outbox import post
from sandbox.world import World


def announce(world: World, rows: Connection, event: str, *, tenant: str, payload: dict[str, Any], cause: str) -> list[str]:
    """The ids of the messages, one for each endpoint that hears of the event. `tenant` is the workspace in which it happened."""
    about: dict[str, Any] = {"event": event, "tenant": tenant, "cause": cause, "body": partial(body_of, event, tenant, payload)}
    return [post(world, rows, endpoint, **about) for endpoint in audience(world, rows, event, tenant)]


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

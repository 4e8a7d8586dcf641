"""Tells the endpoints of an event, in the transaction of what happened."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy import Connection

from sandbox.tenfold.webhooks.dialect import CALL_UPDATE, VENDOR
from sandbox.tenfold.webhooks.message_body import call_update
from sandbox.webhooks.endpoint import Endpoint
from sandbox.webhooks.endpoint_store import EndpointStore
from sandbox.webhooks.outbox import post
from sandbox.world import World


def announce(world: World, rows: Connection, *, organization: str, call: Mapping[str, Any], cause: str) -> list[str]:
    """The ids of the messages, one for each endpoint that hears of it. `cause` is the call's id: its events come in order (proposed)."""
    about: dict[str, Any] = {"event": CALL_UPDATE, "tenant": organization, "cause": cause, "body": partial(call_update, call)}
    return [post(world, rows, endpoint, **about) for endpoint in audience(rows, CALL_UPDATE, organization)]


def audience(rows: Connection, event: str, organization: str) -> list[Endpoint]:
    """The organization's own endpoints that have ticked the event (proposed). One query: every change of every call asks."""
    return [endpoint for endpoint in EndpointStore(rows).of_tenant(VENDOR, organization) if event in endpoint.events]

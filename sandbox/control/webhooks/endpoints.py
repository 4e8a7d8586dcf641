"""Webhook endpoints, as an admin registers them in the vendor's pages."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.control import fields
from sandbox.control.people import named_workspace
from sandbox.control.scenarios import scenario_of
from sandbox.database.schema import utc_text
from sandbox.errors import InvalidField, UnknownWebhook
from sandbox.fourfour.oauth.store import REALM, PeopleStore
from sandbox.fourfour.webhooks.dialect import DIALECT, VENDOR
from sandbox.fourfour.webhooks.events import EVENTS
from sandbox.http.rendering import json_response
from sandbox.http.targets import ForbiddenTarget, Targets, fault_of, refuse_forbidden
from sandbox.oauth2.store import ClientStore
from sandbox.schedule.runner import schedule_once
from sandbox.webhooks.endpoint import Endpoint
from sandbox.webhooks.endpoint_store import EndpointStore
from sandbox.webhooks.mischief import Mischief, named
from sandbox.webhooks.outbox import KIND
from sandbox.world import World, world_of

SECRET_LENGTH, LONGEST_SECRET = 40, 256
MOST_WAITS, LONGEST_WAIT = 20, 30 * 86_400


def list_endpoints(request: Request) -> Response:
    """All of the world, oldest first."""
    with world_of(request).database.read() as rows:
        endpoints = EndpointStore(rows).all()
    return json_response({"endpoints": [endpoint_facts(endpoint) for endpoint in endpoints]})


async def register(request: Request) -> Response:
    """201, with the secret. `events` are all if not given; `waits` are the seconds between attempts, the vendor's if not given.

    A `secret` of one's own is for those who cannot change that of their receiver; the vendor always makes one.
    """
    given = fields.fields_of(request, {**_readers(), "workspace": str, "secret": _secret}, required=["url"])
    world = world_of(request)
    await _refuse_target(world, given["url"])
    with world.database.begin() as rows:
        store = EndpointStore(rows)
        secret = world.chance.token(SECRET_LENGTH) if store.were_there_any() else _first_secret(request, world)
        start = {"events": tuple(EVENTS), "client": None, "waits": DIALECT.waits, "secret": secret}
        values = _named(start | given)
        endpoint = Endpoint(
            **{name: value for name, value in values.items() if name != "workspace"},
            id=world.chance.uuid(),
            vendor=VENDOR,
            tenant_id=named_workspace(PeopleStore(rows), given.get("workspace")).id,
            created_at=world.clock.now(),
        )
        _refuse_foreign_client(rows, endpoint)
        store.add(endpoint)
    return json_response(endpoint_facts(endpoint) | {"secret": endpoint.secret}, 201)


def show(request: Request) -> Response:
    with world_of(request).database.read() as rows:
        return json_response(endpoint_facts(_endpoint(request, rows)))


def show_secret(request: Request) -> Response:
    """Hidden until it is asked for, as on the vendor's card. It changes only with the endpoint: remove it and add it again."""
    with world_of(request).database.read() as rows:
        return json_response({"secret": _endpoint(request, rows).secret})


async def change(request: Request) -> Response:
    """URL and events are what the vendor lets people edit; the other fields are ours. Once it is no more paused, what waited is sent."""
    given, world = fields.fields_of(request, _readers()), world_of(request)
    if "url" in given:
        await _refuse_target(world, given["url"])
    with world.database.begin() as rows:
        endpoint = replace(_endpoint(request, rows), **_named(given))
        _refuse_foreign_client(rows, endpoint)
        EndpointStore(rows).put(endpoint)
        schedule_once(world, rows, KIND, world.clock.now(), endpoint=endpoint.id)
    return json_response(endpoint_facts(endpoint))


def remove(request: Request) -> Response:
    """204. What was still to be sent there has failed; messages and attempts are kept."""
    world = world_of(request)
    with world.database.begin() as rows:
        EndpointStore(rows).remove(_endpoint(request, rows), at=world.clock.now())
    return Response(status_code=204)


def endpoint_facts(endpoint: Endpoint) -> dict[str, Any]:
    """All but the secret."""
    return {
        "id": endpoint.id,
        "url": endpoint.url,
        "events": list(endpoint.events),
        "workspace": endpoint.tenant_id,
        "client": endpoint.client_id,
        "paused": endpoint.paused,
        "waits": list(endpoint.waits),
        "mischief": named(endpoint.mischief),
        "created_at": utc_text(endpoint.created_at),
    }


def mischief_kind(value: Any) -> Mischief:
    return Mischief(fields.one_of(*Mischief)(value))


def _readers() -> dict[str, type | fields.Reader]:
    return {"url": _url, "events": _events, "client": fields.or_null(str), "paused": bool, "waits": _waits, "mischief": _chances}


def _named(given: Mapping[str, Any]) -> dict[str, Any]:
    """By the names of `Endpoint`."""
    return {"client_id" if name == "client" else name: value for name, value in given.items()}


def _url(value: Any) -> str:
    if fault := fault_of(fields.typed(value, str)):
        raise ValueError(fault)
    return str(value)


def _secret(value: Any) -> str:
    if len(fields.filled(value)) > LONGEST_SECRET:
        raise ValueError(f"must not be longer than {LONGEST_SECRET} characters")
    return str(value)


def _events(value: Any) -> tuple[str, ...]:
    given = fields.list_of(fields.one_of(*EVENTS))(value)
    if not given:
        raise ValueError(f"must have at least one of {', '.join(EVENTS)}")
    return tuple(dict.fromkeys(given))


def _waits(value: Any) -> tuple[float, ...]:
    given = [fields.typed(part, float) for part in fields.typed(value, list)]
    if len(given) > MOST_WAITS or any(not 0 <= wait <= LONGEST_WAIT for wait in given):
        raise ValueError(f"must be at most {MOST_WAITS} numbers of seconds, each from 0 to {LONGEST_WAIT}")
    return tuple(map(float, given))


def _chances(value: Any) -> dict[Mischief, float]:
    given = {mischief_kind(kind): fields.typed(chance, float) for kind, chance in fields.typed(value, dict).items()}
    if any(not 0 <= chance <= 1 for chance in given.values()):
        raise ValueError("must have chances from 0 to 1")
    return given


async def _refuse_target(world: World, url: str) -> None:
    """Raises InvalidField for a host that may not be sent to. It is looked at again when a message is sent."""
    try:
        await refuse_forbidden(url, Targets(world.switches.webhook_targets))
    except ForbiddenTarget as fault:
        raise InvalidField(field="url", rule=f"cannot be used: {fault}") from None


def _first_secret(request: Request, world: World) -> str:
    """The scenario's, so that `sandbox env` can print it."""
    return scenario_of(request, world).credentials.fourfour.webhook_secret


def _refuse_foreign_client(rows: Connection, endpoint: Endpoint) -> None:
    """Raises InvalidField."""
    if endpoint.client_id is not None:
        client = ClientStore(rows, REALM).get(endpoint.client_id)
        if client is None or client.tenant_id != endpoint.tenant_id:
            raise InvalidField(field="client", rule=f"is no OAuth client of the endpoint's workspace: {endpoint.client_id!r}")


def _endpoint(request: Request, rows: Connection) -> Endpoint:
    """Raises UnknownWebhook."""
    found = EndpointStore(rows).find(request.path_params["endpoint"])
    if found is None:
        raise UnknownWebhook(endpoint=request.path_params["endpoint"])
    return found

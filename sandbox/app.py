"""Puts the parts together: the ASGI application of one server."""

import asyncio
import sys
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from sandbox.addressing import first_segment, locate, locate_again
from sandbox.clock import real_time
from sandbox.control import routes as control
from sandbox.control.people import named_person
from sandbox.control.webhooks.vendors import VENDORS
from sandbox.database.room import is_full
from sandbox.errors import InvalidField, NoSpace, ServerLeaves, UnexpectedFailure, UnknownWorld
from sandbox.fourfour import kinds as fourfour_kinds
from sandbox.fourfour import routes as fourfour
from sandbox.fourfour.oauth.store import PeopleStore
from sandbox.http.bodies import LIMIT, BodyTooLarge, ClientGone, read_body
from sandbox.http.dates import http_date
from sandbox.http.endpoint import Endpoint
from sandbox.http.errors import ApiError
from sandbox.http.rendering import error_response
from sandbox.http.router import Router, Surface
from sandbox.http.sendable import checked
from sandbox.mail import postman
from sandbox.mail.postman import Postman
from sandbox.schedule.runner import Runner
from sandbox.schedule.store import ScheduleStore
from sandbox.schedule.task import Kinds
from sandbox.settings import SettingError, Settings
from sandbox.templates import Progress
from sandbox.tenfold import kinds as tenfold_kinds
from sandbox.tenfold import routes as tenfold
from sandbox.webhooks import outbox
from sandbox.webhooks.deliveries import Deliveries
from sandbox.world import DEFAULT, World, world_of
from sandbox.worlds import Worlds

BODILESS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


KINDS: Kinds = {**fourfour_kinds.KINDS, **tenfold_kinds.KINDS}
"""Every kind of due work of both vendors, but for the sending of webhooks and mail."""
DIALECTS = {vendor.name: vendor.dialect for vendor in VENDORS.values()}


def create_app(settings: Settings | None = None, *, kinds: Kinds | None = None, progress: Progress | None = None) -> "Sandbox":
    """Opens the worlds and plants the default one if it is not there. Raises DataFolderError, UnusableFile,
    UnknownScenario, ScenarioError, SettingError.
    """
    settings = settings or Settings()
    worlds = Worlds(settings)
    try:
        if not worlds.exists(DEFAULT):
            planted = worlds.plan()
            worlds.template(planted, progress)
            worlds.create(DEFAULT, planted)
        for world in worlds:
            with world.database.begin() as rows:
                ScheduleStore(rows).release()
        _refuse_unknown_approver(settings, worlds.get(DEFAULT))
        worlds.forget_templates()
    except BaseException:
        worlds.close()
        raise
    surfaces = [control.surface(settings.admin_token), tenfold.SURFACE, *fourfour.SURFACES]
    senders = Senders(Deliveries(DIALECTS), Postman(settings.smtp_url))
    runner = Runner(worlds, {**(KINDS if kinds is None else kinds), **senders.kinds()})
    return Sandbox(settings, worlds, surfaces, runner, senders)


def _refuse_unknown_approver(settings: Settings, world: World) -> None:
    """Worlds of other scenarios may be without that person: there the consent page is shown."""
    if settings.auto_approve:
        with world.database.read() as rows:
            try:
                named_person(PeopleStore(rows), settings.auto_approve, field="--auto-approve (SANDBOX_AUTO_APPROVE)")
            except InvalidField as error:
                raise SettingError(error.message) from None


@dataclass(frozen=True)
class Senders:
    """All that connects to the outside."""

    deliveries: Deliveries
    postman: Postman

    def kinds(self) -> Kinds:
        return {outbox.KIND: self.deliveries.work, postman.KIND: self.postman.work}


class Sandbox:
    """Finds the world and the endpoint of each request, and renders the answer or the refusal."""

    def __init__(self, settings: Settings, worlds: Worlds, surfaces: Sequence[Surface], runner: Runner, senders: Senders) -> None:
        self.settings, self.worlds, self.surfaces, self.runner = settings, worlds, surfaces, runner
        self.deliveries, self.postman = senders.deliveries, senders.postman
        worlds.listen(heard=runner.wake, dropped=self._forget)
        self._routers = {prefix: router for router in map(Router, surfaces) for prefix in router.surface.prefixes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)
        else:  # a WebSocket handshake: no path of ours takes one
            await send({"type": "websocket.close", "code": 1000})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._hand_over(scope)
            locate(scope, self.worlds)
            response = await self._respond(Request(scope, receive), receive)
        except UnknownWorld as error:
            response = error_response(error)
        except asyncio.CancelledError:  # by uvicorn alone: the server has been told to stop and has waited long enough
            response = error_response(ServerLeaves())
        except ClientGone:
            return
        except Exception as error:  # the world's file cannot be opened
            response = error_response(_told(error) or UnexpectedFailure())
        response.raw_headers.append((b"date", http_date(self._now(scope)).encode()))
        await response(scope, receive, send)

    def _forget(self, world: World) -> None:
        self.runner.forget(world)
        self.deliveries.forget(world)

    def _hand_over(self, scope: Scope) -> None:
        scope["sandbox.worlds"], scope["sandbox.surfaces"] = self.worlds, self.surfaces
        scope["sandbox.runner"], scope["sandbox.public_url"] = self.runner, self.settings.public_url
        scope["sandbox.deliveries"], scope["sandbox.postman"] = self.deliveries, self.postman

    async def _respond(self, request: Request, receive: Receive) -> Response:
        router = self._routers.get(first_segment(request.scope)) or self._routers[""]
        try:
            response = checked(await self._call(router, request, receive))
        except ApiError as error:
            response = error_response(error)
        except BodyTooLarge:
            response = error_response(router.surface.too_large(limit=LIMIT))
        except ClientGone:
            raise
        except Exception as error:
            response = error_response(_told(error) or router.surface.unexpected())
        return _with_defaults(response, router.surface)

    async def _call(self, router: Router, request: Request, receive: Receive) -> Response:
        scope, surface = request.scope, router.surface
        if surface.guard:
            surface.guard(request)
        endpoint, scope["path_params"] = _found(router, request)
        if (scope["method"] not in BODILESS or endpoint.takes_body) and not endpoint.streams:
            scope["sandbox.body"] = await read_body(receive)
            locate_again(request, surface, self.worlds)
        if surface.refusal and world_of(request).faults:
            return await self._wait_for(partial(_interfered, surface, endpoint), request)
        if endpoint.is_async:
            return await self._wait_for(cast(Callable[[Request], Awaitable[Response]], endpoint.handle), request)
        return cast(Callable[[Request], Response], endpoint.handle)(request)

    async def _wait_for(self, handle: Callable[[Request], Awaitable[Response]], request: Request) -> Response:
        """Raises UnknownWorld if the endpoint came to grief because its world was dropped while it was waiting."""
        try:
            return await handle(request)
        except Exception:
            world = world_of(request)
            if self.worlds.holds(world):
                raise
            raise UnknownWorld(world=world.name) from None

    def _now(self, scope: Scope) -> datetime:
        """On the clock of the request's world; on the default one's if there is no such world, or no more since the request dropped it."""
        world: World | None = scope.get("sandbox.world")
        world = world if world and self.worlds.holds(world) else self.worlds.default
        return world.clock.now() if world else real_time()

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message: Message = await receive()
            if message["type"] == "lifespan.startup":
                running = asyncio.create_task(self.runner.run())
                await send({"type": "lifespan.startup.complete"})
            else:
                running.cancel()
                await asyncio.wait([running])
                await self.deliveries.close()
                self.worlds.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


def _found(router: Router, request: Request) -> tuple[Endpoint, dict[str, object]]:
    """Where there are faults, what has no endpoint may not even be told so. Raises the surface's 404 and 405."""
    method, path = request.scope["method"], request.scope["path"]
    try:
        return router.find(method, path)
    except ApiError as error:
        if not router.surface.refusal or not world_of(request).faults:
            raise
        return Endpoint(method, path, lambda _, refusal=error: error_response(refusal)), {}


async def _interfered(surface: Surface, endpoint: Endpoint, request: Request) -> Response:
    from sandbox.faults.interference import asked_of, interfere  # few worlds have faults

    world = world_of(request)
    strikes = world.faults.meet(asked_of(surface, endpoint, request), world.clock.now())
    return await interfere(strikes, surface, endpoint, request)


def _told(error: Exception) -> ApiError | None:
    """What a person can do something about. All else is a mistake of ours, which stderr tells in full."""
    if is_full(error):
        sys.stderr.write(f"Nothing can be written: {getattr(error, 'orig', error)}\n")
        return NoSpace()
    traceback.print_exc(file=sys.stderr)
    return None


def _with_defaults(response: Response, surface: Surface) -> Response:
    if surface.cache_control and all(name != b"cache-control" for name, _ in response.raw_headers):
        response.raw_headers.append((b"cache-control", surface.cache_control))
    return response

"""Puts the parts together: the ASGI application of one server."""

import asyncio
import sys
import traceback
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from sandbox.clock import http_date, real_time
from sandbox.control import routes as control
from sandbox.control.errors import ServerLeaves, UnknownWorld
from sandbox.fourfour import kinds as fourfour_kinds
from sandbox.fourfour import routes as fourfour
from sandbox.http.authorization import Basic, Bearer, authorization_in
from sandbox.http.bodies import LIMIT, BodyTooLarge, ClientGone, read_body
from sandbox.http.errors import ApiError
from sandbox.http.headers import headers_in
from sandbox.http.rendering import error_response
from sandbox.http.router import Router, Surface
from sandbox.schedule.runner import Runner
from sandbox.schedule.store import ScheduleStore
from sandbox.schedule.task import Kinds
from sandbox.settings import Settings
from sandbox.templates import Progress
from sandbox.tenfold import routes as tenfold
from sandbox.world import DEFAULT, World
from sandbox.worlds import Worlds

BODILESS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


KINDS: Kinds = {**fourfour_kinds.KINDS}
"""Every kind of due work of both vendors."""


def create_app(settings: Settings | None = None, *, kinds: Kinds | None = None, progress: Progress | None = None) -> "Sandbox":
    """Opens the worlds and plants the default one if it is not there. Raises DataFolderError, UnusableFile,
    UnknownScenario, ScenarioError.
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
        worlds.forget_templates()
    except BaseException:
        worlds.close()
        raise
    surfaces = [control.surface(settings.admin_token), tenfold.SURFACE, *fourfour.SURFACES]
    return Sandbox(settings, worlds, surfaces, Runner(worlds, KINDS if kinds is None else kinds))


class Sandbox:
    """Finds the world and the endpoint of each request, and renders the answer or the refusal."""

    def __init__(self, settings: Settings, worlds: Worlds, surfaces: Sequence[Surface], runner: Runner) -> None:
        self.settings, self.worlds, self.surfaces, self.runner = settings, worlds, surfaces, runner
        worlds.listen(heard=runner.wake, dropped=runner.forget)
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
            self._locate(scope)
            response = await self._respond(Request(scope, receive), receive)
        except UnknownWorld as error:
            response = error_response(error)
        except asyncio.CancelledError:  # by uvicorn alone: the server has been told to stop and has waited long enough
            response = error_response(ServerLeaves())
        except ClientGone:
            return
        response.raw_headers.append((b"date", http_date(self._now(scope)).encode()))
        await response(scope, receive, send)

    async def _respond(self, request: Request, receive: Receive) -> Response:
        scope = request.scope
        router = self._routers.get(scope["path"].split("/", 2)[1]) or self._routers[""]
        try:
            if router.surface.guard:
                router.surface.guard(request)
            endpoint, scope["path_params"] = router.find(scope["method"], scope["path"])
            if endpoint.is_async:
                return await cast(Callable[[Request], Awaitable[Response]], endpoint.handle)(request)
            if scope["method"] not in BODILESS:
                scope["sandbox.body"] = await read_body(receive)
            return cast(Callable[[Request], Response], endpoint.handle)(request)
        except ApiError as error:
            return error_response(error)
        except BodyTooLarge:
            return error_response(router.surface.too_large(limit=LIMIT))
        except ClientGone:
            raise
        except Exception:
            traceback.print_exc(file=sys.stderr)
            return error_response(router.surface.unexpected())

    def _now(self, scope: Scope) -> datetime:
        """On the clock of the request's world; real time when there is no such world, or no more since the request dropped it."""
        world: World | None = scope.get("sandbox.world")
        return world.clock.now() if world and self.worlds.holds(world) else real_time()

    def _locate(self, scope: Scope) -> None:
        """Finds the world that a request means: by path prefix, header or credential, else the default one. Raises UnknownWorld."""
        scope["sandbox.worlds"], scope["sandbox.surfaces"] = self.worlds, self.surfaces
        scope["sandbox.runner"], scope["sandbox.public_url"] = self.runner, self.settings.public_url
        if not scope["path"].startswith("/"):  # `OPTIONS *`, or an absolute form that the server did not take apart
            scope["path"] = "/"
        named = _strip_prefix(scope)
        if named is None:
            named = headers_in(scope).get("x-sandbox-world")
        if named is None:  # a name that was given empty is no wish for the default world
            named = self._world_of_credential(scope) or DEFAULT
        scope["sandbox.world"] = self.worlds.get(named)

    def _world_of_credential(self, scope: Scope) -> str | None:
        """A token that was issued outside the default world ends in a dot and its world's name."""
        shown = authorization_in(scope)
        token = shown.token if isinstance(shown, Bearer) else shown.password if isinstance(shown, Basic) else ""
        name = token.rpartition(".")[2] if "." in token else ""
        return name if name and self.worlds.exists(name) else None

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message: Message = await receive()
            if message["type"] == "lifespan.startup":
                running = asyncio.create_task(self.runner.run())
                await send({"type": "lifespan.startup.complete"})
            else:
                running.cancel()
                self.worlds.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


def _strip_prefix(scope: Scope) -> str | None:
    """Takes `/w/{world}` off the path, for routing; links put it back (`public_url`)."""
    path: str = scope["path"]
    if not path.startswith("/w/"):
        return None
    name, _, rest = path[3:].partition("/")
    scope["path"] = "/" + rest
    raw: bytes = scope.get("raw_path") or path.encode()
    scope["raw_path"] = b"/" + raw[3:].partition(b"/")[2]
    scope["sandbox.prefix"] = f"/w/{name}"
    return name

"""uvicorn, as it serves the sandbox: quiet, anonymous, and ending with exit code 0 when it is told to stop."""

import gc
import signal
import socket
from collections.abc import Collection
from types import FrameType

import uvicorn

from sandbox.app import Sandbox
from sandbox.cli.announcement import announce
from sandbox.cli.listener import url_of
from sandbox.cli.logs import log_config
from sandbox.cli.protocol import Protocol

GOODBYE = 5
"""Seconds that answers under way are given when the server is told to stop."""


class Server(uvicorn.Server):
    def __init__(self, app: Sandbox, listener: socket.socket, given: Collection[str]) -> None:
        super().__init__(_config(app))
        self._app, self._listener, self._given = app, listener, given

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.freeze()  # what was imported stays for good: no later collection looks at it again
        announce(self._app, url_of(self._listener), self._given)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._app.worlds.stop_planting()
        await super().shutdown(sockets)


def answer_requests(app: Sandbox, listener: socket.socket, given: Collection[str]) -> None:
    """Until a signal ends it. `given` are the settings that were not left to their default."""
    server = Server(app, listener, given)

    def stop(number: int, frame: FrameType | None) -> None:
        server.should_exit = True

    # uvicorn raises the signal that stopped it once more when all is done; it ends here, so that the exit code is 0.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    server.run(sockets=[listener])


def _config(app: Sandbox) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=log_config(access=app.settings.access_log),
        access_log=app.settings.access_log,
        date_header=False,  # it comes from the world's clock
        server_header=False,  # the vendors' servers do not name themselves uvicorn
        proxy_headers=False,  # whom to believe is decided in one place, `http.public_url`
        http=Protocol,
        lifespan="on",
        ws="none",
        timeout_graceful_shutdown=GOODBYE,
    )

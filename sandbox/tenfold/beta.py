"""What the vendor calls BETA and shows under a host of its own (quirk 10.19)."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from sandbox.tenfold.errors import NotFound
from sandbox.world import world_of

HOST = "api-canary"


def beta(handle: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """An endpoint that answers under any host (proposed), and under the vendor's alone in worlds with the switch `beta_host`."""

    def answer(request: Request) -> Response:
        if world_of(request).switches.beta_host and not request.headers.get("host", "").lower().startswith(HOST):
            raise NotFound(path=request.scope["path"])
        return handle(request)

    return answer

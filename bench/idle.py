"""What it costs a server to have calls under way while nobody asks it anything."""

import time
from contextlib import ExitStack
from dataclasses import dataclass

from bench import servers
from bench.measures import Result
from bench.servers import Server
from bench.site import Site, ask, tenfold_token

SETTLE, LISTEN = 3.0, 10.0
"""Seconds until a server has come to rest, and those that count."""


@dataclass(frozen=True)
class IdleCalls:
    """Milliseconds of the core in a second, beyond those of a server without the calls, over the same seconds.

    Half of them are held, and half come to their next state in an hour.
    """

    name: str
    calls: int
    at_most: float

    @property
    def figure(self) -> str:
        return f"≤ {self.at_most:.1f} ms/s"

    def run(self, site: Site) -> Result:
        with ExitStack() as stack:
            busy, idle = (stack.enter_context(servers.sandbox(site.copy_of_demo())) for _ in range(2))
            busy.wait()
            idle.wait()
            _call(busy, site, self.calls)
            time.sleep(SETTLE)
            before = busy.busy(), idle.busy()
            time.sleep(LISTEN)
            mine, other = ((server.busy() - then) * 1000 / LISTEN for server, then in zip((busy, idle), before, strict=True))
        return Result(mine - other, f"{mine - other:.2f} ms/s", mine - other <= self.at_most, f"{mine:.2f} ms/s against {other:.2f} ms/s")


def _call(server: Server, site: Site, calls: int) -> None:
    token = tenfold_token(server, site)
    ask(server, "PATCH", "/_sandbox/calls", {"queued": 3600})
    for _ in range(calls // 2):
        ask(server, "POST", "/_sandbox/calls/incoming", {"held": True})
        ask(server, "POST", "/api/v1/calls/originate", {"phoneNumber": "+15552345678"}, token=token)
    assert len(ask(server, "GET", f"/_sandbox/calls?live=true&limit={calls + 1}")["calls"]) >= calls

"""Webhook messages from the outbox to a receiver, against a loop that only signs and posts."""

import contextlib
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from bench import servers
from bench.measures import Result
from bench.servers import LOAD_CORE, SERVER_CORE
from bench.site import Site

ROUNDS = 5
START_LIMIT = 20.0


@dataclass(frozen=True)
class Deliveries:
    """Messages in a second, sixteen under way, as a part of the bare sender's: the median over rounds in turns. Both on one core."""

    name: str
    messages: int
    at_least: float

    @property
    def figure(self) -> str:
        return f"≥ {self.at_least:.2f}"

    def run(self, site: Site) -> Result:
        with _receiver() as url, servers.sandbox(site.copy_of_demo()) as server:
            server.wait()
            with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)) as line:
                endpoint = _say(line, "POST", "endpoints", url=url)["id"]
                self._ours(line, endpoint)  # the first message imports what sends it
                pairs = [(self._ours(line, endpoint), self._bare(url)) for _ in range(ROUNDS)]
        ratio = statistics.median(mine / other for mine, other in pairs)
        mine, other = (statistics.median(rates) for rates in zip(*pairs, strict=True))
        return Result(ratio, f"{ratio:.2f}", ratio >= self.at_least, f"{mine:,.0f}/s against {other:,.0f}/s")

    def _ours(self, line: http.client.HTTPConnection, endpoint: str) -> float:
        _say(line, "PATCH", f"endpoints/{endpoint}", paused=True)
        _say(line, "POST", "trigger", event="workflow", set={"payload.contexts": []}, times=self.messages)
        started = time.perf_counter()
        _say(line, "PATCH", f"endpoints/{endpoint}", paused=False)
        assert _say(line, "POST", "drain", timeout=100)["drained"]
        return self.messages / (time.perf_counter() - started)

    def _bare(self, url: str) -> float:
        os.sched_setaffinity(0, {SERVER_CORE})
        try:
            told = subprocess.run([sys.executable, "-m", "bench.bare_sender", url, str(self.messages)], capture_output=True, check=True)
        finally:
            os.sched_setaffinity(0, {LOAD_CORE})
        return float(told.stdout)


@contextlib.contextmanager
def _receiver() -> Iterator[str]:
    """On the core of the load."""
    port = servers.free_port()
    process = subprocess.Popen([sys.executable, "-m", "bench.receiver", str(port)])
    try:
        until = time.monotonic() + START_LIMIT
        while time.monotonic() < until:
            with contextlib.suppress(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}/webhook"
    finally:
        process.kill()
        process.wait()


def _say(line: http.client.HTTPConnection, method: str, path: str, **fields: Any) -> Any:
    line.request(method, f"/_sandbox/webhooks/{path}", json.dumps(fields), {"Content-Type": "application/json"})
    answer = line.getresponse()
    told = json.loads(answer.read())
    assert answer.status < 300, told
    return told

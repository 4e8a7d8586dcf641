"""One real server per test process; a fresh world, cloned from its planted one, for every test that asks for it."""

import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser

from tests import processes
from tests.chromium import chromium
from tests.processes import LIMIT, read_until_ready
from tests.room import room

FROZEN = "2026-03-18T12:00:00+00:00"
"""A Wednesday noon, so that every run of the suite sees the same demo."""


@dataclass(frozen=True)
class Server:
    url: str
    transport: httpx.HTTPTransport

    def client(self, path: str = "", **options: Any) -> httpx.Client:
        """A client that keeps no cookies of others and follows no redirects, so that each answer is seen."""
        return httpx.Client(base_url=self.url + path, transport=self.transport, **options)


class Clock:
    """The clock of one world, moved over the control API."""

    def __init__(self, control: httpx.Client) -> None:
        self._control = control

    def now(self) -> str:
        return str(self._control.get("/clock").raise_for_status().json()["now"])

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> dict[str, Any]:
        total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
        answer: dict[str, Any] = self._control.post("/clock/advance", json={"seconds": total}).raise_for_status().json()
        return answer

    def freeze(self, at: str) -> None:
        self._control.put("/clock", json={"mode": "frozen", "at": at}).raise_for_status()


class World:
    """A world of its own for one test: `url` is what a client is pointed at, `control` its control API, `clock` its clock."""

    def __init__(self, server: Server, name: str) -> None:
        self.server, self.name, self.url = server, name, f"{server.url}/w/{name}"
        self.control = server.client(f"/w/{name}/_sandbox")
        self.clock = Clock(self.control)

    def client(self, **options: Any) -> httpx.Client:
        return self.server.client(f"/w/{self.name}", **options)

    def with_token(self, token: str, **options: Any) -> httpx.Client:
        return self.client(headers={"Authorization": f"Bearer {token}"}, **options)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    limits = httpx.Limits(max_connections=None)
    with in_room("--ephemeral", "--frozen", FROZEN) as (_, url), httpx.HTTPTransport(verify=False, limits=limits) as transport:
        yield Server(url, transport)


@pytest.fixture(scope="session")
def born_alike() -> Iterator[tuple[Server, Server]]:
    flags = ("--ephemeral", "--seed", "7", "--frozen", FROZEN)
    with in_room(*flags) as (_, one), in_room(*flags) as (_, two):
        yield Server(one, httpx.HTTPTransport()), Server(two, httpx.HTTPTransport())


@pytest.fixture
def twins(born_alike: tuple[Server, Server]) -> tuple[Server, Server]:
    """Two servers as they were planted, from the same seed. Tests that want them are the group "twins", so that one worker starts them."""
    for server in born_alike:
        server.client("/_sandbox").post("/reset").raise_for_status()
    return born_alike


def in_room(*flags: str) -> "started":
    """A server whose worlds are where there is room for them."""
    return started(*flags, environment={"TMPDIR": str(room())})


class started:  # noqa: N801 - reads as a verb where it is used
    """A server in a process of its own, on a port of its own; `with started("--flag") as (process, url)`."""

    def __init__(self, *flags: str, environment: dict[str, str] | None = None) -> None:
        self._arguments = [sys.executable, "-m", "sandbox", "serve", "--port", "0", *flags]
        self._environment = processes.environment(**(environment or {}))

    def __enter__(self) -> tuple[subprocess.Popen[str], str]:
        self._process = subprocess.Popen(self._arguments, env=self._environment, stdout=subprocess.PIPE, text=True)
        found = re.search(r"http://\S+", read_until_ready(self._process))
        assert found
        return self._process, found.group()

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=LIMIT)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture(scope="module")
def real_browser() -> Iterator[Browser]:
    """One for the tests of a module, which are a group of their own so that one worker starts it, and which run no event loop beside it."""
    with chromium() as browser:
        yield browser


numbers = itertools.count(1)


@pytest.fixture
def world(server: Server) -> Iterator[World]:
    """A clone of the demo, with the clock frozen at FROZEN."""
    name = f"test-{os.getpid()}-{next(numbers)}"
    control = server.client("/_sandbox")
    control.post("/worlds/default/clone", json={"name": name}).raise_for_status()
    yield World(server, name)
    control.delete(f"/worlds/{name}").raise_for_status()


@pytest.fixture
def clock(world: World) -> Clock:
    return world.clock

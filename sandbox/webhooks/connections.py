"""Connections to receivers. Imported with the first message, because aiohttp takes a tenth of a second."""

import socket
from contextvars import ContextVar
from functools import partial
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import Connection

from sandbox.http.targets import ForbiddenTarget, Targets, forbidden, is_allowed


class GuardedResolver(AbstractResolver):
    """Looks a name up for each connection and hands on the allowed addresses only: a name may mean another host than at registration."""

    def __init__(self, targets: Targets) -> None:
        self._targets, self._resolver = targets, aiohttp.ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        allowed = [result for result in found if is_allowed(result["host"], self._targets)]
        if found and not allowed:
            raise ForbiddenTarget(forbidden(host, found[0]["host"], self._targets))
        return allowed

    async def close(self) -> None:
        await self._resolver.close()


def guarded_socket(targets: Targets, place: aiohttp.AddrInfoType) -> socket.socket:
    """Raises ForbiddenTarget. No URL is read twice, and perhaps in two ways: this is the very address that is connected to."""
    family, kind, protocol, _, (address, *_) = place
    if not is_allowed(str(address), targets):
        raise ForbiddenTarget(forbidden(str(address), str(address), targets))
    return socket.socket(family, kind, protocol)


reused: ContextVar[bool] = ContextVar("reused")
"""Whether the connection of the request under way had served another before: such a one may turn out to be closed."""


class Connector(aiohttp.TCPConnector):
    async def connect(self, req: Any, traces: Any, timeout: Any) -> Connection:
        connection = await super().connect(req, traces, timeout)
        reused.set(getattr(connection.protocol, "has_served", False))
        connection.protocol.has_served = True  # type: ignore[union-attr]
        return connection


def new_session(targets: Targets) -> aiohttp.ClientSession:
    """Without limits of its own; whoever sends bounds what is under way. Nothing is read from the environment, proxies neither."""
    sockets = partial(guarded_socket, targets)
    connector = Connector(limit=0, use_dns_cache=False, resolver=GuardedResolver(targets), socket_factory=sockets)
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None),
        skip_auto_headers=("Accept", "Accept-Encoding"),
        auto_decompress=False,
    )

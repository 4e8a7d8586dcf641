"""One request to a receiver, and what came of it. Standard library only: the command line must start fast."""

import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import SHUT_RDWR
from threading import Event, Timer
from urllib.parse import urlsplit

PIECES = 20
"""Of a body that is dripped."""
MOST = 1 << 20
"""Bytes of an answer that are read."""


@dataclass(frozen=True, kw_only=True)
class Request:
    method: str = "POST"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    drip: float = 0
    """Seconds that the body takes."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`status` None: there was none, and `error` says why. `seconds` are those from the last byte of the request on."""

    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    seconds: float = 0
    error: str = ""
    connected: bool = True

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def exchange(url: str, request: Request, *, patience: float) -> Answer:
    """Redirects are not followed. `patience` seconds after the last byte the connection is cut."""
    parts = urlsplit(url)
    connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    with closing(connect(parts.netloc, timeout=patience)) as connection:
        try:
            connection.connect()
        except (OSError, HTTPException, ValueError) as error:  # ValueError: a name that no DNS query can hold
            return Answer(error=f"no connection ({_reason(error)})", connected=False)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return _answer(connection, target, request, patience)


def _answer(connection: HTTPConnection, target: str, request: Request, patience: float) -> Answer:
    cut = Event()
    timer = Timer(patience + request.drip, _cut, [connection, cut])
    timer.daemon = True
    timer.start()
    try:
        with suppress(BrokenPipeError, ConnectionResetError):  # it may have answered without reading to the end
            _send(connection, target, request)
        sent = time.monotonic()
        response = connection.getresponse()
        seconds = time.monotonic() - sent
        return Answer(status=response.status, headers=tuple(response.getheaders()), body=response.read(MOST), seconds=seconds)
    except (OSError, HTTPException) as error:
        late = cut.is_set() or isinstance(error, TimeoutError)  # on a busy machine the socket's own patience may end first
        return Answer(error=f"no answer within {patience:g} s" if late else f"no answer ({_reason(error)})")
    finally:
        timer.cancel()


def _send(connection: HTTPConnection, target: str, request: Request) -> None:
    length = {} if request.body is None else {"Content-Length": str(len(request.body))}
    connection.request(request.method, target, _pieces(request), request.headers | length)


def _pieces(request: Request) -> bytes | Iterator[bytes] | None:
    return _dripped(request.body, request.drip) if request.body and request.drip else request.body


def _dripped(body: bytes, seconds: float) -> Iterator[bytes]:
    size = -(-len(body) // PIECES)
    for first in range(0, len(body), size):
        time.sleep(seconds / PIECES)
        yield body[first : first + size]


def _cut(connection: HTTPConnection, cut: Event) -> None:
    """Whoever waits at the socket is woken up."""
    cut.set()
    if connection.sock:
        with suppress(OSError):
            connection.sock.shutdown(SHUT_RDWR)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__

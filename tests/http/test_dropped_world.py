"""A world that is dropped while somebody's request is on its way."""

import socket
from urllib.parse import urlsplit

import pytest

from tests.conftest import Server

HALF, REST = b'{"mode": ', b'"frozen"}'


class SlowClient:
    """Sends a request's head and, when the server has asked for the body, half of that; `finish` sends the rest."""

    def __init__(self, url: str, method: str, path: str) -> None:
        parts = urlsplit(url)
        self._connection = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20)
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
        head += f"Content-Length: {len(HALF + REST)}\r\nExpect: 100-continue\r\n\r\n"
        self._connection.sendall(head.encode())
        assert self._connection.recv(100).startswith(b"HTTP/1.1 100 ")
        self._connection.sendall(HALF)

    def finish(self) -> tuple[int, bytes]:
        answer = b""
        with self._connection:
            self._connection.sendall(REST)
            while chunk := self._connection.recv(65536):
                answer += chunk
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]), body


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/_sandbox/clock"),
        ("POST", "/_sandbox/clock/advance"),
        ("POST", "/_sandbox/reset"),
        ("POST", "/_sandbox/worlds"),
        ("POST", "/_sandbox/tokens"),
        ("POST", "/oauth/token"),
        ("POST", "/oauth/register"),
        ("POST", "/oauth/authorize"),
    ],
)
def test_it_is_unknown_when_the_body_has_arrived(server: Server, method: str, path: str) -> None:
    name = f"made-to-vanish{path.replace('/', '-')}"
    control = server.client("/_sandbox")
    control.post("/worlds/default/clone", json={"name": name}).raise_for_status()
    slow = SlowClient(server.url, method, f"/w/{name}{path}")
    control.delete(f"/worlds/{name}").raise_for_status()

    status, body = slow.finish()

    assert (status, b'"unknown_world"' in body) == (404, True)


def test_one_that_was_made_again_is_the_one_that_is_meant(server: Server) -> None:
    name = "made-twice"
    control = server.client("/_sandbox")
    control.post("/worlds/default/clone", json={"name": name}).raise_for_status()
    slow = SlowClient(server.url, "PUT", f"/w/{name}/_sandbox/clock")
    control.delete(f"/worlds/{name}").raise_for_status()
    control.post("/worlds/default/clone", json={"name": name}).raise_for_status()

    assert slow.finish()[0] == 200
    control.delete(f"/worlds/{name}").raise_for_status()

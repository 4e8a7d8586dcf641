"""Whatever a client sends, it gets an answer, and never a 500."""

import socket
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Server, World
from tests.demo import API_TOKEN

MEGABYTE = 1 << 20


def exchange(server: Server, request: bytes) -> bytes:
    """The answer to these very bytes; the connection is closed behind them."""
    parts = urlsplit(server.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def get(path: bytes, *headers: bytes, method: bytes = b"GET") -> bytes:
    return b"\r\n".join([method + b" " + path + b" HTTP/1.1", b"Host: localhost", b"Connection: close", *headers, b"", b""])


@pytest.mark.parametrize("path", ["/_sandbox/worlds", "/_sandbox/clock/advance", "/oauth/token"])
def test_a_body_beyond_the_limit_is_refused(server: Server, path: str) -> None:
    answer = server.client().post(path, content=b"x" * (MEGABYTE + 1))

    assert answer.status_code == 413
    assert "1048576" in answer.text


def test_a_body_beyond_the_limit_is_refused_in_chunks_too(world: World) -> None:
    chunks = (b"x" * 65536 for _ in range(40))

    assert world.control.put("/clock", content=chunks).status_code == 413


def test_a_body_at_the_limit_is_read(world: World) -> None:
    body = b'{"mode": "frozen", "at": "2026-01-01"}'

    assert world.control.put("/clock", content=body.ljust(MEGABYTE)).status_code == 200


PATHS = {
    "bytes that are not UTF-8": b"/_sandbox/worlds/%ff%fe",
    "bytes that are not ASCII": b"/_sandbox/worlds/\xc3\xa9",
    "a null": b"/_sandbox/worlds/%00",
    "a line break": b"/_sandbox/worlds/a%0d%0ab",
    "a climb": b"/_sandbox/../../etc/passwd",
    "a world's climb": b"/w/..%2f..%2fdefault/_sandbox/clock",
    "a coded slash": b"/_sandbox/worlds/a%2fb",
    "a broken escape": b"/_sandbox/%zz%",
    "an absolute form": b"http://localhost/_sandbox/health",
    "a star": b"*",
    "a long way": b"/" + b"a/" * 4000,
    "a query that is not UTF-8": b"/oauth/authorize?client_id=%ff&state=%fe",
    "a raw query": b"/oauth/authorize?client_id=\xff\xfe",
    "a tenfold path": b"/v2/%ff",
    "an odata path": b"/odata/%ff?$filter=%ff",
}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
@pytest.mark.parametrize("method", [b"GET", b"POST", b"OPTIONS", b"TRACE", b"BREW"])
def test_a_strange_path_gets_an_answer(server: Server, path: bytes, method: bytes) -> None:
    assert 200 <= status(exchange(server, get(path, b"Content-Length: 0", method=method))) < 500


HEADERS = {
    "a foreign authorization": b"Authorization: Digest x",
    "a broken basic": b"Authorization: Basic %%%",
    "bytes that are not ASCII": b"Authorization: Bearer \xff\xfe",
    "a long token": b"Authorization: Bearer " + b"a" * 30000,
    "a token of a world with a strange name": b"Authorization: Bearer a.../../x",
    "a broken origin": b"Origin: http://[",
    "a broken type": b"Content-Type: ;;;=",
    "a broken cookie": b"Cookie: \xff=;;=",
    "a negative length": b"Content-Length: -1",
    "two lengths": b"Content-Length: 1\r\nContent-Length: 2",
    "an upgrade": b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13",
    "an expectation": b"Expect: 200-ok",
    "a foreign encoding": b"Transfer-Encoding: gzip",
    "a broken range": b"Range: bytes=9-1",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("path", [b"/_sandbox/health", b"/_sandbox/world", b"/odata/me", b"/v2/nowhere", b"/oauth/authorize"])
def test_a_strange_header_gets_an_answer(server: Server, path: bytes, header: bytes) -> None:
    assert 200 <= status(exchange(server, get(path, header))) < 500


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("path", [b"/odata/me", b"/odata/Contacts?$top=1", b"/odata/$metadata"])
def test_a_strange_header_gets_an_answer_beside_a_good_token_too(server: Server, path: bytes, header: bytes) -> None:
    token = f"Authorization: Bearer {API_TOKEN}".encode()

    assert 200 <= status(exchange(server, get(path, token, header))) < 500


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("path", [b"/oauth/token", b"/oauth/register", b"/_sandbox/clock/advance"])
def test_a_strange_header_gets_an_answer_beside_a_body_too(server: Server, path: bytes, header: bytes) -> None:
    body = b'{"grant_type": "refresh_token", "redirect_uris": 1}'
    request = get(path, b"Content-Type: application/json", header, b"Content-Length: %d" % len(body), method=b"POST") + body

    assert 200 <= status(exchange(server, request)) < 500


def test_a_client_that_hangs_up_in_its_body_does_not_disturb_the_next(server: Server) -> None:
    exchange(server, b"POST /_sandbox/worlds HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")

    assert server.client().get("/_sandbox/health").status_code == 200


@settings(max_examples=60, deadline=None)
@given(path=st.binary(max_size=40).filter(lambda raw: not set(raw) & set(b" \r\n\0")))
def test_no_path_breaks_the_server(server: Server, path: bytes) -> None:
    answer = exchange(server, get(b"/" + path))

    assert 200 <= status(answer) < 500

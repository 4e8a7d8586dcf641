"""How a file gets to the importer: chunked, packed, waited for, broken off."""

import gzip
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.conftest import World
from tests.facts import fact
from tests.fourfour.importer import TOKEN, Importer, importer_of

CSV = b"id,name\na,Acme\n"


@pytest.fixture
def crm(world: World) -> Importer:
    return importer_of(world)


def jobs(world: World) -> int:
    return len(world.control.get("/jobs").raise_for_status().json()["jobs"])


def speak(world: World, head: str, body: bytes = b"") -> socket.socket:
    address = urlsplit(world.url)
    line = socket.create_connection((address.hostname, address.port), timeout=20)
    line.sendall(
        f"PUT {address.path}/import/crm/account HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n{head}\r\n\r\n".encode() + body
    )
    return line


@fact("FF-IM-14")
def test_a_body_may_come_in_chunks(crm: Importer) -> None:
    def pieces() -> Iterator[bytes]:
        yield from (CSV[:5], CSV[5:9], CSV[9:])

    assert crm.put("account", pieces())["processed"] == 1


@fact("FF-IM-14")
def test_a_body_may_be_gzip_and_of_several_members(crm: Importer) -> None:
    packed = gzip.compress(CSV[:8]) + gzip.compress(CSV[8:])
    assert crm.put("account", packed, content_encoding="gzip")["processed"] == 1
    assert crm.record("account", "a") == CSV.decode()


@fact("FF-IM-14")
@pytest.mark.parametrize(
    ("content", "encoding", "status"),
    [(b"id\n", "gzip", 400), (gzip.compress(CSV)[:-3], "gzip", 400), (CSV, "br", 415), (gzip.compress(bytes(100 << 20)), "gzip", 413)],
    ids=["no gzip", "cut off", "another coding", "a bomb"],
)
def test_a_bad_coding_is_refused_at_once(world: World, crm: Importer, content: bytes, encoding: str, status: int) -> None:
    answer = crm.http.put("/import/crm/account", content=content, headers={"Content-Encoding": encoding})
    assert answer.status_code == status
    assert list(answer.json()) == ["message"]
    assert jobs(world) == 0


@fact("FF-IM-10")
def test_a_client_that_goes_away_leaves_nothing(world: World, crm: Importer) -> None:
    for head, part in (("Content-Length: 9999", CSV), ("Transfer-Encoding: chunked", b"f\r\n" + CSV + b"\r\n")):
        speak(world, head, part).close()

    assert crm.put("account", CSV)["status"] == "completed"
    assert jobs(world) == 1


@fact("FF-IM-01")
def test_a_client_that_asks_first_is_told_to_go_on(world: World) -> None:
    with speak(world, f"Content-Length: {len(CSV)}\r\nExpect: 100-continue") as line:
        assert line.recv(1000).startswith(b"HTTP/1.1 100 ")
        line.sendall(CSV)
        assert line.recv(1000).startswith(b"HTTP/1.1 202 ")


@fact("FF-IM-05")
def test_a_client_that_asks_first_without_a_token_is_refused_before_it_sends(world: World) -> None:
    head = f"Content-Length: {len(CSV)}\r\nExpect: 100-continue\r\nAuthorization: Bearer wrong"
    address = urlsplit(world.url)
    with socket.create_connection((address.hostname, address.port), timeout=20) as line:
        line.sendall(f"PUT {address.path}/import/crm/account HTTP/1.1\r\nHost: x\r\n{head}\r\n\r\n".encode())
        assert line.recv(1000).startswith(b"HTTP/1.1 401 ")


@fact("FF-IM-14")
def test_a_world_that_is_dropped_during_the_upload_is_unknown(world: World) -> None:
    twin = World(world.server, f"{world.name}-dropped")
    world.control.post(f"/worlds/{world.name}/clone", json={"name": twin.name}).raise_for_status()
    with speak(twin, f"Content-Length: {len(CSV)}\r\nExpect: 100-continue\r\nConnection: close") as line:
        assert line.recv(100).startswith(b"HTTP/1.1 100 ")
        line.sendall(CSV[:5])
        twin.control.delete(f"/worlds/{twin.name}").raise_for_status()
        line.sendall(CSV[5:])
        answer = b"".join(iter(lambda: line.recv(65536), b""))

    assert (answer.split()[1], b'"unknown_world"' in answer) == (b"404", True)
    assert twin.name not in [told["name"] for told in world.control.get("/worlds").json()["worlds"]]

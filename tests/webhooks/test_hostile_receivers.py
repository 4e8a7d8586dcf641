"""Whatever a receiver does, the attempt ends with a word about it, and the message is tried again."""

import contextlib
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import World
from tests.facts import fact
from tests.fourfour.webhooks import drain, register, settled, trigger
from tests.receiver import Receiver

Talk = Callable[[socket.socket], None]


@contextmanager
def talker(talk: Talk, *, scheme: str = "http") -> Iterator[str]:
    """A server that reads a request and then does what `talk` does with the connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection, contextlib.suppress(OSError):
                        connection.recv(65536)
                        talk(connection)

        threading.Thread(target=serve, daemon=True).start()
        yield f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/webhook"


def says(answer: bytes) -> Talk:
    return lambda connection: connection.sendall(answer)


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65536)


TALKS: dict[str, tuple[Talk, int | None, str | None]] = {
    "hangs up": (lambda connection: None, None, "The receiver hung up without an answer"),
    "resets": (reset, None, "The connection broke"),
    "garbage": (says(b"\x00\xffnonsense\r\n\r\n"), None, "The answer is not HTTP"),
    "endless body": (endless, None, "The answer is longer than 1048576 bytes"),
    "huge header": (
        says(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n"),
        None,
        "The answer is not HTTP",
    ),
    "broken off": (says(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), None, "The answer broke off"),
    "informational only": (says(b"HTTP/1.1 100 Continue\r\n\r\n"), None, "The receiver hung up"),
    "latin-1 reason": (says(b"HTTP/1.1 500 \xfc\r\nContent-Length: 0\r\n\r\n"), 500, None),
    "no reason": (says(b"HTTP/1.1 204\r\n\r\n"), 204, None),
}


@fact("FF-WH-05")
@pytest.mark.parametrize("name", TALKS)
def test_what_a_broken_receiver_did_is_told(world: World, name: str) -> None:
    talk, answer, error = TALKS[name]
    with talker(talk) as url:
        register(world, url)
        (written,) = trigger(world)
        told = settled(world, written["id"])

    assert (told["answer"], told["attempts"]) == (answer, 1)
    assert (told["error"] or "").startswith(error or "")
    assert (told["error"] is None) == (error is None)
    assert told["status"] == ("delivered" if answer == 204 else "pending")


@fact("FF-WH-05")
def test_a_receiver_that_says_nothing_for_three_seconds_has_failed(world: World) -> None:
    over = threading.Event()

    def say_nothing(connection: socket.socket) -> None:
        over.wait(20)

    with talker(say_nothing) as url:
        register(world, url)
        (written,) = trigger(world)
        told = settled(world, written["id"])
        over.set()

    assert told["error"] == "No answer within 3 s"
    assert 2900 <= told["log"][0]["duration_ms"] < 10_000


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(world: World, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost"]
    subprocess.run([*make, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with contextlib.suppress(OSError):
                context.wrap_socket(listener.accept()[0], server_side=True).close()

        threading.Thread(target=serve, daemon=True).start()
        register(world, f"https://127.0.0.1:{listener.getsockname()[1]}/")
        (written,) = trigger(world)
        told = settled(world, written["id"])

    assert told["error"].startswith("The certificate was not accepted")


@fact("FF-WH-06")
def test_redirects_are_followed_but_not_for_ever_and_not_to_forbidden_addresses(world: World) -> None:
    with Receiver() as end:
        for status, method in ((307, "POST"), (308, "POST"), (301, "GET"), (302, "GET"), (303, "GET")):
            head = f"HTTP/1.1 {status} Moved\r\nLocation: {end.url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            with talker(lambda connection, head=head: connection.sendall(head.encode())) as url:  # type: ignore[misc]
                endpoint = register(world, url)
                (written,) = trigger(world)
                assert settled(world, written["id"])["answer"] == 200
                world.control.delete(f"/webhooks/endpoints/{endpoint['id']}").raise_for_status()
            assert end.next().method == method

    def told_of(location: str) -> str:
        with Receiver(f"HTTP/1.1 307 Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()) as receiver:
            endpoint = register(world, receiver.url)
            (written,) = trigger(world)
            error = str(settled(world, written["id"])["error"])
            world.control.delete(f"/webhooks/endpoints/{endpoint['id']}").raise_for_status()
        return error

    assert told_of("/webhook") == "Not sent: the receiver redirects more than 5 times"
    assert told_of("http://10.0.0.1/").startswith("Not sent: 10.0.0.1 may not be sent to")
    assert told_of("http://\uff11\uff10.0.0.1/").startswith("Not sent: 10.0.0.1 may not be sent to")  # digits of full width
    for spelling in ("10.1", "167772161", "012.0.0.1", "0xa.1", "[::10.0.0.1]", "[::ffff:10.0.0.1]"):
        assert told_of(f"http://{spelling}/").startswith("Not sent: ")
    assert told_of("file:///etc/passwd") == "Not sent: the receiver redirects to file:///etc/passwd"


def test_of_an_answer_a_bounded_part_is_kept(world: World) -> None:
    body = "é".encode() * 50_000
    with Receiver(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body) as receiver:
        register(world, receiver.url)
        (written,) = trigger(world)
        told = settled(world, written["id"])

    assert told["status"] == "delivered"
    assert told["log"][0]["response_body"] == "é" * 2048


def test_a_thousand_endpoints_that_hang_do_not_delay_the_next_one(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as mute, Receiver() as receiver:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/"
        for number in range(1000):
            register(world, f"{url}{number}", waits=[])
        register(world, receiver.url)
        trigger(world)

        receiver.next()

        listed = world.control.get("/webhooks/messages", params={"status": "pending", "limit": 2000}).json()["messages"]
        assert len(listed) >= 1000  # their three seconds are not over
    assert drain(world)["failed"] == 1000

"""`sandbox listen`: a process that takes what the server sends, on real sockets."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from tests.cli.command import refused
from tests.conftest import World
from tests.demo import SKERRY
from tests.processes import LIMIT, environment, read_until_ready
from tests.receiver import Receiver

EVENT = "conversation_processing_complete"


@contextmanager
def listening(world: World, *options: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    """`more` is added to its environment."""
    command = [sys.executable, "-m", "sandbox", "listen", *options]
    variables = environment(SANDBOX_URL=world.server.url, SANDBOX_WORLD=world.name, **more)
    process = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen[str]) -> str:
    """The next that it says, waited for no longer than a test may take."""
    assert process.stdout is not None
    with ThreadPoolExecutor(1) as reader:
        said = reader.submit(process.stdout.readline)
        try:
            return said.result(LIMIT).rstrip("\n")
        except TimeoutError:
            process.kill()  # else the reader would wait on
            raise


def trigger(world: World, event: str = EVENT, **more: Any) -> dict[str, Any]:
    answer = world.control.post("/webhooks/trigger", json={"event": event, "set": {"payload.id": "c-1"}, **more}).raise_for_status().json()
    (message,) = answer["messages"]
    assert isinstance(message, dict)
    return message


def drained(world: World, message: dict[str, Any]) -> dict[str, Any]:
    """The message, once it is no more under way."""
    world.control.post("/webhooks/drain").raise_for_status()
    told: dict[str, Any] = world.control.get(f"/webhooks/messages/{message['id']}").json()
    return told


def endpoints(world: World) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = world.control.get("/webhooks/endpoints").json()["endpoints"]
    return told


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_is_an_endpoint_for_as_long_as_it_runs(world: World, number: signal.Signals) -> None:
    before = endpoints(world)
    with listening(world, "--event", EVENT) as process:
        said = read_until_ready(process)
        (endpoint,) = [each for each in endpoints(world) if each not in before]
        process.send_signal(number)
        rest = process.communicate(timeout=LIMIT)

    assert endpoint["events"] == [EVENT]
    assert all(f"  {endpoint[name]}\n" in said for name in ("id", "url", "workspace"))
    assert said.endswith("\n\nReady.\n")
    assert (rest, process.returncode) == (("", ""), 0)
    assert endpoints(world) == before


def test_each_delivery_is_a_line(world: World) -> None:
    with listening(world) as process:
        read_until_ready(process)
        message = trigger(world)
        said = line(process)

        assert drained(world, message)["status"] == "delivered"
    assert said[8:] == f'  {EVENT}  {{"id": "c-1"}}  signature right  attempt 1  200'


def test_a_wrong_signature_is_told_and_a_second_attempt_counted(world: World) -> None:
    with listening(world) as process, Receiver() as app:
        read_until_ready(process)
        message = trigger(world, mischief=["wrong_signature"])
        first = line(process)
        drained(world, message)
        world.control.post(f"/webhooks/messages/{message['id']}/resend").raise_for_status()
        second = line(process)

    assert first.endswith("  signature wrong: it is that of another body or was made with another secret  attempt 1  200")
    assert second.endswith("  signature right  attempt 2  200")
    assert app.deliveries == []


def test_a_sender_that_gives_up_waiting_or_says_nonsense_is_nothing_to_tell_of(world: World) -> None:
    with listening(world, "--json") as process:
        host, port = json.loads(line(process))["url"].removeprefix("http://").rstrip("/").split(":")
        with socket.create_connection((host, int(port))) as sender:
            sender.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            sender.sendall(b"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nfour")
        with socket.create_connection((host, int(port))) as sender:
            sender.sendall(b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n")
            assert sender.makefile("rb").readline() == b"HTTP/1.0 411 Length Required\r\n"
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=LIMIT)

    assert rest == ("", "")


def test_an_event_of_a_forger_cannot_steer_the_terminal(world: World) -> None:
    with listening(world) as process, world.server.client() as client:
        url = next(word for word in read_until_ready(process).split() if word.startswith("http://127"))
        client.post(url, json={"event": "\x1b[2J\nReady."})
        said = line(process)

    assert r"  \x1b[2J\nReady.  null  signature wrong: " in said


def test_it_has_a_json_form_with_an_object_a_line(world: World) -> None:
    with listening(world, "--json") as process:
        ready = json.loads(line(process))
        trigger(world)
        delivery = json.loads(line(process))

    assert (ready["ready"], ready["url"][:17]) == (True, "http://127.0.0.1:")
    assert delivery["event"] == EVENT
    assert delivery["tenant"] == ready["workspace"]
    assert delivery["payload"] == {"id": "c-1"}
    assert (delivery["signature_fits"], delivery["attempt"], delivery["answer"]) == (True, 1, 200)
    assert json.loads(delivery["body"])["timestamp"] == delivery["timestamp"]


def test_it_hands_messages_on_as_they_came_and_answers_what_is_answered_there(world: World) -> None:
    answer = b"HTTP/1.1 418 Teapot\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nshort"
    with Receiver(answer) as app, listening(world, "--forward-to", f"{app.url}?from=sandbox") as process:
        assert f"forward to  {app.url}?from=sandbox\n" in read_until_ready(process)
        message = trigger(world, set={"payload.id": "Zoë/1"})
        delivery = app.next()
        said = line(process)
        (attempt,) = drained(world, message)["log"]

    assert delivery.path == "/webhook?from=sandbox"
    assert delivery.headers | attempt["request_headers"] == delivery.headers
    assert delivery.body.endswith(rb'"payload":{"id":"Zo\u00eb\/1"}}')
    assert (attempt["status"], attempt["response_body"]) == (418, "short")
    assert said.endswith('{"id": "Zoë/1"}  signature right  attempt 1  418')


def test_a_receiver_keeps_the_secret_that_it_has(world: World) -> None:
    with listening(world, "--secret", "the app's own") as process:
        assert "secret      the app's own\n" in read_until_ready(process)
        trigger(world)
        assert "signature right" in line(process)


CALL = {"call.id": "c-1", "call.status": "ringing", "call.direction": "Inbound", "call.phoneNumber": "15125551212", "call.duration": 7}


def test_a_call_event_of_tenfold_is_a_line_with_what_matters_of_the_call(world: World) -> None:
    with listening(world, "--vendor", "tenfold") as process:
        assert "organization  " in read_until_ready(process)
        trigger(world, "call-update", set=CALL)
        said = line(process)

    told = '{"id": "c-1", "status": "ringing", "direction": "Inbound", "phoneNumber": "15125551212", "duration": 7}'
    assert said[8:] == f"  call-update  {told}  signature right  attempt 1  200"


def test_a_call_event_has_its_own_names_in_json(world: World) -> None:
    with listening(world, "--event", "call-update", "--json") as process:
        ready = json.loads(line(process))
        trigger(world, "call-update", set={"call": ["no call"]}, mischief=["wrong_signature"])
        delivery = json.loads(line(process))

    assert (ready["vendor"], delivery["type"], delivery["call"]) == ("tenfold", "call-update", ["no call"])
    assert delivery["timestamp"] == "2026-03-18T12:00:00.000Z"
    assert (delivery["signature_fits"], len(delivery["signature"])) == (False, 64)
    assert not {"event", "tenant", "payload"} & set(delivery)


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--workspace", SKERRY], True),
        (["--event", "call-update"], False),
        (["--organization", SKERRY], False),
        (["--vendor", "tenfold"], False),
        (["--vendor", "tenfold", "--secret", "the app's own"], True),
    ],
)
def test_the_secret_of_the_environment_is_four_fours(world: World, options: list[str], kept: bool) -> None:
    with listening(world, *options, FOURFOUR_WEBHOOK_SECRET="the app's own") as process:
        assert ("  the app's own\n" in read_until_ready(process)) is kept


def test_what_cannot_be_handed_on_is_sent_again(world: World) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{unheard.getsockname()[1]}/webhook"
        with listening(world, "--forward-to", nobody) as process:
            read_until_ready(process)
            message = trigger(world)
            first, after = line(process), drained(world, message)
            world.clock.advance(seconds=10)
            second = line(process)

    assert first.endswith("attempt 1  502: no connection (Connection refused)")
    assert (after["status"], after["answer"]) == ("pending", 502)
    assert second.endswith("attempt 2  502: no connection (Connection refused)")


def test_it_ends_when_nobody_reads_any_more(world: World) -> None:
    before = endpoints(world)
    with listening(world) as process:
        read_until_ready(process)
        assert process.stdout is not None
        process.stdout.close()
        trigger(world)
        process.stdout = open(os.devnull)  # noqa: SIM115 - for `communicate`

        assert process.wait(LIMIT) == 0
    assert endpoints(world) == before


def test_an_endpoint_that_a_reset_has_removed_is_none_to_worry_about(world: World) -> None:
    with listening(world) as process:
        read_until_ready(process)
        for endpoint in endpoints(world):
            world.control.delete(f"/webhooks/endpoints/{endpoint['id']}").raise_for_status()
        process.send_signal(signal.SIGTERM)

        assert process.communicate(timeout=LIMIT) == ("", "")
    assert process.returncode == 0


def test_what_is_no_message_is_shown_as_it_is(world: World) -> None:
    with listening(world, "--json") as process:
        url = json.loads(line(process))["url"]
        with world.server.client() as client:
            assert client.post(url, content=b"[1]").status_code == 200
            assert client.get(url).status_code == 501
            assert client.post(url, content=iter([b"chunks"])).status_code == 411
        delivery = json.loads(line(process))

    assert (delivery["event"], delivery["body"], delivery["signature_fits"]) == (None, "[1]", False)
    assert delivery["signature_fault"] == "it is empty"


@pytest.mark.parametrize(
    ("options", "code", "complaint"),
    [
        (["--forward-to", "nowhere"], 2, "Invalid value for '--forward-to': must be an address such as http://127.0.0.1:3000/webhook"),
        (["--host", "nowhere.invalid"], 1, "cannot listen on nowhere.invalid: "),
        (["--event", "nothing"], 1, "events"),
        (["--workspace", "nowhere"], 1, "workspace"),
        (["--vendor", "fourfour", "--event", "call-update"], 1, "events has call-update"),
        (["--url", "http://127.0.0.1:1"], 1, "no server answers at http://127.0.0.1:1"),
    ],
)
def test_what_cannot_be_listened_to_is_told_in_one_line(world: World, options: list[str], code: int, complaint: str) -> None:
    done, said = refused("listen", *options, SANDBOX_URL=world.server.url, SANDBOX_WORLD=world.name)

    assert (done, said.startswith(f"Error: {complaint}")) == (code, True), said

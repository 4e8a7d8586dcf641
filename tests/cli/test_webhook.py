"""`sandbox webhook`, `trigger` and `resend`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import refused, sandbox
from tests.conftest import World
from tests.demo import FERRYBANK, SKERRY
from tests.receiver import Receiver

EVENT = "conversation_processing_complete"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as receiver:
        yield receiver


def run(world: World, *arguments: str, code: int = 0) -> str:
    done = sandbox(*arguments, SANDBOX_URL=world.server.url, SANDBOX_WORLD=world.name)
    assert (done.returncode, done.stderr) == (code, "")
    return done.stdout


def answer(world: World, *arguments: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run(world, *arguments, "--json"))
    return told


def sent(world: World, *arguments: str) -> dict[str, Any]:
    """The message that a trigger writes, once it is no more under way."""
    (message,) = answer(world, "trigger", *arguments)["messages"]
    run(world, "webhook", "drain")
    assert isinstance(message, dict)
    return message


def test_an_endpoint_is_added_with_all_that_it_can_have(world: World, receiver: Receiver) -> None:
    options = ["--event", EVENT, "--event", "workflow", "--paused", "--wait", "1", "--wait", "2.5"]
    facts = answer(world, "webhook", "add", receiver.url, *options, "--mischief", "duplicate=0.5", "--mischief", "slow")

    assert world.control.get(f"/webhooks/endpoints/{facts['id']}").json() | {"secret": facts["secret"]} == facts
    assert (facts["url"], facts["events"], facts["paused"]) == (receiver.url, [EVENT, "workflow"], True)
    assert (facts["waits"], facts["mischief"]) == ([1, 2.5], {"duplicate": 0.5, "slow": 1})


def test_the_secret_is_printed_as_it_is_added_and_when_it_is_asked_for(world: World, receiver: Receiver) -> None:
    said = dict(line.split(maxsplit=1) for line in run(world, "webhook", "add", receiver.url).splitlines())

    assert run(world, "webhook", "secret", said["id"]) == f"{said['secret']}\n"
    assert said["secret"] not in run(world, "webhook", "list")


def test_the_list_has_a_line_for_each(world: World, receiver: Receiver) -> None:
    before = run(world, "webhook", "list").splitlines()
    facts = answer(world, "webhook", "add", receiver.url, "--event", EVENT)
    heads, *lines = run(world, "webhook", "list").splitlines()

    assert heads.split() == ["ID", "VENDOR", "URL", "EVENTS", "OWNER", "PAUSED"]
    assert lines[-1].split() == [facts["id"], "fourfour", receiver.url, EVENT, facts["workspace"], "no"]
    assert len(lines) == len(before)
    assert answer(world, "webhook", "list")["endpoints"][-1]["id"] == facts["id"]


def test_an_endpoint_is_changed_paused_and_removed(world: World, receiver: Receiver) -> None:
    endpoint = answer(world, "webhook", "add", receiver.url, "--mischief", "slow")["id"]

    def facts() -> dict[str, Any]:
        return next(each for each in answer(world, "webhook", "list")["endpoints"] if each["id"] == endpoint)

    changed = answer(world, "webhook", "change", endpoint, "--target", f"{receiver.url}/2", "--event", "workflow", "--no-mischief")
    assert (changed["url"], changed["events"], changed["mischief"]) == (f"{receiver.url}/2", ["workflow"], {})
    assert answer(world, "webhook", "change", endpoint, "--no-client", "--wait", "3")["waits"] == [3]
    assert run(world, "webhook", "pause", endpoint) == f"Paused {endpoint}\n"
    assert facts()["paused"] is True
    assert run(world, "webhook", "unpause", endpoint) == f"Unpaused {endpoint}\n"
    assert facts()["paused"] is False
    assert run(world, "webhook", "remove", endpoint) == f"Removed {endpoint}\n"
    assert endpoint not in run(world, "webhook", "list")


def test_a_linked_client_is_named_and_unlinked(world: World, receiver: Receiver) -> None:
    client = world.control.get("/env").json()["FOURFOUR_CLIENT_ID"]
    endpoint = answer(world, "webhook", "add", receiver.url, "--client", client)

    assert endpoint["client"] == client
    assert answer(world, "webhook", "change", endpoint["id"], "--no-client")["client"] is None


def test_call_events_of_tenfold_are_added_listed_triggered_and_found_again(world: World, receiver: Receiver) -> None:
    endpoint = answer(world, "webhook", "add", receiver.url, "--vendor", "tenfold", "--organization", FERRYBANK, "--event", "call-update")
    assert (endpoint["vendor"], endpoint["events"]) == ("tenfold", ["call-update"])
    owner = endpoint["organization"]
    assert run(world, "webhook", "list").split()[-6:] == [endpoint["id"], "tenfold", receiver.url, "call-update", owner, "no"]

    written = sent(world, "call-update", "--organization", FERRYBANK, "--set", "call.status=ringing")

    assert receiver.next().json["call"]["status"] == "ringing"
    assert run(world, "webhook", "messages", "--organization", FERRYBANK).split()[7] == written["id"]
    assert f"\norganization  {owner}\n" in run(world, "webhook", "show", written["id"])
    assert run(world, "trigger", "call-update", "--organization", SKERRY).startswith("No endpoint is told of it; ")


def test_sign_and_verify_know_the_bytes_of_tenfold_too(world: World, receiver: Receiver, tmp_path: Path) -> None:
    secret = answer(world, "webhook", "add", receiver.url, "--organization", FERRYBANK)["secret"]
    run(world, "trigger", "call-update")
    delivery, body = receiver.next(), tmp_path / "body.json"
    body.write_bytes(delivery.body)

    signature = delivery.headers["X-Tenfold-Signature"]
    assert run(world, "sign", str(body), "--secret", secret) == f"{signature}\n"
    assert run(world, "verify", str(body), "--secret", secret, "--signature", signature) == "The signature fits.\n"


def test_a_triggered_event_says_what_it_was_told_to(world: World, receiver: Receiver) -> None:
    run(world, "webhook", "add", receiver.url)
    run(world, "trigger", EVENT, "--set", "payload.id=7", "--set", "payload.name=Zoë = 1/2", "--set", 'payload.list=[1, {"a": null}]')

    payload = {"id": 7, "name": "Zoë = 1/2", "list": [1, {"a": None}]}
    assert receiver.next().json["payload"] == payload


def test_a_trigger_says_which_messages_it_has_written(world: World, receiver: Receiver) -> None:
    assert run(world, "trigger", EVENT).startswith("No endpoint is told of it; ")
    run(world, "webhook", "add", receiver.url)

    heads, *lines = run(world, "trigger", EVENT, "--times", "3").splitlines()

    assert heads.split() == ["ID", "EVENT", "STATUS", "ATTEMPTS", "ANSWER", "CREATED", "URL"]
    assert [line.split()[1:5] for line in lines] == [[EVENT, "pending", "0", "-"]] * 3
    assert len({receiver.next().body for _ in range(3)}) >= 1


def test_a_trigger_may_be_for_one_endpoint_or_one_workspace(world: World, receiver: Receiver) -> None:
    first, second = (answer(world, "webhook", "add", receiver.url)["id"] for _ in range(2))

    assert [each["endpoint"] for each in answer(world, "trigger", EVENT)["messages"]] == [first, second]
    assert [each["endpoint"] for each in answer(world, "trigger", EVENT, "--endpoint", second)["messages"]] == [second]
    assert run(world, "trigger", EVENT, "--workspace", SKERRY).startswith("No endpoint is told of it; ")


def test_messages_are_listed_by_what_became_of_them(world: World, receiver: Receiver) -> None:
    endpoint = answer(world, "webhook", "add", receiver.url)["id"]
    taken = sent(world, EVENT)
    receiver.answer = 500
    refused_there = sent(world, "workflow")

    def ids(*filters: str) -> list[str]:
        return [line.split()[0] for line in run(world, "webhook", "messages", *filters).splitlines()[1:]]

    assert ids() == [taken["id"], refused_there["id"]]
    assert ids("--status", "delivered") == [taken["id"]]
    assert ids("--event", "workflow", "--endpoint", endpoint) == [refused_there["id"]]
    assert ids("--limit", "1") == [refused_there["id"]]
    assert ids("--endpoint", "none & nowhere") == []
    assert [each["id"] for each in answer(world, "webhook", "messages", "--status", "pending")["messages"]] == [refused_there["id"]]


def test_show_tells_what_happened_to_a_message_and_why(world: World, receiver: Receiver) -> None:
    run(world, "webhook", "add", receiver.url, "--wait", "10")
    receiver.answer = 503
    message = sent(world, EVENT, "--mischief", "wrong_signature")

    said = run(world, "webhook", "show", message["id"])

    assert '\nbody         {"timestamp":"2026-03-18T12:00:00+00:00","event":"conversation_processing_complete",' in said
    first, fate = said.splitlines()[-2:]
    assert first.startswith("attempt 1  2026-03-18T12:00:00")
    assert " 503 in " in first
    assert first.endswith(" ms, sent with wrong_signature")
    assert fate.startswith("Under way after 1 attempt; due 2026-03-18T12:00:10")

    world.clock.advance(seconds=10)
    run(world, "webhook", "drain")
    assert run(world, "webhook", "show", message["id"]).endswith(
        f"\nGiven up after 2 attempts; `sandbox resend {message['id']}` sends it again.\n"
    )

    receiver.answer = 200
    assert run(world, "resend", message["id"]) == f"Sends {message['id']} again\n"
    run(world, "webhook", "drain")
    assert run(world, "webhook", "show", message["id"]).endswith("\nDelivered after 3 attempts.\n")
    assert len(answer(world, "webhook", "show", message["id"])["log"]) == 3


def test_attempts_are_listed_a_line_each(world: World, receiver: Receiver) -> None:
    run(world, "webhook", "add", receiver.url)
    one, other = sent(world, EVENT), sent(world, EVENT)

    heads, *lines = run(world, "webhook", "attempts").splitlines()
    assert heads.split() == ["MESSAGE", "AT", "OUTCOME"]
    assert [line.split()[0] for line in lines] == [one["id"], other["id"]]
    assert all(" 200 in " in line for line in lines)
    assert len(answer(world, "webhook", "attempts", "--message", one["id"])["attempts"]) == 1


def test_drain_waits_until_nothing_is_under_way(world: World, receiver: Receiver) -> None:
    run(world, "webhook", "add", receiver.url)
    run(world, "trigger", EVENT, "--times", "5")

    assert run(world, "webhook", "drain") == "5 delivered, 0 failed, 0 waiting\n"
    assert answer(world, "webhook", "drain") == {"drained": True, "delivered": 5, "failed": 0, "waiting": 0}


def test_drain_ends_with_code_5_when_the_time_is_up(world: World, receiver: Receiver) -> None:
    run(world, "webhook", "add", receiver.url, "--mischief", "slow")
    run(world, "trigger", EVENT)

    assert run(world, "webhook", "drain", "--timeout", "0.1", code=5) == "0 delivered, 0 failed, 1 waiting\n"


@pytest.mark.parametrize(
    ("command", "code", "complaint"),
    [
        (["webhook", "add", "nowhere"], 1, "url "),
        (["webhook", "add", "http://127.0.0.1:9/", "--mischief", "slow=2"], 2, "Invalid value for '--mischief': must be a kind and a"),
        (["webhook", "add", "http://127.0.0.1:9/", "--mischief", "slow=nan"], 2, "Invalid value for '--mischief': must be a kind and a"),
        (["webhook", "add", "http://127.0.0.1:9/", "--mischief", "storm"], 1, "mischief"),
        (["webhook", "add", "http://127.0.0.1:9/", "--wait", "-1"], 2, "Invalid value for '--wait'"),
        (["webhook", "add", "http://127.0.0.1:9/", "--vendor", "sixsix"], 2, "Invalid value for '--vendor': 'sixsix' is not one of"),
        (["webhook", "add", "http://127.0.0.1:9/", "--vendor", "tenfold", "--client", "x"], 1, "client is not for tenfold"),
        (["webhook", "add", "http://127.0.0.1:9/", "--vendor", "fourfour", "--event", "call-update"], 1, "events has call-update"),
        (["webhook", "secret", "none"], 1, "There is no webhook endpoint 'none'"),
        (["webhook", "change", "none"], 2, "Say what to change."),
        (["webhook", "change", "none", "--no-client"], 1, "There is no webhook endpoint 'none'"),
        (["webhook", "remove", "\udcff"], 1, "There is no webhook endpoint"),
        (["webhook", "show", "no message"], 1, "There is no webhook message 'no message'"),
        (["webhook", "messages", "--endpoint", "\udcff", "--limit", "0"], 2, "Invalid value for '--limit'"),
        (["webhook", "drain", "--timeout", "nan"], 2, "Invalid value for '--timeout': must be 0 or more seconds"),
        (["resend", "none"], 1, "There is no webhook message 'none'"),
        (["trigger", "nothing"], 1, "event "),
        (["trigger", EVENT, "--set", "payload.id"], 2, "Invalid value for '--set': must be a field and a value such as payload.id=7"),
        (["trigger", EVENT, "--set", "=7"], 2, "Invalid value for '--set': must be a field and a value such as payload.id=7"),
        (["trigger", EVENT, "--endpoint", "none"], 1, "endpoint"),
        (["trigger", "call-update", "--workspace", FERRYBANK], 1, "workspace is not for tenfold, which takes organization"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(world: World, command: list[str], code: int, complaint: str) -> None:
    done, line = refused(*command, SANDBOX_URL=world.server.url, SANDBOX_WORLD=world.name)

    assert (done, line.startswith(f"Error: {complaint}")) == (code, True), line

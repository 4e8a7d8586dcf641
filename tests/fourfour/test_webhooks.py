"""Signed webhooks of Four/Four (fourfour.md, 6)."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator

import pytest

from tests.conftest import FROZEN, World
from tests.demo import FERRYBANK, SKERRY
from tests.facts import fact
from tests.fourfour.webhooks import COMPLETE, WORKFLOW, drain, message, register, settled, trigger
from tests.receiver import Delivery, Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as receiver:
        yield receiver


@fact("FF-WH-01", "FF-WH-02", "FF-WH-03")
def test_a_message_arrives_signed_over_its_exact_bytes(world: World, receiver: Receiver) -> None:
    """What a reader of the vendor's page writes: HMAC_SHA256(SECRET_KEY, JSON_PAYLOAD), compared with the header."""
    endpoint = register(world, receiver.url)
    (written,) = trigger(world, set={"payload.id": "9e259d7a-8dd2-42ce-beb8-ef637eda7ef7"})

    delivery = receiver.next()

    assert delivery.headers["Signature"] == hmac.new(endpoint["secret"].encode(), delivery.body, hashlib.sha256).hexdigest()
    assert (delivery.headers["Content-Type"], delivery.headers["User-Agent"]) == ("application/json", "GuzzleHttp/7")
    assert delivery.body.decode() == (
        f'{{"timestamp":"{FROZEN}","event":"conversation_processing_complete","tenant":"{endpoint["workspace"]}",'
        '"payload":{"id":"9e259d7a-8dd2-42ce-beb8-ef637eda7ef7"}}'
    )
    assert drain(world) == {"drained": True, "delivered": 1, "failed": 0, "waiting": 0}
    told = message(world, written["id"])
    assert (told["status"], told["attempts"], told["answer"], told["error"]) == ("delivered", 1, 200, None)
    assert json.loads(told["body"]) == delivery.json
    assert [(line["number"], line["status"], line["at"]) for line in told["log"]] == [(1, 200, FROZEN)]


@fact("FF-WH-05")
def test_an_error_status_is_tried_again_three_times_ever_later_and_then_given_up(world: World, receiver: Receiver) -> None:
    register(world, receiver.url)
    receiver.answer = 500
    (written,) = trigger(world)
    assert settled(world, written["id"])["due_at"] == "2026-03-18T12:00:10+00:00"

    done = world.clock.advance(seconds=9)["ran"] + world.clock.advance(seconds=1)["ran"]
    assert [task["payload"]["message"] for task in done] == [written["id"]]
    assert message(world, written["id"])["due_at"] == "2026-03-18T12:01:50+00:00"
    world.clock.advance(hours=1)

    told = message(world, written["id"])
    assert (told["status"], told["attempts"], told["answer"], told["due_at"]) == ("failed", 4, 500, None)
    assert [line["at"][11:19] for line in told["log"]] == ["12:00:00", "12:00:10", "12:01:50", "12:18:30"]
    assert len({delivery.body for delivery in receiver.deliveries}) == 1
    assert world.clock.advance(days=1)["ran"] == []


@fact("FF-WH-05")
def test_a_receiver_that_comes_back_gets_the_message_with_the_next_retry(world: World, receiver: Receiver) -> None:
    register(world, receiver.url)
    receiver.answer = 503
    (written,) = trigger(world)
    drain(world)
    receiver.answer = 204

    world.clock.advance(hours=1)

    told = message(world, written["id"])
    assert (told["status"], told["attempts"], [line["status"] for line in told["log"]]) == ("delivered", 2, [503, 204])


@fact("FF-WH-05")
def test_a_receiver_that_is_down_for_an_hour_gets_its_message_if_the_endpoint_waits_so_long(world: World, receiver: Receiver) -> None:
    """With the vendor's own waits the message is given up after 18 and a half minutes, and `resend` brings it."""
    register(world, receiver.url, waits=[60, 600, 6000])
    receiver.answer = 503
    (written,) = trigger(world)
    world.clock.advance(hours=1)
    assert (message(world, written["id"])["status"], len(receiver.deliveries)) == ("pending", 3)
    receiver.answer = 200

    world.clock.advance(hours=1)

    told = message(world, written["id"])
    assert (told["status"], [line["status"] for line in told["log"]]) == ("delivered", [503, 503, 503, 200])


def test_what_was_given_up_is_sent_again_on_request(world: World, receiver: Receiver) -> None:
    register(world, receiver.url, waits=[])
    receiver.answer = 410
    (written,) = trigger(world)
    assert settled(world, written["id"])["status"] == "failed"
    receiver.answer = 200

    world.control.post(f"/webhooks/messages/{written['id']}/resend").raise_for_status()

    told = settled(world, written["id"])
    assert (told["status"], told["attempts"], [line["status"] for line in told["log"]]) == ("delivered", 2, [410, 200])


@fact("FF-WH-04")
def test_an_endpoint_hears_of_what_it_has_ticked_in_its_own_workspace(world: World, receiver: Receiver) -> None:
    register(world, receiver.url, events=[WORKFLOW], workspace=FERRYBANK)
    register(world, receiver.url, events=[COMPLETE], workspace=SKERRY)

    assert trigger(world, COMPLETE, workspace=FERRYBANK) == []
    (written,) = trigger(world, WORKFLOW, workspace=FERRYBANK)
    drain(world)

    assert [delivery.json["event"] for delivery in receiver.deliveries] == [WORKFLOW]
    payload = receiver.deliveries[0].json["payload"]
    assert {context["type"] for context in payload["contexts"]} >= {"conversation", "insight", "topic", "topic_model", "label", "chat"}
    assert payload["contexts"][-1] == {"type": "timestamp", "timestamp": FROZEN}
    assert written["workspace"] == receiver.deliveries[0].json["tenant"]


@fact("FF-WH-04")
def test_a_linked_client_brings_events_of_workspaces_that_authorised_it(world: World, receiver: Receiver) -> None:
    people = world.control.get("/people").json()["people"]
    person = next(person for person in people if len(person["workspaces"]) == 2)
    client = world.control.post("/oauth/clients", json={"name": "App", "redirect_uris": ["http://127.0.0.1:9/cb"], "workspace": FERRYBANK})
    client_id = client.raise_for_status().json()["client_id"]
    register(world, receiver.url, workspace=FERRYBANK, client=client_id)
    assert trigger(world, workspace=SKERRY) == []

    asked = {"kind": "oauth", "user": person["email"], "workspace": SKERRY, "client_id": client_id}
    world.control.post("/tokens", json=asked).raise_for_status()
    (written,) = trigger(world, workspace=SKERRY)
    drain(world)

    skerry = next(workspace["id"] for workspace in person["workspaces"] if workspace["name"] == SKERRY)
    assert [delivery.json["tenant"] for delivery in receiver.deliveries] == [skerry]
    world.control.delete(f"/oauth/clients/{client_id}").raise_for_status()
    assert trigger(world, workspace=SKERRY) == []
    assert written["workspace"] == skerry


@fact("FF-WH-02")
def test_the_secret_is_shown_on_request_and_changes_with_the_endpoint_only(world: World) -> None:
    first = register(world, "http://127.0.0.1:9/")
    assert first["secret"] == world.control.get("/env").json()["FOURFOUR_WEBHOOK_SECRET"]
    shown = world.control.get("/webhooks/endpoints").json()["endpoints"]
    assert "secret" not in shown[0]
    assert world.control.get(f"/webhooks/endpoints/{first['id']}/secret").json() == {"secret": first["secret"]}

    world.control.delete(f"/webhooks/endpoints/{first['id']}").raise_for_status()
    second = register(world, "http://127.0.0.1:9/")

    assert len(second["secret"]) == 40
    assert second["secret"] != first["secret"]


def test_a_paused_endpoint_gets_its_messages_when_it_goes_on_and_in_order(world: World, receiver: Receiver) -> None:
    endpoint = register(world, receiver.url, paused=True)
    written = [trigger(world, set={"payload.id": str(number)})[0]["id"] for number in range(5)]
    assert drain(world) == {"drained": True, "delivered": 0, "failed": 0, "waiting": 5}

    world.control.patch(f"/webhooks/endpoints/{endpoint['id']}", json={"paused": False}).raise_for_status()
    drain(world)

    assert {delivery.json["payload"]["id"] for delivery in receiver.deliveries} == {"0", "1", "2", "3", "4"}
    listed = world.control.get("/webhooks/messages", params={"status": "delivered", "limit": 3}).json()["messages"]
    assert [each["id"] for each in listed] == written[2:]


def test_what_was_still_to_be_sent_to_a_removed_endpoint_has_failed(world: World) -> None:
    endpoint = register(world, "http://127.0.0.1:9/", paused=True)
    (written,) = trigger(world)

    world.control.delete(f"/webhooks/endpoints/{endpoint['id']}").raise_for_status()

    told = message(world, written["id"])
    assert (told["status"], told["error"], told["url"]) == ("failed", "The endpoint was removed", "http://127.0.0.1:9/")
    again = world.control.post(f"/webhooks/messages/{written['id']}/resend")
    assert (again.status_code, again.json()["error"]["message"]) == (400, "message was to an endpoint that has been removed")


@fact("FF-WH-01")
def test_the_body_is_written_as_php_writes_json(world: World, receiver: Receiver) -> None:
    register(world, receiver.url)
    trigger(world, set={"payload.note": "Zürich / 東京 😀", "payload.list": [1, {"a": None}], "payload.id": 7})
    drain(world)

    body = receiver.deliveries[0].body.decode()
    assert body.endswith(r'"payload":{"id":7,"note":"Z\u00fcrich \/ \u6771\u4eac \ud83d\ude00","list":[1,{"a":null}]}}')


KINDS = "duplicate, reorder, delay, wrong_signature, truncated, stale, slow"


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({}, "event is missing; it must be one of conversation_processing_complete, workflow, call-update"),
        ({"event": "nope"}, "event must be one of conversation_processing_complete, workflow, call-update"),
        ({"event": COMPLETE, "endpoint": "x"}, "endpoint is no webhook endpoint: 'x'"),
        ({"event": COMPLETE, "set": {"tenant": 1}}, "set must have paths that begin with payload, not 'tenant'"),
        ({"event": WORKFLOW, "set": {"payload.contexts.99": 1}}, "set has the path 'payload.contexts.99', and there is no '99' to set"),
        (
            {"event": WORKFLOW, "set": {"payload.contexts." + "9" * 5000: 1}},
            f"set has the path 'payload.contexts.{'9' * 43}', and there is no '{'9' * 60}' to set",
        ),
        ({"event": COMPLETE, "set": {"payload.id.x": 1}}, "set has the path 'payload.id.x', and there is no 'x' to set"),
        ({"event": COMPLETE, "set": {"payload" + ".a" * 40: 1}}, "set has a path of more than 32 steps"),
        ({"event": COMPLETE, "times": 100_001}, "times must be 100000 or fewer"),
        (
            {"event": COMPLETE, "mischief": ["rain"]},
            f"mischief must be one of {KINDS}",
        ),
    ],
)
def test_a_bad_trigger_writes_nothing(world: World, asked: dict[str, object], rule: str) -> None:
    register(world, "http://127.0.0.1:9/", paused=True)

    answer = world.control.post("/webhooks/trigger", json=asked)

    assert (answer.status_code, answer.json()["error"]["message"]) == (400, rule)
    assert world.control.get("/webhooks/messages").json() == {"messages": []}


def test_a_value_nested_too_deeply_is_refused(world: World) -> None:
    register(world, "http://127.0.0.1:9/", paused=True)
    deep = '{"event":"workflow","set":{"payload.x":' + "[" * 1000 + "]" * 1000 + "}}"

    answer = world.control.post("/webhooks/trigger", content=deep)

    assert answer.status_code == 400
    assert world.control.get("/webhooks/messages").json() == {"messages": []}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/webhooks/endpoints/x", "unknown_webhook"),
        ("/webhooks/endpoints/x/secret", "unknown_webhook"),
        ("/webhooks/messages/x", "unknown_message"),
        ("/webhooks/messages?status=lost", "invalid_field"),
        ("/webhooks/messages?limit=0", "invalid_field"),
        ("/webhooks/messages?statuss=failed", "invalid_field"),
        ("/webhooks/attempts?event=workflow", "invalid_field"),
    ],
)
def test_what_is_not_there_is_named(world: World, path: str, code: str) -> None:
    assert world.control.get(path).json()["error"]["code"] == code


def test_a_message_that_is_asked_for_anew_while_it_is_on_its_way_is_sent_again(world: World, receiver: Receiver) -> None:
    register(world, receiver.url)
    begun, answering = threading.Event(), threading.Event()

    def hesitate(_: Delivery) -> int:
        begun.set()
        assert answering.wait(20)
        return 200

    receiver.answer = hesitate
    (written,) = trigger(world)
    assert begun.wait(20)
    world.control.post(f"/webhooks/messages/{written['id']}/resend").raise_for_status()
    answering.set()

    told = settled(world, written["id"])
    assert (told["status"], [line["number"] for line in told["log"]], len(receiver.deliveries)) == ("delivered", [1, 2], 2)


def test_a_receiver_that_has_a_secret_already_can_keep_it(world: World, receiver: Receiver) -> None:
    assert register(world, receiver.url, secret="my own")["secret"] == "my own"
    trigger(world)

    delivery = receiver.next()

    assert delivery.headers["Signature"] == hmac.new(b"my own", delivery.body, hashlib.sha256).hexdigest()

"""Call events of Tenfold (tenfold.md, 6). What is sent is the vendor's; that and how one registers for it is proposed."""

import hashlib
import hmac
from collections.abc import Iterator

import pytest

from tests.conftest import World
from tests.demo import FERRYBANK, SKERRY
from tests.facts import fact
from tests.fourfour.webhooks import drain, message, register, settled, trigger
from tests.receiver import Receiver
from tests.tenfold.conftest import ELSEWHERE, Tenfold

CALL_UPDATE = "call-update"
SAMPLE = {
    "status": str,
    "phoneNumber": str,
    "direction": str,
    "startTime": str,
    "endTime": str,
    "duration": int,
    "createdDate": str,
    "id": str,
    "organizationId": str,
    "userId": str,
    "extension": str,
    "phoneSystemCallId": str,
}
"""The call of the vendor's page, with the type of each value."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as receiver:
        yield receiver


@fact("TE-01")
def test_a_call_event_is_posted_as_on_the_vendors_page_and_signed_over_its_exact_bytes(world: World, receiver: Receiver) -> None:
    endpoint = register(world, receiver.url, vendor="tenfold", organization=FERRYBANK)
    (written,) = trigger(world, CALL_UPDATE)

    delivery = receiver.next()

    assert list(delivery.json) == ["type", "call", "timestamp"]
    assert {name: type(value) for name, value in delivery.json["call"].items()} | SAMPLE == SAMPLE
    assert (delivery.json["type"], delivery.json["call"]["organizationId"]) == (CALL_UPDATE, endpoint["organization"])
    assert delivery.json["timestamp"] == "2026-03-18T12:00:00.000Z"
    assert delivery.body.startswith(b'{"type":"call-update","call":{"status":"')
    signature = hmac.new(endpoint["secret"].encode(), delivery.body, hashlib.sha256).hexdigest()
    assert delivery.headers["X-Tenfold-Signature"] == signature
    assert (delivery.headers["Content-Type"], delivery.headers["User-Agent"]) == ("application/json", "Tenfold/1.0")
    assert "Signature" not in delivery.headers
    assert (written["organization"], settled(world, written["id"])["status"]) == (endpoint["organization"], "delivered")


@fact("TE-01")
def test_an_endpoint_hears_of_its_own_organization_only(world: World, tenfold: Tenfold, receiver: Receiver) -> None:
    http = tenfold.signed_in(ELSEWHERE)
    own = http.get("/v2/users/me").json()["data"]["organizationId"]
    endpoint = register(world, receiver.url, organization=SKERRY)
    assert (endpoint["vendor"], endpoint["organization"], endpoint["events"]) == ("tenfold", own, [CALL_UPDATE])

    assert trigger(world, CALL_UPDATE, organization=FERRYBANK) == []
    trigger(world, CALL_UPDATE, organization=own)

    assert receiver.next().json["call"]["organizationId"] == own


@fact("TE-01")
def test_events_of_one_call_come_in_order(world: World, receiver: Receiver) -> None:
    """Those of other calls do not wait for them."""
    endpoint = register(world, receiver.url, organization=FERRYBANK)
    receiver.answer = lambda delivery: 200 if delivery.json["call"]["id"] == "b" else 503
    for call, status in (("a", "ringing"), ("a", "in-progress"), ("b", "ringing")):
        trigger(world, CALL_UPDATE, set={"call.id": call, "call.status": status}, endpoint=endpoint["id"])
    drain(world)
    assert sorted(seen(receiver)) == [("a", "ringing"), ("b", "ringing")]
    receiver.answer = 200

    world.clock.advance(seconds=10)
    drain(world)

    assert seen(receiver)[2:] == [("a", "ringing"), ("a", "in-progress")]


def seen(receiver: Receiver) -> list[tuple[str, str]]:
    return [(delivery.json["call"]["id"], delivery.json["call"]["status"]) for delivery in receiver.deliveries]


@fact("TE-01")
def test_what_is_not_taken_is_tried_again_three_times_ever_later(world: World, receiver: Receiver) -> None:
    register(world, receiver.url, organization=FERRYBANK)
    receiver.answer = 500
    (written,) = trigger(world, CALL_UPDATE)

    world.clock.advance(hours=1)

    told = settled(world, written["id"])
    assert (told["status"], [line["at"][11:19] for line in told["log"]]) == ("failed", ["12:00:00", "12:00:10", "12:01:50", "12:18:30"])


def test_a_message_says_what_it_was_told_to_as_often_as_it_was_told_to(world: World, receiver: Receiver) -> None:
    register(world, receiver.url, events=[CALL_UPDATE])
    trigger(world, CALL_UPDATE, set={"call.status": "ringing", "call.recordingLink": "http://x/é"}, times=2, mischief=["duplicate"])
    drain(world)

    assert len(receiver.deliveries) == 4
    assert {delivery.json["call"]["status"] for delivery in receiver.deliveries} == {"ringing"}
    assert '"recordingLink":"http://x/é"},"timestamp"' in receiver.deliveries[0].body.decode()


def test_a_named_endpoint_is_told_of_its_own_organization(world: World, receiver: Receiver) -> None:
    register(world, receiver.url, organization=FERRYBANK)
    endpoint = register(world, receiver.url, organization=SKERRY)

    (written,) = trigger(world, CALL_UPDATE, endpoint=endpoint["id"])

    assert (written["endpoint"], written["organization"]) == (endpoint["id"], endpoint["organization"])
    assert message(world, written["id"])["organization"] == endpoint["organization"]


def test_neither_vendor_hears_of_the_others_events(world: World, receiver: Receiver) -> None:
    of_fourfour, of_tenfold = register(world, receiver.url), register(world, receiver.url, vendor="tenfold")

    assert [each["endpoint"] for each in trigger(world, CALL_UPDATE)] == [of_tenfold["id"]]
    assert [each["endpoint"] for each in trigger(world, "workflow")] == [of_fourfour["id"]]


def test_the_secret_of_an_endpoint_of_tenfold_is_new_and_leaves_four_four_the_scenarios(world: World) -> None:
    of_tenfold = register(world, "http://127.0.0.1:9/", vendor="tenfold")
    of_fourfour = register(world, "http://127.0.0.1:9/")

    assert len(of_tenfold["secret"]) == 40
    assert world.control.get(f"/webhooks/endpoints/{of_tenfold['id']}/secret").json() == {"secret": of_tenfold["secret"]}
    assert of_fourfour["secret"] == world.control.get("/env").json()["FOURFOUR_WEBHOOK_SECRET"] != of_tenfold["secret"]

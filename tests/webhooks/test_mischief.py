"""What can be done to messages on request, so that a receiver's defences are tested."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from sandbox.webhooks.mischief import Mischief, drawn
from sandbox.webhooks.signature import verify
from tests.conftest import FROZEN, World
from tests.fourfour.webhooks import drain, message, register, settled, trigger
from tests.receiver import Delivery, Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as receiver:
        yield receiver


def test_a_duplicate_comes_twice_with_the_same_bytes(world: World, receiver: Receiver) -> None:
    register(world, receiver.url)
    (written,) = trigger(world, mischief=["duplicate"])

    told = settled(world, written["id"])

    assert [delivery.body for delivery in receiver.deliveries] == [told["body"].encode()] * 2
    assert (told["status"], told["attempts"]) == ("delivered", 2)


def test_a_reordered_message_comes_behind_the_next_one(world: World, receiver: Receiver) -> None:
    register(world, receiver.url)
    trigger(world, mischief=["reorder"], set={"payload.id": "first"})
    assert drain(world)["waiting"] == 1
    trigger(world, set={"payload.id": "second"})
    drain(world)

    assert [delivery.json["payload"]["id"] for delivery in receiver.deliveries] == ["second", "first"]


def test_a_reordered_message_that_nothing_follows_comes_late(world: World, receiver: Receiver) -> None:
    register(world, receiver.url)
    (written,) = trigger(world, mischief=["reorder"])
    world.clock.advance(seconds=1)

    ran = world.clock.advance(seconds=30)["ran"]

    assert [task["payload"].get("message") for task in ran] == [written["id"]]
    assert message(world, written["id"])["status"] == "delivered"


def test_a_delayed_message_comes_late_by_the_worlds_clock(world: World, receiver: Receiver) -> None:
    register(world, receiver.url)
    trigger(world, mischief=["delay"])
    drain(world)
    assert receiver.deliveries == []

    world.clock.advance(seconds=30)

    assert receiver.next().json["timestamp"] == FROZEN


@pytest.mark.parametrize("kind", ["wrong_signature", "truncated"])
def test_a_receiver_that_refuses_what_is_wrong_gets_it_right_afterwards(world: World, receiver: Receiver, kind: str) -> None:
    secret = register(world, receiver.url)["secret"]

    def check(delivery: Delivery) -> int:
        return 200 if verify(secret, delivery.body, delivery.headers["Signature"]) else 401

    receiver.answer = check
    (written,) = trigger(world, mischief=[kind])
    drain(world)
    world.clock.advance(seconds=10)

    told = message(world, written["id"])
    assert [(line["status"], line["mischief"]) for line in told["log"]] == [(401, [kind]), (200, [])]
    assert receiver.deliveries[1].body == told["body"].encode()


def test_a_stale_message_is_a_day_old_and_rightly_signed(world: World, receiver: Receiver) -> None:
    secret = register(world, receiver.url)["secret"]
    trigger(world, mischief=["stale"])
    drain(world)

    (delivery,) = receiver.deliveries
    assert (datetime.fromisoformat(FROZEN) - datetime.fromisoformat(delivery.json["timestamp"])).days == 1
    assert verify(secret, delivery.body, delivery.headers["Signature"])


def test_a_slow_message_comes_in_drops_and_whole(world: World, receiver: Receiver) -> None:
    register(world, receiver.url)
    (written,) = trigger(world, mischief=["slow"])

    told = settled(world, written["id"])

    assert receiver.deliveries[0].body == told["body"].encode()
    assert told["log"][0]["duration_ms"] >= 1500


def test_an_endpoints_chances_are_drawn_from_the_message_so_that_a_seed_repeats_them(world: World, receiver: Receiver) -> None:
    register(world, receiver.url, mischief={"duplicate": 0.5})
    written = trigger(world, times=40)
    drain(world)

    twice = [each["id"] for each in written if Mischief.DUPLICATE in drawn({Mischief.DUPLICATE: 0.5}, each["id"])]
    assert 5 < len(twice) < 35
    assert [each["id"] for each in written if each["mischief"] == ["duplicate"]] == twice
    assert len(receiver.deliveries) == 40 + len(twice)


def test_every_kind_happens_always_or_never_as_its_chance_says() -> None:
    everything = dict.fromkeys(Mischief, 1.0)
    assert drawn(everything, "any") == tuple(Mischief)
    assert drawn({}, "any") == ()

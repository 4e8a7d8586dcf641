"""A conversation comes in, is processed, and whoever asked for it hears of it (fourfour.md, 6)."""

import hashlib
import hmac

from tests.conftest import World
from tests.facts import fact
from tests.fourfour.importer import READ_TOKEN
from tests.fourfour.webhooks import register
from tests.receiver import Receiver


@fact("FF-WH-07")
def test_a_processed_conversation_is_announced_and_its_id_leads_to_all_that_was_learnt(world: World) -> None:
    """The life of an integration: told by the webhook, it asks OData for the rest."""
    reader = world.with_token(READ_TOKEN)
    with Receiver() as receiver:
        secret = register(world, receiver.url, events=["conversation_processing_complete"])["secret"]
        made = world.control.post("/conversations", json={}).raise_for_status().json()
        world.clock.advance(minutes=11)
        assert receiver.deliveries == []

        ran = world.clock.advance(minutes=1)["ran"]

        (delivery,) = receiver.deliveries
    assert [task["kind"] for task in ran] == ["fourfour.conversation", "webhooks.deliver"]
    assert delivery.headers["Signature"] == hmac.new(secret.encode(), delivery.body, hashlib.sha256).hexdigest()
    assert delivery.json["payload"] == {"id": made["id"]}
    assert delivery.json["timestamp"] == world.clock.now()
    assert delivery.json["tenant"] == reader.get("/odata/me").json()["tenant_id"]
    told = reader.get(f"/odata/Conversations/{made['id']}?$expand=fragments,participants,insights($expand=topics),accounts").json()
    assert told["summary"]
    assert len(told["participants"]) == 2
    assert {fragment["participant_id"] for fragment in told["fragments"]} == {person["id"] for person in told["participants"]}
    assert all(insight["topics"] for insight in told["insights"])
    assert told["accounts"]


@fact("FF-WH-07")
def test_a_conversation_is_announced_once_however_often_it_is_asked_to_be_processed(world: World) -> None:
    with Receiver() as receiver:
        register(world, receiver.url)
        made = world.control.post("/conversations", json={"process": "held"}).raise_for_status().json()
        for _ in range(3):
            world.control.post(f"/conversations/{made['id']}/process").raise_for_status()
        world.clock.advance(hours=1)

        assert [delivery.json["payload"]["id"] for delivery in receiver.deliveries] == [made["id"]]


@fact("FF-WH-07")
def test_one_that_failed_is_not_announced(world: World) -> None:
    with Receiver() as receiver:
        register(world, receiver.url)
        made = world.control.post("/conversations", json={"process": "held"}).raise_for_status().json()
        world.control.post(f"/conversations/{made['id']}/process", json={"fail": True}).raise_for_status()
        world.clock.advance(hours=1)

        assert receiver.deliveries == []

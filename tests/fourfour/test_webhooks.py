"""Signed webhooks of Four/Four (fourfour.md, 6)."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import FROZEN, World
from tests.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as receiver:
        yield receiver


def register(world: World, url: str, **more: Any) -> dict[str, Any]:
    facts: dict[str, Any] = world.control.post("/webhooks/endpoints", json={"url": url, **more}).raise_for_status().json()
    return facts


def trigger(world: World, event: str = "conversation_processing_complete", **more: Any) -> list[dict[str, Any]]:
    answer = world.control.post("/webhooks/trigger", json={"event": event, **more}).raise_for_status().json()
    messages: list[dict[str, Any]] = answer["messages"]
    return messages


def drain(world: World) -> dict[str, Any]:
    told: dict[str, Any] = world.control.post("/webhooks/drain").raise_for_status().json()
    return told


def message(world: World, message_id: str) -> dict[str, Any]:
    told: dict[str, Any] = world.control.get(f"/webhooks/messages/{message_id}").raise_for_status().json()
    return told


def test_a_message_arrives_signed_over_its_exact_bytes(world: World, receiver: Receiver) -> None:
    """What a reader of the vendor's page writes: HMAC_SHA256(SECRET_KEY, JSON_PAYLOAD), compared with the header."""
    endpoint = register(world, receiver.url)
    (written,) = trigger(world, set={"payload.id": "9e259d7a-8dd2-42ce-beb8-ef637eda7ef7"})

    delivery = receiver.next()

    assert delivery.headers["Signature"] == hmac.new(endpoint["secret"].encode(), delivery.body, hashlib.sha256).hexdigest()
    assert delivery.headers["Content-Type"] == "application/json"
    assert delivery.headers["User-Agent"] == "GuzzleHttp/7"
    assert delivery.body.decode() == (
        f'{{"timestamp":"{FROZEN}","event":"conversation_processing_complete","tenant":"{endpoint["workspace"]}",'
        '"payload":{"id":"9e259d7a-8dd2-42ce-beb8-ef637eda7ef7"}}'
    )
    assert drain(world) == {"drained": True, "delivered": 1, "failed": 0, "waiting": 0}
    told = message(world, written["id"])
    assert (told["status"], told["attempts"], told["answer"], told["error"]) == ("delivered", 1, 200, None)
    assert json.loads(told["body"]) == delivery.json
    assert [(line["number"], line["status"], line["at"]) for line in told["log"]] == [(1, 200, FROZEN)]

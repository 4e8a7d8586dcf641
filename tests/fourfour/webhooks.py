"""Webhooks over the control API, as tests use them."""

from typing import Any

from tests.conftest import World

COMPLETE, WORKFLOW = "conversation_processing_complete", "workflow"


def register(world: World, url: str, **more: Any) -> dict[str, Any]:
    facts: dict[str, Any] = world.control.post("/webhooks/endpoints", json={"url": url, **more}).raise_for_status().json()
    return facts


def trigger(world: World, event: str = COMPLETE, **more: Any) -> list[dict[str, Any]]:
    answer = world.control.post("/webhooks/trigger", json={"event": event, **more}).raise_for_status().json()
    messages: list[dict[str, Any]] = answer["messages"]
    return messages


def drain(world: World, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = world.control.post("/webhooks/drain", json=more).raise_for_status().json()
    return told


def message(world: World, message_id: str) -> dict[str, Any]:
    told: dict[str, Any] = world.control.get(f"/webhooks/messages/{message_id}").raise_for_status().json()
    return told


def settled(world: World, message_id: str) -> dict[str, Any]:
    """The message once nothing is due any more."""
    assert drain(world)["drained"]
    return message(world, message_id)

"""Topic models: made and changed at once, trained a few minutes later on the world's clock (proposed; the three settings are confirmed)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from sandbox.fourfour.topic_models.store import TopicModelStore
from sandbox.fourfour.topic_models.theme import themes
from sandbox.schedule.runner import schedule
from sandbox.schedule.task import Task
from sandbox.world import World

KIND = "fourfour.topic_model"
TRAINING = timedelta(minutes=5)
USUAL = {"minimum_topic_size": 5, "maximum_topics": 20, "topic_density": 0.5}


class UnknownTopicModel(Exception):
    pass


def create(world: World, rows: Connection, workspace_id: str, settings: Mapping[str, Any], filters: dict[str, Any]) -> str:
    """The id."""
    store, own_id = TopicModelStore(rows, workspace_id), world.chance.uuid()
    values = {"description": None} | USUAL | dict(settings)
    store.add(id=own_id, created_at=world.clock.now(), status="training", trained_at=None, **values)
    store.set_filters(own_id, filters)
    _train_later(world, rows, workspace_id, own_id)
    return own_id


def change(
    world: World, rows: Connection, workspace_id: str, own_id: str, settings: Mapping[str, Any], filters: dict[str, Any] | None
) -> None:
    """What concerns its topics has it trained anew. Raises UnknownTopicModel."""
    store = TopicModelStore(rows, workspace_id)
    if store.find(own_id) is None:
        raise UnknownTopicModel
    if settings:
        store.change(own_id, **settings)
    if filters is not None:
        store.set_filters(own_id, filters)
    if filters is not None or not USUAL.keys().isdisjoint(settings):
        store.change(own_id, status="training")
        _train_later(world, rows, workspace_id, own_id)


def _train_later(world: World, rows: Connection, workspace_id: str, own_id: str) -> None:
    schedule(world, rows, KIND, world.clock.now() + TRAINING, workspace=workspace_id, topic_model=own_id)


def train(world: World, rows: Connection, task: Task) -> datetime | None:
    """The kind `fourfour.topic_model`: its topics, from the insights there are by now."""
    workspace_id, own_id = task.payload["workspace"], task.payload["topic_model"]
    store, now = TopicModelStore(rows, workspace_id), world.clock.now()
    model = store.find(own_id)
    if model is None:
        return None
    found = themes(store.findings(store.filters(own_id)), smallest=model["minimum_topic_size"], most=model["maximum_topics"])
    store.replace_topics(own_id, [(world.chance.uuid(), theme) for theme in found], created_at=now)
    store.change(own_id, status="ready", trained_at=now)
    return None

"""What orders the insights of conversations, topics and labels, and the Analyst's chats."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.dialogue import AnalystChat, Label, Topic, TopicModel
from sandbox.cast.scenario import Workspace
from sandbox.database.batches import Row
from sandbox.fourfour.seeding.rows import linked
from sandbox.fourfour.seeding.workspaces import user_id
from sandbox.fourfour.tables import insights as tables
from sandbox.fourfour.tables.links import LinkKind

ANSWERING = timedelta(seconds=21)
READING = timedelta(seconds=74)


def topic_rows(topic: Topic, house: AnchoredWorkspace, counts: Counter[str]) -> Iterator[Row]:
    own_id = house.own_id("topic", topic.key)
    model = next(each for each in house.workspace.topic_models if each.key == topic.model)
    values = {
        "workspace_id": house.id,
        "id": own_id,
        "created_at": house.at(model.trained, house.workspace.offices[0].key),
        "topic_model_id": house.own_id("topic model", topic.model),
        "name": topic.name,
        "description": topic.description,
        "insight_count": counts[topic.key],
        "is_outlier": topic.is_outlier,
    }
    yield tables.topics, values
    for label in topic.labels:
        yield from linked(house.id, LinkKind.LABEL_TOPIC, house.own_id("label", label), [own_id])


def insights_by_topic(workspace: Workspace) -> Counter[str]:
    return Counter(topic for dialogue in workspace.dialogues for insight in dialogue.insights for topic in dict.fromkeys(insight.topics))


def topic_model_rows(model: TopicModel, house: AnchoredWorkspace) -> Iterator[Row]:
    trained = house.at(model.trained, house.workspace.offices[0].key)
    values = {
        "workspace_id": house.id,
        "id": house.own_id("topic model", model.key),
        "created_at": trained - timedelta(minutes=35),
        "name": model.name,
        "description": model.description,
        "minimum_topic_size": model.minimum_topic_size,
        "maximum_topics": model.maximum_topics,
        "topic_density": model.topic_density,
        "status": "ready",
        "trained_at": trained,
    }
    yield tables.topic_models, values


def label_rows(label: Label, house: AnchoredWorkspace) -> Iterator[Row]:
    values = {"name": label.name, "description": label.description, "color": label.color, "type": label.type}
    yield tables.labels, {"workspace_id": house.id, "id": house.own_id("label", label.key)} | values


def chat_rows(chat: AnalystChat, house: AnchoredWorkspace) -> Iterator[Row]:
    colleague = house.colleagues[chat.colleague]
    own_id, began = house.own_id("chat", chat.key), house.at(chat.when, colleague.office)
    at = began
    for position, turn in enumerate(chat.messages):
        at += (ANSWERING if turn.role == "assistant" else READING) if position else timedelta()
        message = {"workspace_id": house.id, "id": house.own_id("chat message", chat.key, str(position)), "created_at": at}
        yield tables.chat_messages, message | {"chat_id": own_id, "role": turn.role, "content": turn.content}
    values = {"workspace_id": house.id, "id": own_id, "created_at": began, "name": chat.name}
    yield tables.chats, values | {"user_id": user_id(colleague.email), "updated_at": at}

"""What was learnt: insights, the topics and labels that order them, and the Analyst's chats."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.dialogue import AnalystChat, Dialogue, Insight, Label, Topic, TopicModel
from sandbox.cast.scenario import Workspace
from sandbox.fourfour.seeding.conversations import fragment_id, participant_id
from sandbox.fourfour.seeding.rows import Row, linked
from sandbox.fourfour.seeding.touches import account_ids
from sandbox.fourfour.seeding.workspaces import user_id
from sandbox.fourfour.tables import insights as tables
from sandbox.fourfour.tables.links import LinkKind

PROCESSING = timedelta(minutes=12)
"""From the end of a conversation to its insights."""

ANSWERING = timedelta(seconds=21)
READING = timedelta(seconds=74)


def insight_rows(dialogue: Dialogue, house: AnchoredWorkspace) -> Iterator[Row]:
    for position, insight in enumerate(dialogue.insights):
        own_id = house.own_id("insight", dialogue.key, str(position))
        at = next(at for at, utterance in enumerate(dialogue.transcript) if insight.quote in utterance.text)
        speaker = dialogue.transcript[at].speaker
        values = {
            "workspace_id": house.id,
            "id": own_id,
            "created_at": house.ended(dialogue) + PROCESSING,
            "conversation_id": house.own_id("conversation", dialogue.key),
            "participant_id": participant_id(house, dialogue, speaker),
            "type": insight.type,
            "title": insight.title,
            "text": insight.text,
            "quote": insight.quote,
            "sentiment": insight.sentiment,
        }
        yield tables.insights, values
        yield from linked(house, LinkKind.INSIGHT_FRAGMENT, own_id, [fragment_id(house, dialogue, at)])
        yield from _insight_links(dialogue, insight, speaker, own_id, house)


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
        yield from linked(house, LinkKind.LABEL_TOPIC, house.own_id("label", label), [own_id])


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


def _insight_links(dialogue: Dialogue, insight: Insight, speaker: str, own_id: str, house: AnchoredWorkspace) -> Iterator[Row]:
    """A customer's words belong to that customer, a colleague's to all that the dialogue is about."""
    person, lead = house.people.get(speaker), house.leads.get(speaker)
    accounts = [house.crm_id("account", person.customer)] if person else account_ids(house, dialogue)
    yield from linked(house, LinkKind.INSIGHT_ACCOUNT, own_id, accounts)
    yield from linked(house, LinkKind.INSIGHT_CONTACT, own_id, [house.crm_id("contact", speaker)] if person else [])
    yield from linked(house, LinkKind.INSIGHT_LEAD, own_id, [house.crm_id("lead", speaker)] if lead else [])
    yield from linked(house, LinkKind.INSIGHT_OPPORTUNITY, own_id, [house.crm_id("opportunity", key) for key in dialogue.deals])
    yield from linked(house, LinkKind.INSIGHT_TOPIC, own_id, [house.own_id("topic", key) for key in insight.topics])
    yield from linked(house, LinkKind.INSIGHT_LABEL, own_id, [house.own_id("label", key) for key in insight.labels])

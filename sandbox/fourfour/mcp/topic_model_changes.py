"""The tools that make and change topic models (that there are such, and the three settings, is confirmed; all else proposed)."""

from datetime import UTC
from typing import Any

from sandbox.fourfour.mcp.arguments import Schema, name, number, takes, text, texts, whole
from sandbox.fourfour.mcp.conditions import quoted
from sandbox.fourfour.mcp.conversations import PURPOSES
from sandbox.fourfour.mcp.errors import Refused
from sandbox.fourfour.mcp.insights import KINDS, SENTIMENTS
from sandbox.fourfour.mcp.period import since, until
from sandbox.fourfour.mcp.reading import Query, read
from sandbox.fourfour.mcp.results import URL, properties_of, shape
from sandbox.fourfour.mcp.tool import Result, Tool
from sandbox.fourfour.mcp.topics import TOPIC_MODEL
from sandbox.fourfour.mcp.visit import Arguments, Visit
from sandbox.fourfour.topic_models import service
from sandbox.fourfour.topic_models.service import UnknownTopicModel

SETTINGS: dict[str, Schema] = {
    "name": name("The name."),
    "description": text("What it is about."),
    "minimum_topic_size": whole("The fewest insights that make a topic.", minimum=1, maximum=10_000),
    "maximum_topics": whole("The most topics.", minimum=1, maximum=500),
    "topic_density": number("How close the insights of a topic are to each other.", maximum=1),
}


def _any_of(description: str, *values: str) -> Schema:
    return {"type": "array", "description": description, "items": {"type": "string", "enum": list(values)}, "minItems": 1}


FILTERS = takes(
    types=_any_of("Kinds of insights.", *KINDS),
    sentiments=_any_of("Sentiments of insights.", *SENTIMENTS),
    purposes=_any_of("Purposes of the conversations that they come from.", *PURPOSES),
    conversation_ids=texts("Ids of those conversations."),
    label_ids=texts("Ids of labels of the insights."),
    account_ids=texts("Ids of accounts of the insights."),
    from_=text("The first day or moment.", minLength=1),
    to=text("The last day or moment.", minLength=1),
) | {"description": "Which insights it is built over; without filters all of them."}


def create_topic_model(visit: Visit, arguments: Arguments) -> Result:
    """FF-MC-35."""
    filters = _filters(arguments.get("filters", {}))
    with visit.world.database.begin() as rows:
        own_id = service.create(visit.world, rows, visit.workspace_id, _settings(arguments), filters)
    return _shown(visit, own_id)


def update_topic_model(visit: Visit, arguments: Arguments) -> Result:
    """FF-MC-36. Raises Refused."""
    own_id, filters = arguments["topic_model_id"], _filters(arguments["filters"]) if "filters" in arguments else None
    try:
        with visit.world.database.begin() as rows:
            service.change(visit.world, rows, visit.workspace_id, own_id, _settings(arguments), filters)
    except UnknownTopicModel:
        raise Refused(f"There is no topic model {own_id!r} in this workspace.") from None
    return _shown(visit, own_id)


def _settings(arguments: Arguments) -> dict[str, Any]:
    return {each: arguments[each] for each in SETTINGS if each in arguments}


def _filters(given: dict[str, Any]) -> dict[str, Any]:
    """As they are kept: moments instead of days. Raises Refused."""
    kept = {each: values for each, values in given.items() if each not in ("from", "to")}
    earliest = {"earliest": since(given["from"]).astimezone(UTC).isoformat()} if "from" in given else {}
    return kept | earliest | ({"before": until(given["to"]).astimezone(UTC).isoformat()} if "to" in given else {})


def _shown(visit: Visit, own_id: str) -> Result:
    query = Query(entity_set="TopicModels", select=TOPIC_MODEL, order="id", where=[f"id eq {quoted(own_id)}"])
    ((found,), _) = read(visit, query, top=1)
    return found | {"url": visit.link("TopicModels", own_id)}


SHOWN = shape(**properties_of("TopicModels", TOPIC_MODEL), url=URL)

TOPIC_MODEL_TOOLS = (
    Tool(
        name="create_topic_model",
        title="Create a topic model",
        description="Has a set of topics built over the insights that pass the filters. It is trained a few minutes later.",
        arguments=takes("name", **SETTINGS, filters=FILTERS),
        results=SHOWN,
        run=create_topic_model,
        read_only=False,
        idempotent=False,
    ),
    Tool(
        name="update_topic_model",
        title="Change a topic model",
        description="Changes settings or filters of a topic model, which is trained anew then. What is left out stays.",
        arguments=takes("topic_model_id", topic_model_id=name("The id; find_topic_models has it."), **SETTINGS, filters=FILTERS),
        results=SHOWN,
        run=update_topic_model,
        read_only=False,
        destructive=True,
    ),
)

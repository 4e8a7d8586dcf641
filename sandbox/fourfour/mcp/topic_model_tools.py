"""The tools that change topic models, as the catalogue lists them (that there are such is confirmed, all else proposed)."""

from sandbox.fourfour.mcp import topic_model_changes as changes
from sandbox.fourfour.mcp.arguments import Schema, name, number, takes, text, texts, whole
from sandbox.fourfour.mcp.conversations import PURPOSES
from sandbox.fourfour.mcp.insights import KINDS, SENTIMENTS
from sandbox.fourfour.mcp.results import URL, properties_of, shape
from sandbox.fourfour.mcp.tool import Tool
from sandbox.fourfour.mcp.topics import TOPIC_MODEL

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

SHOWN = shape(**properties_of("TopicModels", TOPIC_MODEL), url=URL)

TOPIC_MODEL_TOOLS = (
    Tool(
        name="create_topic_model",
        title="Create a topic model",
        description="Has a set of topics built over the insights that pass the filters. It is trained a few minutes later.",
        arguments=takes("name", **SETTINGS, filters=FILTERS),
        results=SHOWN,
        run=changes.create_topic_model,
        read_only=False,
        idempotent=False,
    ),
    Tool(
        name="update_topic_model",
        title="Change a topic model",
        description="Changes settings or filters of a topic model, which is trained anew then. What is left out stays.",
        arguments=takes("topic_model_id", topic_model_id=name("The id; find_topic_models has it."), **SETTINGS, filters=FILTERS),
        results=SHOWN,
        run=changes.update_topic_model,
        read_only=False,
        destructive=True,
    ),
)

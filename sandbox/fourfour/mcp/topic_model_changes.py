"""What the tools do that make and change topic models (proposed)."""

from datetime import UTC
from typing import Any

from sandbox.fourfour.mcp.conditions import quoted
from sandbox.fourfour.mcp.errors import Refused
from sandbox.fourfour.mcp.period import since, until
from sandbox.fourfour.mcp.reading import Query, read
from sandbox.fourfour.mcp.tool import Result
from sandbox.fourfour.mcp.topics import TOPIC_MODEL
from sandbox.fourfour.mcp.visit import Arguments, Visit
from sandbox.fourfour.topic_models import service
from sandbox.fourfour.topic_models.service import UnknownTopicModel

SETTINGS = ("name", "description", "minimum_topic_size", "maximum_topics", "topic_density")


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

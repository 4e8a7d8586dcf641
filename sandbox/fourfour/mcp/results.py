"""What tools answer (the shape is proposed; that results carry links and that tools say when there is more is confirmed)."""

from typing import Any

from sandbox.fourfour.mcp.reading import Page, Row
from sandbox.fourfour.odata.entity_sets import MODEL
from sandbox.odata.model import Edm

Schema = dict[str, Any]

URL: Schema = {"type": "string", "description": "Opens the record. Include it when you mention the record."}
JSON_TYPES = {Edm.STRING: "string", Edm.DATE_TIME_OFFSET: "string", Edm.INT64: "integer", Edm.DOUBLE: "number", Edm.BOOLEAN: "boolean"}


def paged(page: Page, results: list[Row]) -> dict[str, Any]:
    return {"page": page.number, "page_size": page.size, "has_more": page.more, "results": results}


def pages_of(item: Schema) -> Schema:
    return shape(
        page={"type": "integer"},
        page_size={"type": "integer"},
        has_more={"type": "boolean", "description": "Whether the next page has results."},
        results={"type": "array", "items": item},
    )


def shape(**properties: Schema) -> Schema:
    """An object that has them all."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def many(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def properties_of(entity_set: str, names: str) -> dict[str, Schema]:
    """As OData has them; `names` are divided by commas."""
    known = MODEL.entity_set(entity_set).type.by_name
    kinds = {name: {"type": JSON_TYPES[known[name].type]} for name in names.split(",")}
    return {name: perhaps(kind) if known[name].nullable else kind for name, kind in kinds.items()}


def perhaps(kind: Schema) -> Schema:
    """That, or null. A list of types would be shorter, and some assistants do not take it."""
    return {"anyOf": [kind, {"type": "null"}]}

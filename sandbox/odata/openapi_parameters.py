"""Query parameters in OpenAPI: named without `$`; what depends on the type stands inline, the rest is shared (odata-wire.md, 5.3)."""

from typing import Any

from sandbox.odata.model import EntitySet, EntityType

Json = dict[str, Any]
STANDARD = "https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html"


def collection_parameters(entity_set: EntitySet) -> list[Json]:
    """The engine offers `search` on a set that has nothing to search in, too, where it is a 500; that would be no description."""
    entity_type = entity_set.type
    search = ("search",) if entity_set.searchable else ()
    return [
        _select(entity_type),
        _shared("count"),
        *_expand(entity_type),
        *map(_shared, ("filter", *search, "top", "skip")),
        _listed("orderby", "How to sort", [f"{name}{direction}" for name in entity_type.property_names for direction in ("", " desc")]),
    ]


def entity_parameters(entity_type: EntityType) -> list[Json]:
    return [_select(entity_type), *_expand(entity_type)]


def key_parameter(entity_type: EntityType, schema: Json) -> Json:
    return {"description": "The key", "in": "path", "name": entity_type.key, "required": True, "schema": schema}


def _select(entity_type: EntityType) -> Json:
    return _listed("select", "Which properties to read", ["*", *entity_type.property_names])


def _expand(entity_type: EntityType) -> list[Json]:
    """None for a type that leads nowhere."""
    return [_listed("expand", "Which related entities to read along", list(entity_type.navigation))] if entity_type.navigations else []


def _listed(name: str, description: str, values: list[str]) -> Json:
    return {
        "name": name,
        "in": "query",
        "description": _described(name, description),
        "explode": False,
        "schema": {"type": "array", "uniqueItems": True, "items": {"type": "string", "enum": values}},
    }


def _shared(name: str) -> Json:
    return {"$ref": f"#/components/parameters/{name}"}


def _parameter(name: str, schema: Json, description: str) -> Json:
    return {"name": name, "schema": schema, "in": "query", "description": _described(name, description)}


def _described(name: str, description: str) -> str:
    return f"{description}: [OData, ${name}]({STANDARD}#sec_SystemQueryOption{name})"


ROWS = {"type": "integer", "minimum": 0}
TEXT = {"type": "string"}

SHARED: dict[str, Json] = {
    "top": _parameter("top", ROWS, "How many entities a page has"),
    "skip": _parameter("skip", ROWS, "How many entities to pass over"),
    "count": _parameter("count", {"type": "boolean"}, "Whether to say how many entities there are in all"),
    "filter": _parameter("filter", TEXT, "Which entities to read"),
    "search": _parameter("search", TEXT, "Words to look for"),
}

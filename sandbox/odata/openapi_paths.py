"""Paths in OpenAPI: keys as segments, and only what a read-only service answers (odata-wire.md, 5.3)."""

from typing import Any

from sandbox.odata.model import EntitySet, EntityType, Model, Navigation, Singleton
from sandbox.odata.openapi_parameters import collection_parameters, entity_parameters, key_parameter
from sandbox.odata.openapi_schemas import property_schema, reference

Json = dict[str, Any]


def paths(model: Model) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for entity_set in model.sets:
        found |= _set_paths(model, entity_set)
    return found | {f"/{item.name}": {"get": _singleton(model, item)} for item in model.singletons}


def _set_paths(model: Model, entity_set: EntitySet) -> dict[str, Json]:
    name, entity_type = entity_set.name, entity_set.type
    place = f"/{name}/{{{entity_type.key}}}"
    key = {"parameters": [key_parameter(entity_type, property_schema(entity_type.by_name[entity_type.key]))]}
    ways = {f"{place}/{way.name}": key | {"get": _related(model, entity_set, way)} for way in entity_type.navigations}
    return {
        f"/{name}": {"get": _collection(model, entity_set, f"Read {name}", tag=name)},
        place: key | {"get": _entity(model, entity_type, f"Read one of {name} by its key", tag=name)},
        **ways,
    }


def _related(model: Model, entity_set: EntitySet, navigation: Navigation) -> Json:
    """The engine describes a collection behind a to-one navigation too; what it answers is the entity or nothing, so that is said."""
    target, summary = model.entity_set(navigation.target), f"Read {navigation.name} of one of {entity_set.name}"
    if navigation.many:
        return _collection(model, target, summary, tag=entity_set.name)
    return _entity(model, target.type, summary, tag=entity_set.name, empty="There is none")


def _collection(model: Model, entity_set: EntitySet, summary: str, *, tag: str) -> Json:
    """The next link is not described, as with the engine."""
    value = {"type": "array", "items": reference(model, entity_set.type)}
    schema = {
        "type": "object",
        "title": f"Collection of {entity_set.name}",
        "properties": {"value": value, "@count": {"$ref": "#/components/schemas/count"}},
    }
    return _operation(summary, tag, collection_parameters(entity_set), _answers("The entities", schema))


def _entity(model: Model, entity_type: EntityType, summary: str, *, tag: str, empty: str | None = None) -> Json:
    answers = _answers("The entity", reference(model, entity_type), empty)
    return _operation(summary, tag, entity_parameters(entity_type), answers)


def _singleton(model: Model, singleton: Singleton) -> Json:
    """The engine leaves the tag out that it declares, so that readers list the operation apart."""
    answers = _answers("The entity", reference(model, singleton.type))
    return _operation(f"Read {singleton.name}", singleton.name, entity_parameters(singleton.type), answers)


def _operation(summary: str, tag: str, parameters: list[Json], answers: Json) -> Json:
    """Without an operationId: readers make their anchors of tag and path, and links to the vendor's reference are such."""
    return {"summary": summary, "tags": [tag], "parameters": parameters, "responses": answers}


def _answers(description: str, schema: Json, empty: str | None = None) -> Json:
    nothing = {"204": {"description": empty}} if empty else {}
    found = {"description": description, "content": {"application/json": {"schema": schema}}}
    return {"200": found, **nothing, "4XX": {"$ref": "#/components/responses/error"}}

"""`$metadata` as JSON, in the engine's flat layout: what bears the namespace's name is the container, and the types stand beside it.

CSDL JSON wants them in it. Clients that read it strictly cope or do not use it, so it is kept (odata-wire.md, 5.2 and 16 row 23).
"""

from typing import Any

from sandbox.odata.capabilities import CONTAINER as ABILITIES
from sandbox.odata.capabilities import ENTITY_SET, Annotations
from sandbox.odata.csdl import CONTAINER, VOCABULARIES, constraint, nullable, target_type
from sandbox.odata.model import EntitySet, EntityType, Model, Navigation

Json = dict[str, Any]


def csdl_json(model: Model, version: str) -> Json:
    types = {item.type.name: _entity_type(model, item.type, keyed=True) for item in model.sets}
    types |= {item.type.name: _entity_type(model, item.type, keyed=False) for item in model.singletons}
    return {
        "$Version": version,
        "$EntityContainer": f"{model.namespace}.{CONTAINER}",
        "$Reference": {f"{address}.json": {"$Include": [{"$Namespace": name}]} for name, address in VOCABULARIES.items()},
        model.namespace: _container(model),
        **types,
    }


def _container(model: Model) -> Json:
    sets = {item.name: _entity_set(model, item) for item in model.sets}
    singletons = {item.name: {"$Type": f"{model.namespace}.{item.type.name}"} for item in model.singletons}
    abilities = {f"{model.namespace}.{CONTAINER}": _annotated(ABILITIES)}
    return {"$Kind": "EntityContainer", **sets, **singletons, "$Annotations": abilities}


def _entity_set(model: Model, entity_set: EntitySet) -> Json:
    bindings = {item.name: item.target for item in entity_set.type.navigations}
    bound = {"$NavigationPropertyBinding": bindings} if bindings else {}
    return {"$EntityType": f"{model.namespace}.{entity_set.type.name}", **bound, **_annotated(ENTITY_SET)}


def _entity_type(model: Model, entity_type: EntityType, *, keyed: bool) -> Json:
    key = {"$Key": [entity_type.key]} if keyed else {}
    properties = {item.name: {"$Type": str(item.type), "$Nullable": item.nullable} for item in entity_type.properties}
    ways = {item.name: _navigation(model, entity_type, item) for item in entity_type.navigations}
    return {"$Kind": "EntityType", **key, **properties, **ways}


def _navigation(model: Model, entity_type: EntityType, navigation: Navigation) -> Json:
    stated: Json = {"$Collection": navigation.many, "$Type": f"{model.namespace}.{target_type(model, navigation).name}"}
    may_be_empty = nullable(entity_type, navigation)
    if may_be_empty is not None:
        stated["$Nullable"] = may_be_empty
    pair = constraint(model, entity_type, navigation)
    return stated | ({"$ReferentialConstraint": {pair[0]: pair[1]}} if pair else {})


def _annotated(annotations: Annotations) -> Json:
    return {f"@{term}": value for term, value in annotations.items()}

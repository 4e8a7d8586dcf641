"""`$metadata` as XML: the container first, then the types, then what the container can do, as the engine orders them."""

from typing import TYPE_CHECKING

from sandbox.odata.capabilities import CONTAINER as ABILITIES
from sandbox.odata.capabilities import ENTITY_SET
from sandbox.odata.csdl import CONTAINER, VOCABULARIES, constraint, nullable, target_type
from sandbox.odata.model import EntitySet, EntityType, Model, Navigation
from sandbox.odata.xml_elements import EDM, EDMX, add, annotate, truth

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def csdl_xml(model: Model, version: str) -> bytes:
    from xml.etree import ElementTree

    ElementTree.register_namespace("edmx", EDMX)
    ElementTree.register_namespace("", EDM)
    document = ElementTree.Element(f"{{{EDMX}}}Edmx", Version=version)
    for namespace, address in VOCABULARIES.items():
        add(add(document, "Reference", EDMX, Uri=f"{address}.xml"), "Include", EDMX, Namespace=namespace)
    _schema(add(add(document, "DataServices", EDMX), "Schema", Namespace=model.namespace), model)
    ElementTree.indent(document)
    text: bytes = ElementTree.tostring(document, encoding="utf-8", xml_declaration=True)
    return text


def _schema(schema: "Element", model: Model) -> None:
    container = add(schema, "EntityContainer", Name=CONTAINER)
    for entity_set in model.sets:
        _entity_set(container, model, entity_set)
    for singleton in model.singletons:
        add(container, "Singleton", Name=singleton.name, Type=f"{model.namespace}.{singleton.type.name}")
    for entity_set in model.sets:
        _entity_type(schema, model, entity_set.type, keyed=True)
    for singleton in model.singletons:
        _entity_type(schema, model, singleton.type, keyed=False)
    annotate(add(schema, "Annotations", Target=f"{model.namespace}.{CONTAINER}"), ABILITIES)


def _entity_set(container: "Element", model: Model, entity_set: EntitySet) -> None:
    element = add(container, "EntitySet", Name=entity_set.name, EntityType=f"{model.namespace}.{entity_set.type.name}")
    for navigation in entity_set.type.navigations:
        add(element, "NavigationPropertyBinding", Path=navigation.name, Target=navigation.target)
    annotate(element, ENTITY_SET)


def _entity_type(schema: "Element", model: Model, entity_type: EntityType, *, keyed: bool) -> None:
    element = add(schema, "EntityType", Name=entity_type.name)
    if keyed:
        add(add(element, "Key"), "PropertyRef", Name=entity_type.key)
    for item in entity_type.properties:
        add(element, "Property", Name=item.name, Type=str(item.type), Nullable=truth(item.nullable))
    for navigation in entity_type.navigations:
        _navigation(element, model, entity_type, navigation)


def _navigation(element: "Element", model: Model, entity_type: EntityType, navigation: Navigation) -> None:
    qualified = f"{model.namespace}.{target_type(model, navigation).name}"
    stated = add(element, "NavigationProperty", Name=navigation.name, Type=f"Collection({qualified})" if navigation.many else qualified)
    may_be_empty = nullable(entity_type, navigation)
    if may_be_empty is not None:
        stated.set("Nullable", truth(may_be_empty))
    pair = constraint(model, entity_type, navigation)
    if pair:
        add(stated, "ReferentialConstraint", Property=pair[0], ReferencedProperty=pair[1])

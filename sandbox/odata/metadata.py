"""The service document and `$metadata` as XML (odata-wire.md, 5.1 and 5.2)."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sandbox.odata.model import EntitySet, EntityType, Model, Navigation

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

EDMX = "http://docs.oasis-open.org/odata/ns/edmx"
EDM = "http://docs.oasis-open.org/odata/ns/edm"
VOCABULARIES = {
    "Org.OData.Core.V1": "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Core.V1.xml",
    "Org.OData.Capabilities.V1": "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Capabilities.V1.xml",
}
CONTAINER = "DefaultContainer"

CAPABILITIES: dict[str, dict[str, bool]] = {
    "CountRestrictions": {"Countable": True},
    "TopSupported": {"": True},
    "SkipSupported": {"": True},
    "FilterRestrictions": {"Filterable": True},
    "SortRestrictions": {"Sortable": True},
    "ExpandRestrictions": {"Expandable": False},
    "SearchRestrictions": {"Searchable": False},
    "InsertRestrictions": {"Insertable": False},
    "UpdateRestrictions": {"Updatable": False},
    "DeleteRestrictions": {"Deletable": False},
    "IndexableByKey": {"": True},
}
"""What every set can do here, and cannot: a term's one truth value under "", or a record's by their names."""


@lru_cache(maxsize=8)
def service_document(model: Model) -> list[dict[str, Any]]:
    sets = [{"name": item.name, "kind": "EntitySet", "url": item.name} for item in model.sets]
    return [*sets, *({"name": item.name, "kind": "Singleton", "url": item.name} for item in model.singletons)]


@lru_cache(maxsize=8)
def csdl_xml(model: Model, version: str) -> bytes:
    """The entity container comes first, then the types, as the engine has it."""
    from xml.etree import ElementTree

    ElementTree.register_namespace("edmx", EDMX)
    ElementTree.register_namespace("", EDM)
    document = ElementTree.Element(f"{{{EDMX}}}Edmx", Version=version)
    for namespace, address in VOCABULARIES.items():
        reference = _add(document, "Reference", EDMX, Uri=address)
        _add(reference, "Include", EDMX, Namespace=namespace, Alias=namespace.split(".")[2])
    schema = _add(_add(document, "DataServices", EDMX), "Schema", Namespace=model.namespace)
    container = _add(schema, "EntityContainer", Name=CONTAINER)
    for entity_set in model.sets:
        _entity_set(container, model, entity_set)
    for singleton in model.singletons:
        _add(container, "Singleton", Name=singleton.name, Type=f"{model.namespace}.{singleton.type.name}")
    for entity_set in model.sets:
        _entity_type(schema, model, entity_set.type, keyed=True)
    for singleton in model.singletons:
        _entity_type(schema, model, singleton.type, keyed=False)
    ElementTree.indent(document)
    text: bytes = ElementTree.tostring(document, encoding="utf-8", xml_declaration=True)
    return text


def _entity_set(container: "Element", model: Model, entity_set: EntitySet) -> None:
    element = _add(container, "EntitySet", Name=entity_set.name, EntityType=f"{model.namespace}.{entity_set.type.name}")
    for navigation in entity_set.type.navigations:
        _add(element, "NavigationPropertyBinding", Path=navigation.name, Target=navigation.target)
    for term, values in CAPABILITIES.items():
        _annotation(element, f"Org.OData.Capabilities.V1.{term}", values)


def _annotation(element: "Element", term: str, values: dict[str, bool]) -> None:
    if "" in values:
        _add(element, "Annotation", Term=term, Bool=str(values[""]).lower())
        return
    record = _add(_add(element, "Annotation", Term=term), "Record")
    for name, value in values.items():
        _add(record, "PropertyValue", Property=name, Bool=str(value).lower())


def _entity_type(schema: "Element", model: Model, entity_type: EntityType, *, keyed: bool) -> None:
    element = _add(schema, "EntityType", Name=entity_type.name)
    if keyed:
        _add(_add(element, "Key"), "PropertyRef", Name=entity_type.key)
    for item in entity_type.properties:
        _add(element, "Property", Name=item.name, Type=str(item.type), Nullable=str(item.nullable).lower())
    for navigation in entity_type.navigations:
        _navigation(element, model, entity_type, navigation)


def _navigation(element: "Element", model: Model, entity_type: EntityType, navigation: Navigation) -> None:
    target = model.entity_set(navigation.target).type
    qualified = f"{model.namespace}.{target.name}"
    kind = f"Collection({qualified})" if navigation.many else qualified
    attributes = {} if navigation.many else {"Nullable": "true"}
    property_element = _add(element, "NavigationProperty", Name=navigation.name, Type=kind, **attributes)
    if navigation.reference:
        _add(property_element, "ReferentialConstraint", Property=navigation.reference, ReferencedProperty=target.key)
    elif navigation.inverse:
        _add(property_element, "ReferentialConstraint", Property=entity_type.key, ReferencedProperty=navigation.inverse)


def _add(parent: "Element", name: str, namespace: str = EDM, /, **attributes: str) -> "Element":
    from xml.etree import ElementTree

    return ElementTree.SubElement(parent, f"{{{namespace}}}{name}", attributes)

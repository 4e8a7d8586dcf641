"""Elements of `$metadata` as XML, and annotations put into them."""

from typing import TYPE_CHECKING

from sandbox.odata.capabilities import Annotations, Member, Value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

EDMX = "http://docs.oasis-open.org/odata/ns/edmx"
EDM = "http://docs.oasis-open.org/odata/ns/edm"


def annotate(element: "Element", annotations: Annotations) -> None:
    for term, value in annotations.items():
        _state(add(element, "Annotation", Term=term), value)


def _state(element: "Element", value: Value) -> None:
    match value:
        case bool():
            element.set("Bool", truth(value))
        case str():
            element.set("EnumMember" if isinstance(value, Member) else "String", value)
        case dict():
            _record(element, value)
        case list():
            collection = add(element, "Collection")
            for item in value:
                _item(collection, item)


def _item(collection: "Element", value: Value) -> None:
    if isinstance(value, dict):
        _record(collection, value)
    else:
        add(collection, "String").text = str(value)


def _record(element: "Element", values: dict[str, Value]) -> None:
    record = add(element, "Record")
    for name, value in values.items():
        _state(add(record, "PropertyValue", Property=name), value)


def truth(value: bool) -> str:
    return str(value).lower()


def add(parent: "Element", name: str, namespace: str = EDM, /, **attributes: str) -> "Element":
    from xml.etree import ElementTree

    return ElementTree.SubElement(parent, f"{{{namespace}}}{name}", attributes)

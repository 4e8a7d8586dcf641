"""`$metadata` in its four forms, read as a client reads it: by what it says and nothing else (odata-wire.md, 5.2)."""

import re
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from tests.facts import fact
from tests.fourfour.conftest import OData

EDM = "{http://docs.oasis-open.org/odata/ns/edm}"
EDMX = "{http://docs.oasis-open.org/odata/ns/edmx}"
NAMESPACE = "ai.fourfour"
CAPABILITIES = "Org.OData.Capabilities.V1"
VERSIONS = pytest.mark.parametrize("version", ["4.0", "4.01"])


def schema(odata: OData, version: str = "4.01") -> Element:
    found = ElementTree.fromstring(odata.get("$metadata", OData_MaxVersion=version).content).find(f"{EDMX}DataServices/{EDM}Schema")
    assert found is not None
    return found


def csdl_json(odata: OData, version: str = "4.01") -> dict[str, Any]:
    document: dict[str, Any] = odata.get("$metadata?$format=json", OData_MaxVersion=version).raise_for_status().json()
    return document


def by_name(parent: Element, tag: str) -> dict[str, Element]:
    """CSDL 4.01, 17.2 and 5 to 8: names are identifiers, and there is each but once."""
    elements = list(parent.iterfind(f"{EDM}{tag}"))
    names = [str(element.get("Name")) for element in elements]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,127}", name) for name in names)
    return dict(zip(names, elements, strict=True))


def type_name(element: Element, attribute: str = "Type") -> str:
    """The name within the namespace, of `ai.fourfour.Lead` or `Collection(ai.fourfour.Lead)`."""
    match = re.fullmatch(rf"(?:Collection\()?{re.escape(NAMESPACE)}\.(\w+)\)?", str(element.get(attribute)))
    assert match
    return match[1]


@fact("FF-OD-60")
@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        ("", "*/*", "application/xml"),
        ("", "application/xml", "application/xml"),
        ("", "text/xml", "application/xml"),
        ("", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("", "application/json", "application/json"),
        ("", "application/json;odata.metadata=minimal, application/xml;q=0.5", "application/json"),
        ("?$format=json", "application/xml", "application/json"),
        ("?$format=xml", "application/json", "application/xml"),
        ("?format=application/json", "*/*", "application/json"),
    ],
)
def test_metadata_comes_as_xml_or_json(odata: OData, query: str, accept: str, content_type: str) -> None:
    answer = odata.get(f"$metadata{query}", Accept=accept)

    assert (answer.status_code, answer.headers["content-type"], answer.headers["odata-version"]) == (200, content_type, "4.01")
    assert answer.content.startswith(b"{" if content_type.endswith("json") else b"<?xml")


@fact("FF-OD-60")
def test_metadata_comes_as_nothing_else(odata: OData) -> None:
    for accept in ("text/html", "application/yaml", "application/vnd.api+json"):
        assert odata.refusal("$metadata", Accept=accept) == (406, "unsupported_accept")


@fact("FF-OD-61")
@VERSIONS
def test_the_xml_has_one_schema_with_the_container_before_the_types(odata: OData, version: str) -> None:
    document = ElementTree.fromstring(odata.get("$metadata", OData_MaxVersion=version).content)
    found = schema(odata, version)

    assert (document.tag, document.get("Version")) == (f"{EDMX}Edmx", version)
    assert [element.tag for element in document] == [f"{EDMX}Reference", f"{EDMX}Reference", f"{EDMX}DataServices"]
    assert found.get("Namespace") == NAMESPACE
    assert [element.tag for element in found] == [f"{EDM}EntityContainer", *[f"{EDM}EntityType"] * 22, f"{EDM}Annotations"]
    assert found[0].get("Name") == "DefaultContainer"
    assert found[-1].get("Target") == f"{NAMESPACE}.DefaultContainer"


@VERSIONS
@fact("FF-OD-61")
def test_every_name_is_said_once_and_every_name_that_is_used_is_said(odata: OData, version: str) -> None:
    found = schema(odata, version)
    types = by_name(found, "EntityType")
    sets = by_name(found[0], "EntitySet")
    singletons = by_name(found[0], "Singleton")

    assert len(sets) == 21
    assert set(singletons) == {"me"}
    assert {type_name(item, "EntityType") for item in sets.values()} | {type_name(item) for item in singletons.values()} == set(types)
    for entity_type in types.values():
        properties, ways = by_name(entity_type, "Property"), by_name(entity_type, "NavigationProperty")
        assert not set(properties) & set(ways)
        assert {str(item.get("Type")).partition(".")[0] for item in properties.values()} == {"Edm"}
        assert {type_name(item) for item in ways.values()} <= set(types)


@fact("FF-OD-62")
def test_a_set_binds_each_of_its_navigations_to_a_set_of_the_right_type(odata: OData) -> None:
    found = schema(odata)
    sets, types = by_name(found[0], "EntitySet"), by_name(found, "EntityType")

    for entity_set in sets.values():
        ways = by_name(types[type_name(entity_set, "EntityType")], "NavigationProperty")
        bindings = {str(item.get("Path")): str(item.get("Target")) for item in entity_set.iterfind(f"{EDM}NavigationPropertyBinding")}
        assert list(bindings) == list(ways)
        for name, target in bindings.items():
            assert type_name(sets[target], "EntityType") == type_name(ways[name])


@fact("FF-OD-62")
def test_a_set_says_what_can_be_done_with_it(odata: OData) -> None:
    expected = {
        "CountRestrictions": {"Countable": "true"},
        "TopSupported": "true",
        "SkipSupported": "true",
        "FilterRestrictions": {"Filterable": "true"},
        "SortRestrictions": {"Sortable": "true"},
        "ExpandRestrictions": {"Expandable": "true"},
        "SearchRestrictions": {"Searchable": "true"},
        "InsertRestrictions": {"Insertable": "false"},
        "UpdateRestrictions": {"Updatable": "false", "DeltaUpdateSupported": "true"},
        "DeleteRestrictions": {"Deletable": "false"},
        "ReadRestrictions": {"Readable": "true"},
        "IndexableByKey": "true",
        "SelectSupport": {"Supported": "true"},
        "DeepInsertSupport": {"Supported": "true", "ContentIDSupported": "true"},
    }
    for entity_set in by_name(schema(odata)[0], "EntitySet").values():
        annotations = list(entity_set.iterfind(f"{EDM}Annotation"))
        said = {str(item.get("Term")).removeprefix(f"{CAPABILITIES}."): item.get("Bool") or record(item) for item in annotations}
        assert list(said.items()) == list(expected.items())


def record(annotation: Element) -> dict[str, str | None]:
    return {str(item.get("Property")): item.get("Bool") for item in annotation.iterfind(f"{EDM}Record/{EDM}PropertyValue")}


@fact("FF-OD-63")
def test_what_may_be_null_is_said_and_is_what_is_null(odata: OData) -> None:
    found = schema(odata)
    for entity_set in by_name(found[0], "EntitySet"):
        properties = by_name(by_name(found, "EntityType")[type_name(by_name(found[0], "EntitySet")[entity_set], "EntityType")], "Property")
        assert {item.get("Nullable") for item in properties.values()} <= {"true", "false"}
        required = {name for name, item in properties.items() if item.get("Nullable") == "false"}
        assert "id" in required
        for row in odata.rows(f"{entity_set}?$top=50"):
            assert {name for name, value in row.items() if value is None} & required == set()


@fact("FF-OD-63", "FF-OD-79")
@VERSIONS
def test_a_referential_constraint_joins_properties_that_there_are(odata: OData, version: str) -> None:
    types = by_name(schema(odata, version), "EntityType")
    stated = 0
    for entity_type in types.values():
        ours = by_name(entity_type, "Property")
        for way in entity_type.iterfind(f"{EDM}NavigationProperty"):
            many, theirs = str(way.get("Type")).startswith("Collection"), by_name(types[type_name(way)], "Property")
            constraints = [(item.get("Property"), item.get("ReferencedProperty")) for item in way]
            assert len(constraints) == 1 if not many else len(constraints) <= 1
            for mine, other in constraints:
                stated += 1
                assert ours[str(mine)].get("Type") == theirs[str(other)].get("Type")
                assert (mine if many else other) == "id"
                assert way.get("Nullable") == (None if many else ours[str(mine)].get("Nullable"))
    assert stated > 40


@fact("FF-OD-64")
def test_the_container_advertises_what_the_service_speaks(odata: OData) -> None:
    said = csdl_json(odata)[NAMESPACE]["$Annotations"][f"{NAMESPACE}.DefaultContainer"]

    assert said[f"@{CAPABILITIES}.ConformanceLevel"] == f"{CAPABILITIES}.ConformanceLevelType/Advanced"
    for term in ("KeyAsSegmentSupported", "QuerySegmentSupported", "BatchSupported", "AsynchronousRequestsSupported"):
        assert said[f"@{CAPABILITIES}.{term}"] is True
    assert said[f"@{CAPABILITIES}.BatchSupport"]["SupportedFormats"] == ["application/json", "multipart/mixed"]
    assert said[f"@{CAPABILITIES}.SupportedMetadataFormats"] == ["application/json", "application/xml"]
    assert said["@Org.OData.Core.V1.ODataVersions"] == "4.01"
    for media_type in said[f"@{CAPABILITIES}.SupportedFormats"]:
        assert odata.get("Leads?$top=1", Accept=media_type).status_code == 200


@fact("FF-OD-65")
@VERSIONS
def test_the_json_is_flat_and_says_the_same_as_the_xml(odata: OData, version: str) -> None:
    found, document = schema(odata, version), csdl_json(odata, version)
    types, container = by_name(found, "EntityType"), document[NAMESPACE]

    assert list(document)[:4] == ["$Version", "$EntityContainer", "$Reference", NAMESPACE]
    assert (document["$Version"], document["$EntityContainer"]) == (version, f"{NAMESPACE}.DefaultContainer")
    assert list(document)[4:] == list(types)
    assert list(container) == ["$Kind", *by_name(found[0], "EntitySet"), "me", "$Annotations"]
    assert container["me"] == {"$Type": f"{NAMESPACE}.Me"}
    for name, entity_set in by_name(found[0], "EntitySet").items():
        assert container[name]["$EntityType"] == entity_set.get("EntityType")
        assert container[name].get("$NavigationPropertyBinding", {}) == {
            item.get("Path"): item.get("Target") for item in entity_set.iterfind(f"{EDM}NavigationPropertyBinding")
        }
    for name, entity_type in types.items():
        assert document[name] == as_json(entity_type)


def as_json(entity_type: Element) -> dict[str, Any]:
    """An entity type of the XML as the engine writes it in JSON."""
    key = [item.get("Name") for item in entity_type.iterfind(f"{EDM}Key/{EDM}PropertyRef")]
    said: dict[str, Any] = {"$Kind": "EntityType"} | ({"$Key": key} if key else {})
    for name, item in by_name(entity_type, "Property").items():
        said[name] = {"$Type": item.get("Type"), "$Nullable": item.get("Nullable") == "true"}
    for name, item in by_name(entity_type, "NavigationProperty").items():
        said[name] = {"$Collection": str(item.get("Type")).startswith("Collection"), "$Type": f"{NAMESPACE}.{type_name(item)}"}
        if item.get("Nullable"):
            said[name]["$Nullable"] = item.get("Nullable") == "true"
        if len(item):
            said[name]["$ReferentialConstraint"] = {item[0].get("Property"): item[0].get("ReferencedProperty")}
    return said


@fact("FF-OD-61", "FF-OD-64")
@VERSIONS
def test_every_term_is_of_a_vocabulary_that_the_document_refers_to(odata: OData, version: str) -> None:
    document = ElementTree.fromstring(odata.get("$metadata", OData_MaxVersion=version).content)
    included = {item.get("Namespace") for item in document.iterfind(f"{EDMX}Reference/{EDMX}Include")}
    terms = [str(item.get("Term")) for item in document.iter(f"{EDM}Annotation")]

    assert included == {term.rpartition(".")[0] for term in terms} == {"Org.OData.Core.V1", CAPABILITIES}
    assert len(terms) == 21 * 14 + 13

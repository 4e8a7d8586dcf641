"""`/odata/openapi.json` is valid, and every operation that it describes answers as described (odata-wire.md, 5.3)."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from openapi_schema_validator import OAS30ReadValidator, oas30_format_checker
from openapi_spec_validator import OpenAPIV30SpecValidator

from sandbox.fourfour.odata.entity_sets import MODEL
from tests.conftest import Server, World
from tests.facts import fact
from tests.fourfour.conftest import OData

Json = dict[str, Any]
SETS = [item.name for item in MODEL.sets]


@pytest.fixture(scope="module")
def document(server: Server) -> Json:
    """Read without a token."""
    read: Json = server.client().get("/odata/openapi.json").raise_for_status().json()
    return read


class Description:
    """One GET of the document, and whether an answer keeps to it."""

    def __init__(self, document: Json, path: str) -> None:
        self.document, self.operation = document, document["paths"][path]["get"]

    def parameters(self) -> dict[str, Json]:
        shared = self.document["components"]["parameters"]
        given = [shared[item["$ref"].rpartition("/")[2]] if "$ref" in item else item for item in self.operation["parameters"]]
        return {item["name"]: item for item in given}

    def values(self, name: str) -> list[str]:
        found: list[str] = self.parameters()[name]["schema"]["items"]["enum"] if name in self.parameters() else []
        return found

    def check(self, odata: OData, address: str) -> Any:
        """The body, once status, media type and schema are as described."""
        answer = odata.get(address)
        described = self.operation["responses"].get(str(answer.status_code))
        assert described, (address, answer.status_code, answer.text)
        if "content" not in described:
            return None
        media_type = answer.headers["content-type"].partition(";")[0]
        self.validate(described["content"][media_type]["schema"], answer.json())
        return answer.json()

    def validate(self, schema: Json, value: Any) -> None:
        whole = {**schema, "components": self.document["components"]}
        OAS30ReadValidator(whole, format_checker=oas30_format_checker).validate(value)


def keys(odata: OData, entity_set: str, many: int = 3) -> list[str]:
    return [row["id"] for row in odata.rows(f"{entity_set}?$select=id&$top={many}")][:many]


@fact("FF-OD-66", "FF-OD-67")
def test_it_is_valid_openapi_in_the_engines_order(document: Json) -> None:
    OpenAPIV30SpecValidator(document).validate()

    assert list(document) == ["openapi", "info", "servers", "tags", "paths", "components", "security"]
    assert document["openapi"] == "3.0.3"
    assert [item["name"] for item in document["tags"]] == [*SETS, "me"]
    assert list(document["components"]) == ["schemas", "responses", "parameters", "securitySchemes"]


@fact("FF-OD-67")
def test_its_server_is_where_the_client_found_it(server: Server, world: World) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "api.example"}

    assert world.client().get("/odata/openapi.json").json()["servers"] == [{"url": f"{world.url}/odata"}]
    said = server.client().get("/odata/openapi.json", headers=forwarded).json()
    assert said["servers"] == [{"url": "https://api.example/odata"}]
    assert "api.example" not in server.client().get("/odata/openapi.json").text


@fact("FF-OD-68")
def test_its_paths_are_those_of_metadata(odata: OData, document: Json) -> None:
    edm = {"edm": "http://docs.oasis-open.org/odata/ns/edm"}
    metadata = ElementTree.fromstring(odata.get("$metadata").content)
    expected = []
    for entity_set in metadata.iterfind(".//edm:EntitySet", edm):
        place = f"/{entity_set.get('Name')}"
        ways = [item.get("Path") for item in entity_set.iterfind("edm:NavigationPropertyBinding", edm)]
        expected += [place, f"{place}/{{id}}", *(f"{place}/{{id}}/{way}" for way in ways)]

    assert list(document["paths"]) == [*expected, "/me", "/$batch"]
    for path, item in document["paths"].items():
        operations = set(item) - {"parameters"}
        assert operations == ({"post"} if path == "/$batch" else {"get"})
        assert [parameter["name"] for parameter in item.get("parameters", [])] == (["id"] if "{id}" in path else [])
        for operation in operations - {"post"}:
            assert item[operation]["tags"] == [path.split("/")[1]]


@fact("FF-OD-69")
def test_its_parameters_are_named_without_a_dollar(document: Json) -> None:
    leads, lead, me = (Description(document, path) for path in ("/Leads", "/Leads/{id}", "/me"))

    assert list(leads.parameters()) == ["select", "count", "expand", "filter", "search", "top", "skip", "orderby"]
    assert list(lead.parameters()) == ["select", "expand"]
    assert list(me.parameters()) == ["select"]
    assert [item["explode"] for item in leads.operation["parameters"] if "explode" in item] == [False] * 3
    assert leads.values("select")[:2] == ["*", "id"]
    assert leads.values("orderby")[:4] == ["id", "id desc", "first_name", "first_name desc"]
    assert "converted_account" in leads.values("expand")


@fact("FF-OD-70")
def test_its_schemas_are_those_of_metadata(odata: OData, document: Json) -> None:
    schemas = document["components"]["schemas"]
    types = {name: item for name, item in odata.get("$metadata?$format=json").json().items() if name[0] != "$" and "." not in name}

    assert [name.removeprefix("ai.fourfour.") for name in schemas if name.startswith("ai.fourfour.")] == list(types)
    assert {name for name in schemas if not name.startswith("ai.fourfour.")} == {*(name for name in schemas if name[:4] == "Edm."), "count"}
    for name, entity_type in types.items():
        declared = {key: item for key, item in entity_type.items() if key[0] != "$" and item["$Type"].startswith("Edm.")}
        described = schemas[f"ai.fourfour.{name}"]["properties"]
        assert {key: item["nullable"] for key, item in described.items()} == {key: item["$Nullable"] for key, item in declared.items()}
        for key, item in declared.items():
            assert described[key].get("format") == schemas[item["$Type"]].get("format")


@fact("FF-OD-70")
def test_a_collection_is_described_with_value_and_count_only(document: Json) -> None:
    schema = document["paths"]["/Topics"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]

    assert list(schema["properties"]) == ["value", "@count"]


@fact("FF-OD-68", "FF-OD-70")
@pytest.mark.parametrize("entity_set", SETS)
def test_every_set_and_entity_answers_as_described(odata: OData, document: Json, entity_set: str) -> None:
    collection, entity = Description(document, f"/{entity_set}"), Description(document, f"/{entity_set}/{{id}}")
    page = collection.check(odata, f"{entity_set}?count=true&top=200")

    assert page["@count"] >= len(page["value"]) > 0
    for key in keys(odata, entity_set):
        named = [name for name in entity.check(odata, f"{entity_set}/{key}") if name[0] != "@"]
        assert ["*", *named] == entity.values("select") == collection.values("select")


@fact("FF-OD-69")
@pytest.mark.parametrize("entity_set", SETS)
def test_every_parameter_of_a_set_is_understood(odata: OData, document: Json, entity_set: str) -> None:
    described = Description(document, f"/{entity_set}")
    (key,) = keys(odata, entity_set, 1)

    for order in described.values("orderby"):
        described.check(odata, f"{entity_set}?orderby={order}&top=1")
    for name in described.values("select"):
        (row,) = described.check(odata, f"{entity_set}?select={name}&top=1")["value"]
        assert name == "*" or list(row) == [name]
    described.check(odata, f"{entity_set}?select={','.join(described.values('select')[1:])}&top=1")
    assert [row["id"] for row in described.check(odata, f"{entity_set}?filter=id eq '{key}'")["value"]] == [key]
    assert len(described.check(odata, f"{entity_set}?skip=1&top=1")["value"]) <= 1


@fact("FF-OD-69", "FF-OD-77")
@pytest.mark.parametrize("entity_set", SETS)
def test_search_and_expand_are_understood_where_they_are_offered(odata: OData, document: Json, entity_set: str) -> None:
    collection, entity = Description(document, f"/{entity_set}"), Description(document, f"/{entity_set}/{{id}}")
    (key,) = keys(odata, entity_set, 1)

    assert entity.values("expand") == collection.values("expand")
    for way in collection.values("expand"):
        for row in collection.check(odata, f"{entity_set}?expand={way}&top=2")["value"]:
            assert way in row
        assert way in entity.check(odata, f"{entity_set}/{key}?expand={way}")
    if "search" in collection.parameters():
        collection.check(odata, f"{entity_set}?search=a&top=1")
    else:
        assert odata.refusal(f"{entity_set}?search=a") == (500, "query_no_searchable_properties")


@fact("FF-OD-68", "FF-OD-77")
@pytest.mark.parametrize("entity_set", SETS)
def test_every_navigation_answers_as_described(odata: OData, document: Json, entity_set: str) -> None:
    for path in document["paths"]:
        if path.startswith(f"/{entity_set}/{{id}}/"):
            described = Description(document, path)
            many = "204" not in described.operation["responses"]
            for key in keys(odata, entity_set, 5):
                body = described.check(odata, path[1:].replace("{id}", key))
                assert ("value" in body) if many else (body is None or "id" in body)


@fact("FF-OD-77")
def test_both_ends_of_a_reference_are_among_the_answers(odata: OData, document: Json) -> None:
    described = Description(document, "/Accounts/{id}/parent")
    (child,), (root,) = (odata.rows(f"Accounts?$filter=parent_id {test} null&$top=1&$select=id")[:1] for test in ("ne", "eq"))

    assert described.check(odata, f"Accounts/{child['id']}/parent")["id"]
    assert described.check(odata, f"Accounts/{root['id']}/parent") is None


@fact("FF-OD-68")
def test_me_answers_as_described(odata: OData, document: Json) -> None:
    described = Description(document, "/me")

    assert [name for name in described.check(odata, "me") if name[0] != "@"] == described.values("select")[1:]
    for name in described.values("select"):
        described.check(odata, f"me?select={name}")


@fact("FF-OD-68")
def test_a_batch_answers_as_described(odata: OData, document: Json) -> None:
    described = document["paths"]["/$batch"]["post"]
    asked = described["requestBody"]["content"]["application/json"]

    answer = odata.request("POST", "$batch", content=json.dumps(asked["example"]), Content_Type="application/json")

    assert answer.status_code == 200
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    OAS30ReadValidator(schema, format_checker=oas30_format_checker).validate(answer.json())
    assert [item["status"] for item in answer.json()["responses"]] == [200, 200]


@fact("FF-OD-70")
@pytest.mark.parametrize("address", ["Nope", "Leads/none", "Leads?$top=x", "Leads?$filter=nope eq 1", "Leads('a", "Leads?$format=xml"])
def test_a_refusal_is_as_described(odata: OData, document: Json, address: str) -> None:
    answer = odata.get(address)

    assert 400 <= answer.status_code < 500
    schema = document["components"]["responses"]["error"]["content"]["application/json"]["schema"]
    OAS30ReadValidator(schema).validate(answer.json())


@fact("FF-OD-78")
def test_it_names_the_ways_to_sign_in(server: Server, odata: OData, document: Json) -> None:
    schemes = document["components"]["securitySchemes"]
    flow = schemes["oauth2"]["flows"]["authorizationCode"]
    known = server.client().get("/.well-known/oauth-authorization-server").json()

    assert document["security"] == [{"oauth2": ["api:read"]}, {"bearer": []}, {"basic": []}]
    assert (flow["authorizationUrl"], flow["tokenUrl"]) == (known["authorization_endpoint"], known["token_endpoint"])
    assert list(flow["scopes"]) == known["scopes_supported"]
    assert [schemes[name]["scheme"] for name in ("bearer", "basic")] == ["bearer", "basic"]


@fact("FF-OD-66", "FF-OD-71")
def test_it_is_json_and_takes_get_only(odata: OData) -> None:
    read = odata.get("openapi.json")
    assert (read.headers["content-type"], read.headers["cache-control"]) == ("application/json", "no-cache, private")
    assert odata.get("openapi.json?$format=json", Accept="text/html").content == read.content

    assert odata.refusal("openapi.json", Accept="application/yaml") == (406, "unsupported_accept")
    assert odata.refusal("openapi.json?$format=xml") == (406, "unsupported_accept")
    for method in ("HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"):
        answer = odata.request(method, "openapi.json", content="{}", Content_Type="application/json")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


@fact("FF-OD-71")
@pytest.mark.parametrize(
    "path", ["openapi.json/x", "openapi.json/$count", "Leads/openapi.json", "Leads('x')/openapi.json", "me/openapi.json"]
)
def test_it_stands_alone(odata: OData, path: str) -> None:
    assert odata.refusal(path, Accept="*/*") == (400, "openapi_argument")


@fact("FF-OD-72")
def test_power_bi_is_led_to_the_service_root(server: Server, world: World) -> None:
    answer = server.client().get("/odata/_lodata/odata.pbids")

    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-disposition"] == "attachment; filename=odata.pbids"
    expected = {"protocol": "odata", "address": {"url": f"{server.url}/odata/"}}
    assert answer.json() == {"version": "0.1", "connections": [{"details": expected}]}
    elsewhere = world.client().get("/odata/_lodata/odata.pbids").json()
    assert elsewhere["connections"][0]["details"]["address"]["url"] == f"{world.url}/odata/"
    assert server.client().post("/odata/_lodata/odata.pbids").status_code == 405


@fact("FF-OD-73")
@pytest.mark.parametrize("name", ["Leads", "ai.fourfour.TrackerIssues"])
def test_excel_is_led_to_a_set(server: Server, name: str) -> None:
    answer = server.client().get(f"/odata/_lodata/{name}.odc")
    short = name.rpartition(".")[2]

    assert answer.headers["content-type"] == "text/x-ms-odc; charset=utf-8"
    assert answer.headers["content-disposition"] == f"attachment; filename=ai.fourfour.{short}.odc"
    island = answer.text.partition('<xml id="msodc">')[2].partition("</xml>")[0]
    connection = ElementTree.fromstring(island)  # well-formed within the HTML, as Office reads it
    odc = {"odc": "urn:schemas-microsoft-com:office:odc"}
    assert f"Location={short}" in str(connection.findtext("odc:PowerQueryConnection/odc:ConnectionString", namespaces=odc))
    mashup = ElementTree.fromstring(str(connection.findtext("odc:PowerQueryMashupData", namespaces=odc)))
    formula = mashup.findtext("m:Items/m:Query/m:Formula", namespaces={"m": "http://schemas.microsoft.com/DataMashup"})
    assert str(formula).startswith(f'let Source = OData.Feed("{server.url}/odata/", null, [Implementation="2.0"])')
    assert f'[Name="{short}",Signature="table"]' in str(formula)


@fact("FF-OD-74")
@pytest.mark.parametrize("name", ["Nope", "me", "leads", "%3Cb%3E"])
def test_excel_is_not_led_to_what_is_no_set(server: Server, name: str) -> None:
    answer = server.client().get(f"/odata/_lodata/{name}.odc")

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (404, "resource_not_found")
    assert error["target"] == name.replace("%3C", "<").replace("%3E", ">")
    assert list(error) == ["code", "message", "target", "details", "innererror"]

"""Versions, media types, preferences, methods and the order of refusals (odata-wire.md, 2, 3, 4, 12 and 14)."""

from xml.etree import ElementTree

import pytest

from sandbox.fourfour.odata.entity_sets import MODEL
from tests.facts import fact
from tests.fourfour.conftest import OData

FULL = "application/json;metadata=full"


@fact("FF-OD-05", "FF-OD-28")
def test_version_4_01_is_spoken_unless_asked_otherwise(odata: OData) -> None:
    answer = odata.get("Leads?$top=1&$count=true")

    assert answer.headers["odata-version"] == "4.01"
    assert answer.headers["content-type"] == "application/json;metadata=minimal"
    assert answer.headers["cache-control"] == "no-cache, private"
    assert list(answer.json()) == ["@context", "value", "@count", "@nextLink"]


@fact("FF-OD-06")
@pytest.mark.parametrize("headers", [{"OData_MaxVersion": "4.0"}, {"OData_Version": "4.0"}, {"OData_MaxVersion": "4.00"}])
def test_a_client_of_version_4_0_gets_prefixes(odata: OData, headers: dict[str, str]) -> None:
    answer = odata.get("Leads?$top=1&$count=true&$select=id", **headers)

    assert answer.headers["odata-version"] == "4.0"
    assert answer.headers["content-type"] == "application/json;odata.metadata=minimal"
    assert list(answer.json()) == ["@odata.context", "value", "@odata.count", "@odata.nextLink"]
    assert ElementTree.fromstring(odata.get("$metadata", **headers).content).get("Version") == "4.0"


@fact("FF-OD-07")
@pytest.mark.parametrize("version", ["3.0", "4.1", "5", "four", "", "nan", "4.0.1"])
def test_other_versions_are_refused(odata: OData, version: str) -> None:
    assert odata.refusal("Leads", OData_Version=version) == (400, "version_not_supported")
    assert odata.refusal("Leads", OData_MaxVersion=version) == (400, "maxversion_not_supported")
    assert odata.get("Leads?$top=0", OData_Version=version, OData_MaxVersion="4.01").status_code == 200


@fact("FF-OD-02")
def test_metadata_needs_no_token_and_describes_what_is_served(odata: OData) -> None:
    answer = odata.http.get(odata.root + "$metadata", headers={"Authorization": ""})
    assert answer.headers["content-type"] == "application/xml"
    document = ElementTree.fromstring(answer.content)
    edm = {"edm": "http://docs.oasis-open.org/odata/ns/edm"}
    types = {item.get("Name"): item for item in document.iterfind(".//edm:EntityType", edm)}

    for entity_set in document.iterfind(".//edm:EntitySet", edm):
        kind = types[str(entity_set.get("EntityType")).removeprefix("ai.fourfour.")]
        row = odata.rows(f"{entity_set.get('Name')}?$top=1")[0]
        assert [item.get("Name") for item in kind.iterfind("edm:Property", edm)] == list(row)
        assert [item.get("Name") for item in kind.iterfind("edm:Key/edm:PropertyRef", edm)] == ["id"]
        bound = {item.get("Path"): item.get("Target") for item in entity_set.iterfind("edm:NavigationPropertyBinding", edm)}
        assert set(bound) == {item.get("Name") for item in kind.iterfind("edm:NavigationProperty", edm)}
        assert set(bound.values()) <= set(MODEL.resources)
    assert document.find(".//edm:EntityContainer", edm) is not None
    assert odata.refusal("$metadata/x") == (400, "metadata_argument")


@fact("FF-OD-29", "FF-OD-30")
@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "application/json;metadata=minimal"),
        ("application/json", "application/json;metadata=minimal"),
        ("text/json", "application/json;metadata=minimal"),
        ("application/*", "application/json;metadata=minimal"),
        ("application/json;odata.metadata=full", "application/json;metadata=full"),
        ("application/json;IEEE754Compatible=true", "application/json;IEEE754Compatible=true;metadata=minimal"),
        ("application/json;charset=utf-8", "application/json;charset=utf-8;metadata=minimal"),
        ("application/json;streaming=false", "application/json;streaming=false;metadata=minimal"),
        ("application/json;metadata=none;charset=utf-8", "application/json;charset=utf-8;metadata=none"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json;metadata=minimal"),
        ("application/json;metadata=none;q=0.5, application/json;metadata=full", "application/json;metadata=full"),
        ("rubbish", "application/json;metadata=minimal"),
    ],
)
def test_the_content_type_answers_what_the_client_accepts(odata: OData, accept: str, content_type: str) -> None:
    assert odata.get("Leads?$top=1", Accept=accept).headers["content-type"] == content_type


@fact("FF-OD-29")
def test_what_cannot_be_served_is_406(odata: OData) -> None:
    for accept in ("text/html", "application/xml", "application/vnd.api+json", "application/json;ExponentialDecimals=true", "*/*;q=0"):
        assert odata.refusal("Leads", Accept=accept) == (406, "unsupported_accept")
    assert odata.refusal("Leads?$format=xml") == (406, "unsupported_accept")
    assert odata.refusal("Leads?$format=json;metadata=full") == (400, "invalid_short_format")
    assert odata.get("Leads?$format=json&$top=1", Accept="text/html").status_code == 200
    assert odata.get("Leads?$format=application/json;metadata=none&$top=1").headers["content-type"] == "application/json;metadata=none"
    assert odata.get("Leads?$format=atom&$top=1").headers["content-type"] == "application/json;metadata=minimal"
    assert odata.get("$metadata?$format=xml").headers["content-type"] == "application/xml"


@fact("FF-OD-31")
def test_metadata_levels_decide_on_control_information(odata: OData) -> None:
    none = odata.get("Leads?$top=1&$count=true", Accept="application/json;metadata=none").json()
    full = odata.get("Leads?$top=1&$select=email", Accept=FULL).json()
    key = odata.rows("Leads?$top=1")[0]["id"]

    assert list(none) == ["value", "@count", "@nextLink"]
    assert list(full) == ["@context", "@readLink", "value", "@nextLink"]
    assert full["value"][0].keys() == {"@type", "@id", "@readLink", "email"}
    assert full["value"][0]["@type"] == "#ai.fourfour.Lead"
    assert full["value"][0]["@id"] == f"Leads('{key}')"
    assert list(odata.get(f"Leads/{key}?$select=id", Accept=FULL).json()) == ["@context", "@type", "@id", "@readLink", "id"]
    assert odata.get("me", Accept=FULL).json()["@readLink"] == f"{odata.root}me"
    assert not any(name.startswith("@") for name in odata.get("me", Accept="application/json;metadata=none").json())
    assert odata.refusal("Leads", Accept="application/json;metadata=Full") == (406, "invalid_metadata_format")


@fact("FF-OD-32")
def test_ieee754_compatible_numbers_are_strings(odata: OData) -> None:
    wanted = "Opportunities?$filter=amount gt 0&$top=5&$count=true"
    body = odata.get(wanted, Accept="application/json;IEEE754Compatible=true").json()

    assert isinstance(body["@count"], int)
    for quoted, plain in zip(body["value"], odata.rows(wanted), strict=True):
        assert float(quoted["amount"]) == plain["amount"]
        assert len(quoted["amount"].replace(".", "")) == 16
    assert odata.rows("Accounts?$top=1", Accept="application/json;IEEE754Compatible=true")[0]["number_of_employees"].isdecimal()


@fact("FF-OD-33")
def test_preferences_are_applied_and_said(odata: OData) -> None:
    sized = odata.get("Leads", Prefer='odata.maxpagesize="3", something=else;x=y')
    brief = odata.get("Leads?$top=300", Prefer="omit-values=nulls")

    assert (sized.headers["preference-applied"], sized.headers["vary"]) == ("maxpagesize=3", "prefer")
    assert len(sized.json()["value"]) == 3
    assert sized.json()["@nextLink"].endswith("?top=3&skip=3")
    assert "preference-applied" not in odata.get("Leads?$top=2", Prefer="maxpagesize=3").headers
    assert brief.headers["preference-applied"] == "omit-values=nulls"
    assert not any(value is None for row in brief.json()["value"] for value in row.values())
    assert any(value is None for row in odata.rows("Leads?$top=300") for value in row.values())
    assert odata.refusal("Leads", Prefer="maxpagesize=x") == (400, "option_not_numeric")
    assert odata.refusal("Leads", Prefer='"') == (400, "invalid_parameterlist")


@fact("FF-OD-34")
def test_what_is_not_spoken_is_refused(odata: OData) -> None:
    assert odata.refusal("Leads", OData_Isolation="snapshot") == (412, "isolation_not_supported")
    assert odata.refusal("Leads", Isolation="") == (412, "isolation_not_supported")
    assert odata.refusal("Leads?$schemaversion=1") == (404, "schema_version_not_found")
    assert odata.get("Leads?$schemaversion=*&$top=1").status_code == 200
    assert odata.refusal("Leads?$apply=aggregate(x)") == (501, "apply_not_implemented")


@fact("FF-OD-35")
def test_refusals_come_in_the_engines_order(odata: OData) -> None:
    assert odata.refusal("Nope?$top=abc&$nope=1", OData_Version="1", Accept="text/html") == (400, "option_not_numeric")
    assert odata.refusal("Nope?$nope=1", OData_Version="1", Accept="text/html") == (400, "version_not_supported")
    assert odata.refusal("Nope?$nope=1&$apply=x", Accept="text/html") == (400, "invalid_system_query_option")
    assert odata.refusal("Nope?$apply=x&$schemaversion=1", Isolation="x") == (501, "apply_not_implemented")
    assert odata.refusal("Nope?$schemaversion=1", Isolation="x") == (412, "isolation_not_supported")
    assert odata.refusal("Nope?$schemaversion=1", Accept="text/html") == (404, "schema_version_not_found")
    assert odata.refusal("Nope", Accept="text/html") == (406, "unsupported_accept")
    assert odata.request("PUT", "Nope").status_code == 404


@fact("FF-OD-27", "FF-OD-28")
def test_errors_are_plain_json_without_a_version(odata: OData) -> None:
    answer = odata.get("Nope")

    assert answer.json() == {
        "error": {"code": "no_handler", "message": "Nothing is called 'Nope' here", "target": None, "details": [], "innererror": {}}
    }
    assert answer.headers["cache-control"] == "no-cache, private"
    assert "odata-version" not in answer.headers


@fact("FF-OD-25", "FF-OD-26")
def test_methods_other_than_get_are_refused_place_by_place(odata: OData) -> None:
    key = odata.rows("Leads?$top=1")[0]["id"]
    table = {  # HEAD, OPTIONS, POST with JSON, PUT, PATCH, DELETE
        "": "405 405 405 405 405 405",
        "$metadata": "405 405 405 405 405 405",
        "Leads": "405 405 403 405 405 405",
        f"Leads/{key}": "405 405 405 403 403 403",
        "Leads/none": "404 404 404 404 403 404",
        f"Leads/{key}/email": "405 405 405 405 403 403",
        "me": "405 405 405 501 501 501",
        "Leads/$count": "200 200 200 200 200 200",
        "Nope": "404 404 404 404 404 404",
    }
    for path, statuses in table.items():
        for method, status in zip(("HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"), statuses.split(), strict=True):
            answer = odata.request(method, path, content="{}", Content_Type="application/json")
            assert (path, method, answer.status_code) == (path, method, int(status))
            assert ("allow" in answer.headers) == (status == "405")
    assert odata.request("POST", "Leads", content="a=b", Content_Type="application/x-www-form-urlencoded").status_code == 406
    assert odata.request("POST", "Leads").json()["error"]["code"] == "not_json"


@fact("FF-OD-45")
def test_a_post_can_stand_for_another_method(odata: OData) -> None:
    assert odata.request("POST", "Leads?$top=1", X_HTTP_Method="GET").json()["value"]
    assert odata.request("POST", "Leads", X_HTTP_Method="delete").status_code == 405
    assert odata.request("POST", "Leads", X_HTTP_Method_Override="GET").status_code == 406


def test_links_start_where_the_client_sees_the_service(odata: OData) -> None:
    seen = odata.get("Leads?$top=1", X_Forwarded_Proto="https", X_Forwarded_Host="api.example").json()

    assert seen["@context"] == "https://api.example/odata/$metadata#Leads"
    assert seen["@nextLink"].startswith("https://api.example/odata/Leads?")


def test_nothing_of_the_client_reaches_a_header_unchecked(odata: OData) -> None:
    for value in ("a%0d%0aX-Evil:%201", "%00", "%7f", "%E2%82%AC", "%C3%A9", "a b"):
        answer = odata.get(f"Leads?$top=1&$format=application/json;charset={value}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json;metadata=minimal")
        assert "x-evil" not in answer.headers
    assert odata.refusal("Leads", Accept="application/json;charset") == (400, "bad_request")


LONG = {
    "$top=" + "1" * 30_000 + "x": "option_not_numeric",
    "$skip=" + "1." * 30_000: "option_not_numeric",
    "$filter=" + "a" * 16_000: "expression_parser_error",
    "$filter=email" + "%20" * 16_000 + "x": "expression_parser_error",
    "$orderby=" + "%20" * 20_000 + "x": "invalid_sort_property",
    "$orderby=last_name" + "%20" * 20_000 + "x": "invalid_orderby_direction",
    "$expand=owner(" + "%20" * 20_000 + "x": "path_not_expandable",
    "$compute=" + "%20" * 20_000 + "x": "expression_parser_error",
}


@fact("FF-OD-27")
@pytest.mark.parametrize("option", LONG, ids=lambda option: option[:20])
def test_a_long_value_is_refused_in_time_that_grows_with_its_length(odata: OData, option: str) -> None:
    """Each of these would take seconds where a pattern goes back and forth; the client gives up after five."""
    assert odata.refusal(f"Leads?{option}") == (400, LONG[option])


def test_a_long_value_that_means_something_is_read(odata: OData) -> None:
    assert odata.rows("Leads?$top=1&$select=" + "," * 30_000) == [{}]
    assert odata.rows("Leads?$top=1&$search=" + "%20" * 20_000 + "clements")[0]["last_name"] == "Clements"
    assert odata.rows("Leads?$filter=annual_revenue eq " + "9" * 10_000) == []


@fact("FF-OD-29", "FF-OD-33")
@pytest.mark.parametrize(
    ("headers", "refusal"),
    [
        ({"Prefer": "a" + " " * 30_000 + '"'}, (400, "invalid_parameterlist")),
        ({"Prefer": '"' * 30_000}, (400, "invalid_parameterlist")),
        ({"Accept": "a/" + "a;" * 30_000}, (406, "unsupported_accept")),
        ({"OData_Version": "4" * 30_000}, (400, "version_not_supported")),
    ],
    ids=["blanks", "quotes", "parameters", "version"],
)
def test_a_long_header_is_refused_as_quickly(odata: OData, headers: dict[str, str], refusal: tuple[int, str]) -> None:
    assert odata.refusal("Leads?$top=1", **headers) == refusal

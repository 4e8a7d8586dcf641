"""`POST .../$query` (odata-wire.md, 13.4)."""

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts import fact
from tests.fourfour.conftest import OData


def query(odata: OData, path: str, body: bytes | str, content_type: str = "text/plain", **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return odata.http.post(odata.root + path, content=body, headers={"Content-Type": content_type, **named})


@fact("FF-OD-91")
@pytest.mark.parametrize(
    "body",
    [
        "$filter=contains(email,'a') and email ne 'é x'&$top=2&$count=true",
        "%24filter=contains(email%2C'a')%20and%20email%20ne%20'%C3%A9%20x'&%24top=2&%24count=true",
        "filter=contains(email,'a') and email ne 'é x'&top=2&count=true\r\n",
    ],
)
def test_a_query_in_the_body_reads_like_one_in_the_url(odata: OData, body: str) -> None:
    plain = odata.get("Leads?$filter=contains(email,'a') and email ne 'é x'&$top=2&$count=true")
    answer = query(odata, "Leads/$query", body, "text/plain;charset=utf-8")

    assert answer.json()["value"] == plain.json()["value"]
    assert answer.json()["@count"] == plain.json()["@count"]
    assert {name: answer.headers[name] for name in ("content-type", "odata-version", "cache-control")} == {
        name: plain.headers[name] for name in ("content-type", "odata-version", "cache-control")
    }


@fact("FF-OD-91")
def test_the_next_link_can_be_followed(odata: OData) -> None:
    first = query(odata, "Leads/$query", "$orderby=email desc&$top=2").json()
    second = odata.http.get(first["@nextLink"]).json()

    assert "$query" not in first["@nextLink"]
    assert first["value"] + second["value"] == odata.rows("Leads?$orderby=email desc&$top=4")


@fact("FF-OD-91")
def test_the_body_replaces_the_urls_options(odata: OData) -> None:
    answer = query(odata, "Leads/$query?$top=1&$select=id", "$top=2")

    assert answer.json() == odata.get("Leads?$top=2").json()
    assert query(odata, "Leads/$query", "").json() == odata.get("Leads").json()
    assert query(odata, "Leads/$query?$top=abc", "$top=2").json()["error"]["code"] == "option_not_numeric"  # looked at before the path is


@fact("FF-OD-91")
def test_entities_singletons_and_counts_can_be_queried(odata: OData) -> None:
    key = odata.rows("Leads?$top=1")[0]["id"]

    assert query(odata, f"Leads/{key}/$query", "$select=email").json() == odata.get(f"Leads/{key}?$select=email").json()
    assert query(odata, f"Leads(id=@k)/%24query/?@k='{key}'", f"@k='{key}'").json()["id"] == key
    assert query(odata, "me/$query", "$select=user_name").json() == odata.get("me?$select=user_name").json()
    assert query(odata, "Leads/$count/$query", "$filter=email eq null").text == odata.get("Leads/$count?$filter=email eq null").text
    assert query(odata, "Leads/$query", "$top=1", OData_Version="4.0").headers["odata-version"] == "4.0"


@fact("FF-OD-91")
@pytest.mark.parametrize("content_type", ["application/json", "application/x-www-form-urlencoded", "text/html", ""])
def test_other_content_types_are_refused(odata: OData, content_type: str) -> None:
    answer = query(odata, "Leads/$query", "$top=1", content_type)

    assert (answer.status_code, answer.json()["error"]["code"]) == (406, "unsupported_content_type")


@fact("FF-OD-91")
def test_other_methods_are_refused(odata: OData) -> None:
    for method in ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"):
        answer = odata.request(method, "Leads/$query")
        assert (method, answer.status_code, answer.headers["allow"]) == (method, 405, "POST")
    assert query(odata, "Leads/$query", "", X_HTTP_Method="GET").status_code == 405
    assert odata.refusal("Leads(id=@k)/$query?@k='x'") == (405, "method_not_allowed")


@fact("FF-OD-91")
def test_what_is_not_there_cannot_be_queried(odata: OData) -> None:
    assert odata.refusal("Nope/$query") == (404, "no_handler")
    for path, code in {"Nope/$query": "no_handler", "Leads/none/$query": "entity_not_found", "$query": "no_handler"}.items():
        answer = query(odata, path, "$top=1")
        assert (path, answer.status_code, answer.json()["error"]["code"]) == (path, 404, code)
    assert query(odata, "$metadata/$query", "").json()["error"]["code"] == "metadata_argument"
    assert query(odata, "Leads/$query", "$nope=1").json()["error"]["code"] == "invalid_system_query_option"


@fact("FF-OD-90")
def test_a_query_has_a_limit(odata: OData) -> None:
    assert query(odata, "Leads/$query", "$top=1&x=" + "y" * 60_000).status_code == 200
    assert query(odata, "Leads/$query", "$top=1&x=" + "y" * (1 << 16)).status_code == 414


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: ("$filter=" + text).encode("utf-8", "replace")))
def test_no_octets_make_a_query_fail(odata: OData, body: bytes) -> None:
    assert query(odata, "Leads/$query", body).status_code in (200, 400, 404, 406, 501)

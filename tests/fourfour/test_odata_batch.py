"""`$batch` in JSON (odata-wire.md, 13.1 and appendices H and K)."""

from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts import fact
from tests.fourfour.conftest import OData
from tests.fourfour.odata_batch import Batch

ITEM = {"id": "1", "method": "GET", "url": "Leads?$top=1"}


@pytest.fixture
def batch(odata: OData) -> Batch:
    return Batch(odata)


@fact("FF-OD-80", "FF-OD-82")
def test_the_example_of_appendix_h(odata: OData, batch: Batch) -> None:
    key = odata.rows("Leads?$top=1")[0]["id"]

    me, count, gone = batch.ask(
        {"id": "1", "method": "GET", "url": "me"},
        {"id": "2", "method": "GET", "url": "Leads/$count"},
        {"id": "3", "method": "DELETE", "url": f"Leads('{key}')"},
    )

    assert list(me) == ["id", "status", "headers", "body"]
    assert me["headers"] == {"content-type": "application/json;metadata=minimal", "etag": odata.get("me").headers["etag"]}
    assert me["body"] == odata.get("me").json()
    assert count == {
        "id": "2",
        "status": 200,
        "headers": {"content-type": "text/plain;charset=utf-8"},
        "body": odata.get("Leads/$count").text,
    }
    assert (gone["status"], gone["headers"]) == (403, {"content-type": "application/json"})
    assert gone["body"]["error"]["code"] == "forbidden"


@fact("FF-OD-80")
def test_the_envelope_has_the_headers_of_an_answer(batch: Batch) -> None:
    answer = batch.post('{"requests":[]}', Accept="multipart/mixed")

    assert answer.json() == {"responses": []}
    assert answer.headers["odata-version"] == "4.01"
    assert answer.headers["cache-control"] == "no-cache, private"


@fact("FF-OD-83")
def test_the_refusals_of_appendix_k_within_a_batch(odata: OData, batch: Batch) -> None:
    key = odata.rows("Leads?$top=1")[0]["id"]
    requests: list[dict[str, Any]] = [
        {"method": "POST", "url": "Leads", "body": {"name": "x"}},
        {"method": "POST", "url": "Leads", "headers": {"Content-Type": "text/plain"}, "body": "name=x"},
        {"method": "DELETE", "url": f"Leads/{key}"},
        {"method": "DELETE", "url": "Leads"},
    ]

    answers = batch.ask(*({"id": place, **request} for place, request in enumerate(requests)))

    said = [(answer["status"], answer["body"]["error"]["code"]) for answer in answers]
    assert said == [(403, "forbidden"), (406, "not_json"), (403, "forbidden"), (405, "method_not_allowed")]
    assert answers[3]["headers"]["allow"] == "GET"


@fact("FF-OD-83")
def test_one_failure_does_not_stop_the_rest_nor_spoil_its_answer(batch: Batch) -> None:
    bad = ("Leads?$top=abc", "Leads?$nope=1", "Leads?$filter=nope eq 1", "Leads?$orderby=nope", "Nope", "Leads/none")
    fine = {"id": "fine", "method": "GET", "url": "Leads?$top=1", "dependsOn": ["0", "5"]}

    *refused, last = batch.ask(*({"id": str(place), "method": "GET", "url": url} for place, url in enumerate(bad)), fine)

    assert [answer["body"]["error"]["code"] for answer in refused] == [
        "option_not_numeric",
        "invalid_system_query_option",
        "expression_parser_error",
        "invalid_sort_property",
        "no_handler",
        "entity_not_found",
    ]
    assert [answer["status"] for answer in refused] == [400, 400, 400, 400, 404, 404]
    assert last["status"] == 200


@fact("FF-OD-82")
def test_nothing_is_answered_without_a_body_and_text_as_a_string(odata: OData, batch: Batch) -> None:
    lead = odata.rows("Leads?$filter=converted_date eq null&$top=1")[0]

    nothing, raw, count, xml = batch.get(
        f"Leads/{lead['id']}/converted_date", f"Leads/{lead['id']}/email/$value", "Leads/$count", "$metadata"
    )

    assert nothing == {"id": "1", "status": 204}
    assert raw["body"] == lead["email"]
    assert count["body"] == odata.get("Leads/$count").text
    assert xml["body"] == odata.get("$metadata").text


@fact("FF-OD-82")
def test_a_raw_value_that_poses_as_json_is_still_text(odata: OData, batch: Batch) -> None:
    lead = odata.rows("Leads?$top=1")[0]
    (raw,) = batch.ask({"id": 1, "method": "GET", "url": f"Leads/{lead['id']}/email/$value", "headers": {"accept": "application/json"}})

    assert raw["body"] == lead["email"]


@fact("FF-OD-81")
@pytest.mark.parametrize("name", ["one", "1", 1, 0, -7, 2.5, "ä", ""])
def test_an_id_is_echoed_with_its_type(batch: Batch, name: str | float) -> None:
    (answer,) = batch.ask({"id": name, "method": "get", "url": "me"})

    assert (answer["id"], type(answer["id"])) == (name, type(name))
    assert answer["status"] == 200


@fact("FF-OD-81")
def test_a_url_is_relative_absolute_or_a_path(odata: OData, batch: Batch) -> None:
    query = "?$top=2&$filter=email ne 'ä b'&$select=email"
    path = httpx.URL(odata.root).path
    urls = (
        "Leads" + query,
        path + "Leads" + query,
        odata.root + "Leads" + query,
        odata.root.upper()[:12] + odata.root[12:] + "Leads" + query,
    )

    bodies = [answer["body"] for answer in batch.get(*urls)]

    assert bodies == [odata.get("Leads" + query).json()] * 4
    assert bodies[0]["@nextLink"].startswith(odata.root + "Leads?")


@fact("FF-OD-81")
def test_the_service_itself_can_be_asked_for(odata: OData, batch: Batch) -> None:
    urls = ("", "?$format=json", odata.root, odata.root[:-1], httpx.URL(odata.root).path[:-1])

    assert [answer["body"] for answer in batch.get(*urls)] == [odata.get("").json()] * 5


@fact("FF-OD-89")
@pytest.mark.parametrize(
    "url",
    [
        "http://evil.example/odata/me",
        "//evil.example/odata/me",
        "/oauth/token",
        "/_sandbox/worlds",
        "/w/default/odata/me",
        "ftp://{host}/odata/me",
    ],
)
def test_a_url_outside_the_service_is_refused(odata: OData, batch: Batch, url: str) -> None:
    outside, inside = batch.get(url.format(host=httpx.URL(odata.root).netloc.decode()), "me")

    assert (outside["status"], outside["body"]["error"]["code"]) == (400, "bad_request")
    assert inside["status"] == 200


@fact("FF-OD-84")
def test_a_reference_leads_on_from_an_earlier_request(odata: OData, batch: Batch) -> None:
    contact = odata.rows("Contacts?$filter=account_id ne null&$top=1")[0]
    requests: list[dict[str, Any]] = [
        {"id": "one", "method": "GET", "url": f"Contacts('{contact['id']}')?$select=id"},
        {"id": 2, "method": "GET", "url": "$one"},
        {"id": 3, "method": "GET", "url": "$one/account"},
        {"id": 4, "method": "GET", "url": "$3/name"},
        {"id": 5, "method": "GET", "url": "/odata/$3/contacts?$filter=id eq '" + contact["id"] + "'"},
    ]

    _, itself, account, name, contacts = (answer["body"] for answer in batch.ask(*requests))

    assert itself["title"] == contact["title"]
    assert account["id"] == contact["account_id"]
    assert name["value"] == account["name"]
    assert [row["id"] for row in contacts["value"]] == [contact["id"]]


@fact("FF-OD-84")
def test_a_reference_to_no_earlier_request_is_refused(batch: Batch) -> None:
    answers = batch.ask(
        {"id": "1", "method": "GET", "url": "$2"},
        {"id": "2", "method": "GET", "url": "$2/account"},
        {"id": "3", "method": "GET", "url": "$1/account"},
        {"id": "4", "method": "GET", "url": "$metadata", "headers": {"accept": "application/xml"}},
    )

    assert [answer["body"]["error"]["code"] for answer in answers[:3]] == ["missing_reference"] * 3
    assert answers[3]["status"] == 200


@fact("FF-OD-89")
def test_an_item_has_the_batchs_version_unless_it_names_one(batch: Batch) -> None:
    mine, own, highest = batch.ask(
        ITEM,
        {**ITEM, "headers": {"OData-Version": "4.01"}},
        {**ITEM, "headers": {"odata-maxversion": "9"}},
        OData_MaxVersion="4.0",
    )

    assert "@odata.context" in mine["body"]
    assert mine["headers"]["content-type"] == "application/json;odata.metadata=minimal"
    assert "@context" in own["body"]
    assert highest["body"]["error"]["code"] == "maxversion_not_supported"
    assert "@context" in batch.ask(ITEM)[0]["body"]


@fact("FF-OD-89")
def test_an_item_has_the_batchs_caller_whatever_it_shows(odata: OData, batch: Batch) -> None:
    shown = {"Authorization": "Bearer nobody", "X-Sandbox-World": "nowhere"}

    assert batch.ask({"id": 1, "method": "GET", "url": "me", "headers": shown})[0]["body"] == odata.get("me").json()
    assert odata.http.post(odata.root + "$batch", json={"requests": [ITEM]}, headers={"Authorization": ""}).status_code == 401


@fact("FF-OD-85")
def test_what_is_no_batch_is_refused(batch: Batch) -> None:
    refusals = {
        ("application/xml", "<x/>"): (406, "unknown_batch_type"),
        ("", ""): (406, "unknown_batch_type"),
        ("application/json", ""): (400, "invalid_json"),
        ("application/json", "[" * 5000): (400, "invalid_json"),
        ("application/json", "[]"): (400, "invalid_body"),
        ("application/json", "{}"): (400, "missing_requests"),
        ("application/json", '{"requests":null}'): (400, "missing_requests"),
        ("application/json", '{"requests":{}}'): (400, "missing_requests"),
        ("multipart/mixed", "--x--"): (400, "missing_boundary"),
        ("multipart/mixed;boundary=", "--x--"): (400, "missing_boundary"),
        ("multipart/mixed;boundary=x", "--y--"): (400, "missing_requests"),
    }
    for (content_type, body), expected in refusals.items():
        answer = batch.post(body, content_type)
        assert (content_type, body[:9], answer.status_code, answer.json()["error"]["code"]) == (content_type, body[:9], *expected)


@fact("FF-OD-86")
@pytest.mark.parametrize(
    "item",
    [
        1,
        {},
        {"id": "1", "method": "GET"},
        {"method": "GET", "url": "me"},
        {"id": None, "method": "GET", "url": "me"},
        {"id": True, "method": "GET", "url": "me"},
        {"id": ["1"], "method": "GET", "url": "me"},
        {"id": "1", "method": 1, "url": "me"},
        {"id": "1", "method": "GET", "url": 1},
        {**ITEM, "headers": ["accept"]},
        {**ITEM, "headers": {"accept": 1}},
        {**ITEM, "headers": {"accept": "a\nb"}},
        {**ITEM, "dependsOn": "1"},
        {**ITEM, "dependsOn": [{}]},
    ],
)
def test_an_item_of_the_wrong_shape_refuses_the_whole(batch: Batch, item: Any) -> None:
    assert batch.refusal(ITEM, item) == (400, "missing_request_properties")


@fact("FF-OD-86")
def test_a_method_or_a_wish_that_is_not_known_refuses_the_whole(batch: Batch) -> None:
    for method in ("HEAD", "OPTIONS", "TRACE", "", "G ET"):
        assert batch.refusal(ITEM, {**ITEM, "method": method}) == (400, "incorrect_request_method")
    assert batch.refusal(ITEM, {**ITEM, "atomicityGroup": "g1"}) == (501, "atomicity_not_available")


@fact("FF-OD-88")
def test_a_batch_is_posted_and_nothing_follows_it(odata: OData, batch: Batch) -> None:
    for method in ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"):
        answer = odata.request(method, "$batch", content="{}" if method == "PUT" else None)
        assert (method, answer.status_code, answer.headers["allow"]) == (method, 405, "POST")
    assert odata.refusal("$batch") == (405, "method_not_allowed")
    assert odata.refusal("$batch/x") == (400, "batch_argument")
    assert odata.refusal("%24batch/$query") == (400, "batch_argument")
    assert batch.post('{"requests":[]}', X_HTTP_Method="GET").status_code == 405
    assert odata.request("POST", "/$batch/?$top=x", content='{"requests":[]}', Content_Type="application/json").status_code == 400
    assert odata.request("POST", "/%24batch/", content='{"requests":[]}', Content_Type="application/json").status_code == 200


@fact("FF-OD-90")
def test_a_batch_has_limits(batch: Batch) -> None:
    assert len(batch.ask(*[ITEM] * 100)) == 100
    assert batch.refusal(*[ITEM] * 101) == (413, "bad_request")
    assert batch.post(b" " * ((1 << 20) + 1)).status_code == 413
    nested, long, fine = batch.get("$batch", "Leads?x=" + "y" * (1 << 16), "me")
    assert (nested["status"], nested["body"]["error"]["code"]) == (400, "batch_argument")
    assert (long["status"], fine["status"]) == (414, 200)
    deep = '{"requests":[{"id":1,"method":"POST","url":"Leads","body":' + "[" * 400 + "]" * 400 + "}]}"
    assert batch.post(deep).json()["error"]["code"] == "missing_request_properties"


def test_a_query_in_a_body_can_be_batched(odata: OData, batch: Batch) -> None:
    query = {"id": 1, "method": "POST", "url": "Leads/$query", "headers": {"Content-Type": "text/plain"}, "body": "$top=1&$select=email"}

    assert batch.ask(query)[0]["body"] == odata.get("Leads?$top=1&$select=email").json()


PLACES = ("Leads", "Contacts", "me", "Leads/$count", "Nope", "Leads/none", "")
OPTIONS = (
    "$top=2",
    "$skip=1",
    "$filter=email ne null",
    "$orderby=email desc",
    "$count=true",
    "$select=id",
    "$top=x",
    "$filter=nope",
    "é=+",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.lists(st.sampled_from(OPTIONS), max_size=3)), max_size=6))
def test_a_batch_answers_what_its_requests_would_have_been_answered_alone(odata: OData, places: list[tuple[str, list[str]]]) -> None:
    urls = [f"{place}?{'&'.join(options)}" for place, options in places]

    batched = Batch(odata).get(*urls)

    for url, answer in zip(urls, batched, strict=True):
        alone = odata.get(url)
        assert answer["status"] == alone.status_code
        assert answer["headers"]["content-type"] == alone.headers["content-type"]
        assert answer["body"] == (alone.text if alone.headers["content-type"].startswith("text/") else alone.json())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3), max_leaves=4
)
MEMBER = st.sampled_from(("id", "method", "url", "headers", "body", "dependsOn", "atomicityGroup"))
LIKELY = st.fixed_dictionaries({"id": JSON, "method": st.sampled_from(("GET", "post", "x")), "url": st.text(max_size=12)})


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LIKELY | st.dictionaries(MEMBER, JSON) | JSON, max_size=4))
def test_no_json_makes_a_batch_fail(odata: OData, requests: list[Any]) -> None:
    answer = odata.http.post(odata.root + "$batch", json={"requests": requests})

    assert answer.status_code in (200, 400, 501)
    if answer.status_code == 200:
        assert all(response["status"] < 500 or response["status"] == 501 for response in answer.json()["responses"])

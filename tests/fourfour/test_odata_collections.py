"""Entity sets: pages, counts, order, projection (odata-wire.md, 7 and 9)."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from sandbox.fourfour.odata.entity_sets import MODEL
from sandbox.fourfour.services import SERVICES
from tests.facts import fact
from tests.fourfour.conftest import OData

SETS = [entity_set.name for entity_set in MODEL.sets]


@fact("FF-OD-01", "FF-OD-04")
def test_the_service_document_lists_the_sets_and_me(odata: OData) -> None:
    body = odata.get("").json()

    assert body["@context"] == f"{odata.root}$metadata"
    assert [item["name"] for item in body["value"]] == [*SETS, "me"]
    assert len(SETS) == 21
    assert body["value"][0] == {"name": "Accounts", "kind": "EntitySet", "url": "Accounts"}
    assert body["value"][-1] == {"name": "me", "kind": "Singleton", "url": "me"}
    assert odata.http.get(odata.root.rstrip("/")).json() == body


@fact("FF-OD-08")
@pytest.mark.parametrize("name", SETS)
def test_every_set_has_rows_with_a_key(odata: OData, name: str) -> None:
    body = odata.get(f"{name}?$count=true&$top=1").json()

    assert list(body)[:3] == ["@context", "value", "@count"]
    assert body["@context"] == f"{odata.root}$metadata#{name}"
    assert body["value"][0]["id"]
    assert body["@count"] >= 2


@fact("FF-OD-42")
@pytest.mark.parametrize("name", SETS)
def test_next_links_visit_each_row_once(odata: OData, name: str) -> None:
    total = int(odata.get(f"{name}/$count").text)

    keys = [row["id"] for row in odata.walk(f"{name}?$top=97")]

    assert len(keys) == total
    assert len(set(keys)) == total
    assert keys == sorted(keys)


@fact("FF-OD-09")
def test_a_page_has_200_rows_unless_the_client_names_a_size(odata: OData) -> None:
    assert len(odata.rows("Contacts")) == 200
    assert len(odata.rows("Contacts?$top=7")) == 7
    assert len(odata.rows("Contacts", Prefer="maxpagesize=9")) == 9
    assert len(odata.rows("Contacts?$top=7", Prefer="maxpagesize=9")) == 7


@fact("FF-OD-09", "FF-OD-10")
def test_top_is_a_page_size_and_the_next_link_goes_on_behind_it(odata: OData) -> None:
    first = odata.get("Contacts?$select=id,email&$count=true&$top=2").json()

    assert first["@nextLink"] == f"{odata.root}Contacts?%24select=id%2Cemail&%24count=true&top=2&skip=2"
    second = odata.http.get(first["@nextLink"]).json()
    assert second["value"] == odata.rows("Contacts?$select=id,email&$top=2&$skip=2")
    assert second["@nextLink"].endswith("&top=2&skip=4")
    assert second["@count"] == first["@count"]


@fact("FF-OD-10")
def test_the_last_page_has_no_next_link(odata: OData) -> None:
    total = int(odata.get("Topics/$count").text)

    assert "@nextLink" not in odata.get(f"Topics?$top={total}").json()
    assert "@nextLink" not in odata.get(f"Topics?$top={total + 5}").json()
    assert "@nextLink" not in odata.get(f"Topics?$skip={total}").json()
    assert odata.rows(f"Topics?$skip={total}") == []
    assert len(odata.rows(f"Topics?$top=5&$skip={total - 1}")) == 1
    assert odata.get(f"Topics?$top=5&$skip={total - 6}").json()["@nextLink"].endswith(f"skip={total - 1}")


@fact("FF-OD-10", "FF-OD-14")
def test_the_next_link_repeats_what_it_does_not_know(odata: OData) -> None:
    link = odata.get("Topics?color=deep%20blue&$filter=name ne 'a+b'&Top=2&empty=").json()["@nextLink"]

    assert "%24filter=name%20ne%20%27a%20b%27" in link  # in a query a plus is a blank
    assert parse_qsl(urlsplit(link).query) == [
        ("color", "deep blue"),
        ("$filter", "name ne 'a b'"),
        ("Top", "2"),
        ("top", "2"),
        ("skip", "2"),
    ]


@fact("FF-OD-09")
def test_no_rows_for_top_zero_but_the_count(odata: OData) -> None:
    body = odata.get("Topics?$top=0&$count=true").json()

    assert body["value"] == []
    assert body["@count"] > 0
    assert "@nextLink" not in body


@fact("FF-OD-11")
def test_the_count_is_of_all_rows_that_match(odata: OData) -> None:
    body = odata.get("Leads?$filter=is_converted eq true&$count=true&$top=1&$skip=1").json()

    matching = odata.walk("Leads?$filter=is_converted eq true")
    assert body["@count"] == len(matching) < int(odata.get("Leads/$count").text)
    assert "@count" not in odata.get("Leads?$count=false").json()
    assert odata.refusal("Leads?$count=TRUE") == (400, "option_boolean_invalid")
    assert odata.refusal("Leads?$count=1") == (400, "option_boolean_invalid")


@fact("FF-OD-12")
@pytest.mark.parametrize("option", ["top", "skip"])
def test_sizes_are_numbers_and_not_negative(odata: OData, option: str) -> None:
    for text in ("abc", "0x1", "1,5", "--1", "٣"):
        assert odata.refusal(f"Topics?${option}={text}") == (400, "option_not_numeric")
    for text in ("-1", "-0.5"):
        assert odata.refusal(f"Topics?${option}={text}") == (400, "option_numeric_invalid")
    for text in ("1.5", "1e0", "%201%20", "1.", "9" * 400, "1e999"):
        assert odata.get(f"Topics?${option}={text}").status_code == 200
    assert len(odata.rows(f"Topics?$top={'1.5' if option == 'top' else '1e0'}")) == 1


@fact("FF-OD-13")
def test_the_dollar_sign_may_be_left_out_and_then_case_does_not_matter(odata: OData) -> None:
    two = odata.rows("Topics?$top=2")

    assert odata.rows("Topics?top=2") == two
    assert odata.rows("Topics?TOP=2") == two
    assert odata.rows("Topics?%24top=2") == two
    assert odata.rows("Topics?$top=1&$top=2") == two
    assert odata.rows("Topics?top=2&$top=1") == two
    assert odata.rows("Topics?$top=2&$top=") == two


@fact("FF-OD-14")
def test_an_unknown_option_with_a_dollar_sign_is_refused_and_the_nearest_named(odata: OData) -> None:
    answer = odata.get("Topics?$fliter=x")

    assert odata.refusal("Topics?$Top=2") == (400, "invalid_system_query_option")
    assert odata.refusal("Topics?$top[]=2") == (400, "invalid_system_query_option")
    assert odata.refusal("Topics?top[]=2") == (400, "invalid_system_query_option")
    assert answer.json()["error"]["code"] == "invalid_system_query_option"
    assert "$filter" in answer.json()["error"]["message"]
    assert odata.get("Topics?utm_source=x").status_code == 200


@fact("FF-OD-20")
def test_select_takes_what_it_knows_and_echoes_the_rest(odata: OData) -> None:
    body = odata.get("Contacts?$select=email, first_name,nope&$top=1").json()

    assert body["@context"] == f"{odata.root}$metadata#Contacts(email,first_name,nope)"
    assert list(body["value"][0]) == ["first_name", "email"]
    assert odata.rows("Contacts?$select=nope&$top=2") == [{}, {}]
    assert len(odata.rows("Contacts?$select=*&$top=1")[0]) == len(MODEL.entity_set("Contacts").type.properties)


@fact("FF-OD-21")
def test_orderby_sorts_by_properties(odata: OData) -> None:
    up = [(row["stage"], row["amount"]) for row in odata.walk("Opportunities?$orderby=stage, amount DESC&$filter=amount ne null")]

    assert up == sorted(up, key=lambda pair: (pair[0], -pair[1]))
    assert len({stage for stage, _ in up}) > 2
    assert odata.refusal("Topics?$orderby=nope") == (400, "invalid_sort_property")
    assert odata.refusal("Topics?$orderby=length(name)") == (400, "invalid_sort_property")
    assert odata.refusal("Topics?$orderby=name up") == (400, "invalid_orderby_direction")
    assert odata.refusal("Topics?$orderby=name asc nulls") == (400, "invalid_orderby_syntax")
    assert odata.rows("Topics?$orderby=name,") == odata.rows("Topics?$orderby=name")


@fact("FF-OD-42")
def test_descending_order_is_ascending_order_backwards_even_among_ties(odata: OData) -> None:
    up = [row["id"] for row in odata.walk("Leads?$orderby=status&$top=50")]
    down = [row["id"] for row in odata.walk("Leads?$orderby=status desc&$top=33")]

    assert up == down[::-1]


@fact("FF-OD-22", "FF-OD-23")
def test_values_look_as_the_engine_prints_them(odata: OData) -> None:
    answer = odata.get("Leads?$top=400")

    assert answer.content.isascii()
    assert re.search(rb"\\u[0-9a-f]{4}", odata.get("Contacts?$top=400").content)
    assert b'": ' not in answer.content
    leads = answer.json()["value"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", lead["updated"]) for lead in leads)
    assert {type(lead["is_converted"]) for lead in leads} <= {bool, type(None)}
    assert any(lead["converted_date"] is None for lead in leads)
    revenues = [lead["annual_revenue"] for lead in leads if lead["annual_revenue"] is not None]
    assert any(isinstance(revenue, int) for revenue in revenues)
    assert not any(isinstance(revenue, float) and revenue.is_integer() for revenue in revenues)


@fact("FF-OD-46")
def test_every_service_is_one_of_the_vendors_39(odata: OData) -> None:
    used = {row["service"] for row in odata.walk("Conversations?$select=service")}

    assert len(SERVICES) == 39
    assert used <= set(SERVICES.values())
    assert len(used) > 3

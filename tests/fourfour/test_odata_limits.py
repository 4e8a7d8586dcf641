"""What asks for more than one request may cost is refused, and never a failure of the service."""

import pytest

from sandbox.fourfour.odata.entity_sets import MODEL
from tests.facts import fact
from tests.fourfour.conftest import OData


def refused(odata: OData, place: str, query: str) -> tuple[int, str, str]:
    """Status, code and message. The query goes as a body, for no server takes such a URL."""
    answer = odata.request("POST", f"{place}/$query", query, Content_Type="text/plain")
    error = answer.json()["error"]
    return answer.status_code, error["code"], error["message"]


@fact("FF-OD-53")
@pytest.mark.parametrize(
    "search",
    ["NOT " * 3000 + "x", "NOT " * 31 + "x", "(" * 31 + "x" + ")" * 31, "(NOT " * 16 + "x" + ")" * 16, "NOT (" * 3000],
    ids=["thousands", "NOT", "parentheses", "both", "open"],
)
def test_a_search_is_nested_no_deeper_than_30_levels(odata: OData, search: str) -> None:
    assert refused(odata, "Accounts", f"$search={search}") == (400, "expression_parser_error", "$search is nested more than 30 levels deep")


@fact("FF-OD-53")
def test_a_search_may_use_all_its_levels_and_terms(odata: OData) -> None:
    total = odata.get("Accounts/$count").text

    assert odata.get("Accounts/$count?$search=" + "NOT " * 30 + "e").text == odata.get("Accounts/$count?$search=e").text
    assert odata.get("Accounts/$count?$search=" + "(" * 30 + "zzzz" + ")" * 30).text == "0"
    assert odata.get("Accounts/$count?$search=NOT (" + " OR ".join(["zzzz"] * 50) + ")").text == total


@fact("FF-OD-53")
def test_a_search_has_no_more_than_50_terms(odata: OData) -> None:
    for words in (["x"] * 51, ["x"] * 3000):
        assert refused(odata, "Accounts", f"$search={' '.join(words)}") == (
            400,
            "expression_parser_error",
            "$search has more than 50 terms",
        )


@fact("FF-OD-44")
@pytest.mark.parametrize(
    "way", ["/parent" * 11, "/parent" * 40, "/contacts('a')/account" * 40, "/parent" * 3000], ids=["11", "40", "80 by key", "3000"]
)
@pytest.mark.parametrize("tail", ["", "/name", "/contacts/$count"])
def test_a_path_follows_no_more_than_10_navigations(odata: OData, way: str, tail: str) -> None:
    answer = odata.get(f"Accounts('a'){way}{tail}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")
    assert answer.json()["error"]["message"].endswith("the path follows more than 10 navigations")


@fact("FF-OD-47")
@pytest.mark.parametrize(
    ("query", "option"),
    [
        ("$filter={}name eq 'x'", "$filter"),
        ("$filter={}contacts/any(c:c/email eq 'x')", "$filter"),
        ("$filter=contacts/any(c:c/account/{}name eq 'x')", "$filter"),
        ("$compute=length({}name) as size", "$compute"),
        ("$expand=parent($filter={}name eq 'x')", "$filter"),
    ],
)
def test_a_path_in_an_expression_follows_no_more_than_50_steps(odata: OData, query: str, option: str) -> None:
    for steps in (51, 100, 300, 2000):
        status, code, message = refused(odata, "Accounts", query.format("parent/" * steps))
        assert (status, code) == (400, "expression_parser_error")
        assert message.startswith(f"{option} follows a path of more than 50 steps: ")
    assert odata.request("POST", "Accounts/$query", query.format("parent/" * 48), Content_Type="text/plain").status_code == 200


@fact("FF-OD-40")
def test_a_text_to_look_for_has_a_limit(odata: OData) -> None:
    assert refused(odata, "Accounts", f"$filter=contains(name,'{chr(0x1F600) * 16_000}')")[:2] == (400, "bad_request")


HUGE = ("4611686018427387903", "9223372036854775807", "9223372036854775808", "1e300", "9" * 500)


@fact("FF-OD-11")
@pytest.mark.parametrize("number", HUGE)
def test_no_number_of_rows_is_too_large(odata: OData, number: str) -> None:
    every = odata.rows("Accounts?$top=400")

    assert odata.rows(f"Accounts?$top={number}") == odata.rows("Accounts", Prefer=f"maxpagesize={number}") == every
    assert odata.rows(f"Accounts?$top={number}&$skip={number}") == []
    assert odata.rows(f"Accounts?$top=1&$skip={number}") == []


@fact("FF-OD-51")
@pytest.mark.parametrize("number", HUGE)
def test_no_number_of_nested_rows_is_too_large(odata: OData, number: str) -> None:
    whole = odata.rows("Accounts?$top=5&$expand=contacts")

    assert odata.rows(f"Accounts?$top=5&$expand=contacts($top={number})") == whole
    assert all(row["contacts"] == [] for row in odata.rows(f"Accounts?$top=5&$expand=contacts($top={number};$skip={number})"))
    assert all(row["contacts"] == [] for row in odata.rows(f"Accounts?$top=5&$expand=contacts($count=true;$skip={number})"))


@fact("FF-OD-33")
def test_a_preferred_page_size_is_read_as_top_is(odata: OData) -> None:
    for number, size in (("3", 3), ("3.9", 3), ("1e1", 10), ("+2", 2), ("0", 0), ("0" * 25 + "7", 7), ("10000000000000000000.5", 46)):
        assert len(odata.rows(f"Accounts?$top={number.replace('+', '%2B')}")) == len(odata.rows("Accounts", Prefer=f"maxpagesize={number}"))
        assert len(odata.rows("Accounts", Prefer=f"maxpagesize={number}")) == size
    for number, code in (("-1", "option_numeric_invalid"), ("x", "option_not_numeric"), ("", "option_not_numeric")):
        assert odata.refusal("Accounts", Prefer=f"maxpagesize={number}") == (400, code)


@fact("FF-OD-54")
def test_no_more_than_100_values_are_computed(odata: OData) -> None:
    for number in (101, 1990, 5000):
        compute = ",".join(f"1 as a{place}" for place in range(number))
        for query in (f"$top=1&$compute={compute}", f"$top=1&$expand=contacts($compute={compute})"):
            said = refused(odata, "Accounts", query)
            assert said == (400, "expression_parser_error", "$compute computes more than 100 values")
    hundred = ",".join(f"{place} as a{place}" for place in range(100))
    assert odata.request("POST", "Accounts/$query", f"$top=1&$compute={hundred}", Content_Type="text/plain").json()["value"][0]["a99"] == 99


@fact("FF-OD-21")
def test_only_the_first_mention_of_a_name_sorts(odata: OData) -> None:
    once = odata.rows("Accounts?$top=400&$orderby=industry desc,name")

    assert odata.rows("Accounts?$top=400&$orderby=industry desc,name,industry asc,name desc") == once
    assert odata.rows("Accounts?$top=400&$orderby=id desc,name,id") == odata.rows("Accounts?$top=400&$orderby=id desc")
    many = odata.request("POST", "Accounts/$query", "$top=400&$orderby=industry desc" + ",name" * 5000, Content_Type="text/plain")
    assert many.json()["value"] == once
    assert odata.walk("Accounts?$top=20&$orderby=industry desc,name,industry") == once


@fact("FF-OD-54")
def test_a_computed_name_has_at_most_128_characters(odata: OData) -> None:
    assert odata.rows(f"Accounts?$top=1&$compute=1 as {'a' * 128}&$select={'a' * 128}") == [{"a" * 128: 1}]
    assert odata.refusal(f"Accounts?$top=1&$compute=1 as {'a' * 129}") == (400, "expression_parser_error")


def every_way(name: str, depth: int) -> str:
    """`$expand` along every navigation from a set, and along every one from there."""
    ways = MODEL.entity_set(name).type.navigations
    return ",".join(f"{way.name}($expand={every_way(way.target, depth - 1)})" if depth > 1 else way.name for way in ways)


@fact("FF-OD-50")
@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("Accounts?$top=1&$expand=" + "parent($expand=" * 6 + "parent" + ")" * 6, "is nested more than 6 levels deep"),
        (f"Accounts?$top=1&$expand={every_way('Accounts', 3)}", "follows more than 60 navigations"),
        (
            "Owners?$select=id&$expand=contacts($select=id;$expand=owner($expand=contacts($expand=owner($expand=contacts($select=id)))))",
            "brings more than 100000 entities",
        ),
    ],
)
def test_an_expansion_has_bounds(odata: OData, path: str, problem: str) -> None:
    answer = odata.get(path)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "expression_parser_error")
    assert answer.json()["error"]["message"] == f"$expand {problem}"

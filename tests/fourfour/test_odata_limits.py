"""What asks for more than one request may cost is refused, and never a failure of the service."""

import pytest

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
@pytest.mark.parametrize("way", ["/parent" * 11, "/parent" * 40, "/contacts('a')/account" * 40, "/parent" * 3000])
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

"""What refusals say: the right names, and each kind of mistake in its own words (odata-wire.md, 12)."""

import pytest

from tests.facts import fact
from tests.fourfour.conftest import OData
from tests.fourfour.odata_batch import Batch


@fact("FF-OD-17", "FF-OD-44")
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_the_entity_that_is_not_there_is_the_one_that_is_named(odata: OData, method: str) -> None:
    contact = odata.rows("Contacts?$filter=account/parent_id eq null and account_id ne null&$top=1")[0]
    account, alone = f"Accounts('{contact['account_id']}')", f"Contacts('{contact['id']}')"
    said = {
        "Contacts('none')": "Contacts has no entity with the key 'none'",
        "Contacts('none')/account": "Contacts has no entity with the key 'none'",
        f"{account}/contacts('none')": "Contacts has no entity with the key 'none'",
        f"{account}/contacts('none')/account": "Contacts has no entity with the key 'none'",
        "Accounts('none')/contacts('other')": "Accounts has no entity with the key 'none'",
        "Accounts('none')/contacts('other')/account/parent": "Accounts has no entity with the key 'none'",
        f"{account}/parent/parent": "The entity of Accounts has no parent to go on from",
        f"{alone}/account/parent/owner": "The entity of Accounts has no parent to go on from",
        f"{account}/parent/contacts('other')": "The entity of Accounts has no parent to go on from",
    }
    for path, message in said.items():
        answer = odata.request(method, path)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "entity_not_found")
        assert answer.json()["error"]["message"] == message
    if method == "GET":
        assert "Accounts has no entity with the key 'none'" in odata.get("Accounts('none')/contacts").text
        assert "The entity of Accounts has no parent" in odata.get(f"{account}/parent/contacts/$count").text


@fact("FF-OD-82")
def test_text_of_any_type_but_json_is_a_string_in_a_batch(odata: OData) -> None:
    account = odata.rows("Accounts?$filter=annual_revenue gt 0&$top=1")[0]
    url = f"Accounts/{account['id']}/annual_revenue/$value"
    accepts = ("application/json", "APPLICATION/JSON", "text/json", "text/plain", "application/xjson")

    bodies = [
        item["body"]
        for item in Batch(odata).ask(*({"id": accept, "method": "GET", "url": url, "headers": {"accept": accept}} for accept in accepts))
    ]

    number = account["annual_revenue"]
    assert [type(body) for body in bodies] == [type(number), type(number), str, str, str]
    assert {float(body) for body in bodies} == {float(number)}


@fact("FF-OD-91")
@pytest.mark.parametrize("segment", ["$query", "%24query", "$%71uery", "%24%71%75%65%72%79", "$query/"])
def test_the_segment_for_a_query_may_be_percent_encoded(odata: OData, segment: str) -> None:
    answer = odata.request("POST", f"Accounts/{segment}", "$top=3&$select=id", Content_Type="Text/Plain ;charset=utf-8")

    assert len(answer.raise_for_status().json()["value"]) == 3


@fact("FF-OD-38", "FF-OD-54")
@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("$compute=concat(not sandbox.holds(name,'x'),'y') as b", "$compute calls sandbox.holds, which is no function"),
        ("$compute=sandbox.holds(name,'x') as b", "$compute calls sandbox.holds, which is no function"),
        ("$compute=_sandbox.holds(name,'x') as b", "$compute calls _sandbox.holds, which is no function"),
        ("$filter=sandbox.holds(name,'x')", "$filter calls sandbox.holds, which is no function"),
        ("$filter=contacts/any(c:sandbox.holds(c/email,'x'))", "$filter calls sandbox.holds, which is no function"),
        ("$filter=some.contains(name,'x')", "$filter calls some.contains, which is no function"),
        ("$filter=some.startswith(name,'x') eq true", "$filter calls some.startswith, which is no function"),
        ("$filter=odata.cast(name,'Edm.String') eq 'x'", "$filter calls odata.cast, which is no function"),
        ("$filter=Edm__String eq 'x'", "$filter names Edm__String, which is no property of Account"),
        ("$compute=Edm__String as b", "$compute names Edm__String, which is no property of Account"),
        ("$filter=cast(name,Edm__String) eq 'x'", "$filter calls cast without a quoted type such as 'Edm.String'"),
        ("$filter=_0 eq 'x'", "$filter names _0, which is no property of Account"),
        ("$filter=name eq", "$filter is not complete"),
        ("$filter=(cast(name,'Edm.String') eq 'x'", "$filter is not complete"),
        ("$filter=cast(name,'Edm.String')  eq 'x'", "$filter has a blank too many: cast(name,'Edm.String') > <eq 'x'"),
    ],
)
def test_names_of_our_own_mean_nothing_to_a_client(odata: OData, query: str, problem: str) -> None:
    answer = odata.get(f"Accounts?{query}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "expression_parser_error")
    assert answer.json()["error"]["message"] == problem


@fact("FF-OD-17")
@pytest.mark.parametrize("path", ["me('x')", "me(1)", "me(user_id='x')", "me('x')/user_name", "ai.fourfour.me('x')"])
def test_a_singleton_has_no_key(odata: OData, path: str) -> None:
    said = odata.get(path).json()["error"]

    assert odata.refusal(path) == (404, "no_handler")
    assert said["message"] == f"Nothing is called {path.partition('/')[0]!r} here; did you mean me?"
    assert odata.get("me()").json() == odata.get("me").json()


@fact("FF-OD-58", "FF-OD-31")
def test_a_singleton_among_everything_says_what_it_says_alone(odata: OData) -> None:
    for accept in ("application/json", "application/json;metadata=full", "application/json;metadata=none"):
        alone = odata.get("me", Accept=accept).json()
        alone.pop("@context", None)
        assert odata.rows("$all", Accept=accept)[-1] == alone


@fact("FF-OD-25")
def test_a_singleton_can_be_neither_changed_nor_deleted(odata: OData) -> None:
    for method, code, message in (
        ("PUT", "entityset_cannot_update", "me cannot be changed"),
        ("PATCH", "entityset_cannot_update", "me cannot be changed"),
        ("DELETE", "entityset_cannot_delete", "me cannot be deleted"),
    ):
        answer = odata.request(method, "me", "{}", Content_Type="application/json")
        assert (answer.status_code, answer.json()["error"]["code"], answer.json()["error"]["message"]) == (501, code, message)

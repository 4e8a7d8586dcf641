"""`$expand`, `$search` and `$compute` (odata-wire.md, 9.3, 9.4 and 11)."""

from typing import Any
from urllib.parse import unquote

import pytest

from sandbox.fourfour.odata.entity_sets import MODEL
from sandbox.odata.model import EntitySet
from tests.conftest import World
from tests.facts import fact
from tests.fourfour.conftest import TOKEN, OData
from tests.fourfour.importer import importer_of


def busiest(odata: OData, name: str, way: str) -> str:
    """The entity with the most related ones."""
    rows = odata.rows(f"{name}?$select=id&$expand={way}($count=true;$top=0)&$top=1000")
    return str(max(rows, key=lambda row: row[f"{way}@count"])["id"])


@fact("FF-OD-50")
@pytest.mark.parametrize("entity_set", MODEL.sets, ids=lambda item: item.name)
def test_every_navigation_expands_to_what_it_leads_to(odata: OData, entity_set: EntitySet) -> None:
    ways = entity_set.type.navigation
    body = odata.get(f"{entity_set.name}?$top=6&$expand={','.join(ways)}").json()

    assert body["@context"].endswith(f"#{entity_set.name}({','.join(f'{way}()' for way in ways)})" if ways else f"#{entity_set.name}")
    for row in body["value"]:
        assert [name for name in row if name in ways] == list(ways)
        for way, navigation in ways.items():
            answer = odata.get(f"{entity_set.name}/{row['id']}/{way}?$top=1000")
            if navigation.many:
                assert row[way] == answer.json()["value"]
            elif answer.status_code == 204:
                assert row[way] is None
            else:
                assert row[way] == {name: value for name, value in answer.json().items() if name != "@context"}


@fact("FF-OD-51")
def test_nested_options_narrow_sort_page_and_count(odata: OData) -> None:
    key = busiest(odata, "Accounts", "contacts")
    contacts = odata.rows(f"Accounts/{key}/contacts?$orderby=email desc&$select=email")

    row = odata.get(f"Accounts/{key}?$select=id&$expand=contacts($select=email;$orderby=email desc;$top=2;skip=1;$count=true)").json()

    assert list(row) == ["@context", "id", "contacts", "contacts@count", "contacts@nextLink"]
    assert row["@context"].endswith("#Accounts(id,contacts(email))/$entity")
    assert row["contacts"] == contacts[1:3]
    assert row["contacts@count"] == len(contacts)
    link = row["contacts@nextLink"]
    assert unquote(link) == f"{odata.root}Accounts('{key}')/contacts?$select=email&$orderby=email desc&$count=true&top=2&skip=3"
    assert odata.http.get(link).json()["value"] == contacts[3:5]
    few = odata.get(f"Accounts/{key}?$expand=contacts($filter=startswith(email,'{contacts[0]['email'][:3]}');$top=50)").json()
    assert [person["email"] for person in few["contacts"]]
    assert "contacts@nextLink" not in few
    assert all(person["email"].startswith(contacts[0]["email"][:3]) for person in few["contacts"])


@fact("FF-OD-51")
def test_a_window_is_cut_for_each_entity_of_the_page(odata: OData) -> None:
    for row in odata.rows(
        "Conversations?$top=40&$expand=fragments($select=position;$orderby=position desc;$top=2),insights($count=true;$top=1)"
    ):
        fragments = odata.rows(f"Conversations/{row['id']}/fragments?$orderby=position desc&$select=position&$top=2")
        assert row["fragments"] == fragments
        assert row["insights@count"] == int(odata.get(f"Conversations/{row['id']}/insights/$count").text)


@fact("FF-OD-50")
def test_expansions_nest_and_resolve_references_that_were_not_selected(odata: OData) -> None:
    rows = odata.rows(
        "Participants?$top=60&$select=name&$expand=contact($select=email;$expand=account($select=name;$expand=owner($select=name)))"
    )

    keys = [row["id"] for row in odata.rows("Participants?$top=60&$select=id")]
    assert any(row["contact"] for row in rows)
    for key, row in zip(keys, rows, strict=True):
        if row["contact"]:
            account = odata.get(f"Participants/{key}/contact/account")
            assert (row["contact"]["account"] or {}).get("name") == (account.json()["name"] if account.status_code == 200 else None)


@fact("FF-OD-50")
def test_expansions_nest_six_levels_deep(odata: OData) -> None:
    def chain(levels: int) -> str:
        return "Accounts?$top=1&$expand=" + "($expand=".join(["parent"] * levels) + ")" * (levels - 1)

    assert odata.rows(chain(6))
    assert odata.refusal(chain(7)) == (400, "expression_parser_error")


@fact("FF-OD-51")
def test_control_information_of_expansions_follows_version_and_level(odata: OData) -> None:
    key = busiest(odata, "Accounts", "contacts")
    path = f"Accounts/{key}?$select=id&$expand=contacts($select=id;$top=1;$count=true),owner($select=id)"

    assert list(odata.get(path, OData_MaxVersion="4.0").json()) == [
        "@odata.context", "id", "owner", "contacts", "contacts@odata.count", "contacts@odata.nextLink"
    ]  # fmt: skip
    full = odata.get(path, Accept="application/json;metadata=full").json()
    assert full["contacts@navigationLink"] == f"{odata.root}Accounts('{key}')/contacts"
    assert list(full["contacts"][0]) == ["@type", "@id", "@readLink", "id"]
    assert full["owner"]["@type"] == "#ai.fourfour.Owner"


@fact("FF-OD-52")
def test_unknown_navigations_are_passed_over_and_what_the_engine_stumbles_over_is_400(odata: OData) -> None:
    body = odata.get("Accounts?$top=1&$select=id&$expand=nope($top=1), owner($select=id)").json()

    assert body["@context"].endswith("#Accounts(id,nope(),owner(id))")
    assert list(body["value"][0]) == ["id", "owner"]
    for expand in ("*", "contacts/$ref", "contacts/$count", "contacts(", "contacts)", "contacts($filter=email eq 'x)"):
        assert odata.refusal(f"Accounts?$expand={expand}") == (400, "path_not_expandable")
    assert odata.refusal("Accounts?$expand=contacts($top=x)") == (400, "option_not_numeric")
    assert odata.refusal("Accounts?$expand=contacts($filter=nope eq 1)") == (400, "expression_parser_error")
    assert odata.refusal("Accounts?$expand=contacts($orderby=nope)") == (400, "invalid_sort_property")
    bomb = "contacts($expand=account(" * 10 + "$top=1" + "))" * 10
    assert odata.refusal(f"Accounts?$expand={bomb.replace('contacts($expand=account(', 'contacts($expand=account($expand=', 9)}")[0] == 400


@fact("FF-OD-53")
def test_search_finds_terms_in_whatever_case_in_any_searchable_property(odata: OData) -> None:
    accounts = odata.walk("Accounts")
    looked_into = MODEL.entity_set("Accounts").searchable

    def holding(term: str) -> set[str]:
        return {row["id"] for row in accounts if any(term.lower() in (row[name] or "").lower() for name in looked_into)}

    def found(search: str) -> set[str]:
        return {row["id"] for row in odata.get(f"Accounts?$top=1000&$search={search}").raise_for_status().json()["value"]}

    assert found("utilities") == found("UTILITIES") == holding("utilities") != set()
    assert found("utilities nordhafen") == found("utilities AND nordhafen") == holding("utilities") & holding("nordhafen") != set()
    assert found('"Energie AG" or elevators') == holding("Energie AG") | holding("elevators")
    assert found("utilities not (energie OR holding)") == holding("utilities") - holding("energie") - holding("holding")
    assert found("NOT utilities") == {row["id"] for row in accounts} - holding("utilities")
    assert [len(found(term)) for term in ('"Energie AG"', "elevators", "energie", "holding")] == [1, 3, 1, 1]
    northern = {row["id"] for row in accounts if row["name"].startswith("N")} & holding("utilities")
    assert odata.get("Accounts/$count?$search=utilities&$filter=startswith(name,'N')").text == str(len(northern)) == "2"


@fact("FF-OD-53")
def test_the_wildcards_of_the_database_are_plain_characters_in_a_search_too(world: World) -> None:
    importer_of(world).put("account", "id,name\npercent,100% Cotton\nnumber,100 Cottons\nunderscore,snake_case\nblank,snake case\n")

    odata = OData(world.server, TOKEN, f"/w/{world.name}")
    assert [row["id"] for row in odata.rows("Accounts?$search=100%25")] == ["percent"]
    assert [row["id"] for row in odata.rows("Accounts?$search=snake_case")] == ["underscore"]


@fact("FF-OD-53")
@pytest.mark.parametrize("search", ["'x", '"x', "x AND", "NOT", "(x", "x)", "()", "OR x", "x OR OR y"])
def test_a_search_that_cannot_be_read_is_400(odata: OData, search: str) -> None:
    assert odata.refusal(f"Accounts?$search={search}") == (400, "expression_parser_error")


@fact("FF-OD-53")
def test_a_set_with_nothing_to_search_in_says_so(odata: OData) -> None:
    assert odata.refusal("Objects?$search=x") == (500, "query_no_searchable_properties")


@fact("FF-OD-54")
def test_compute_adds_members_that_can_be_selected_sorted_and_filtered(odata: OData) -> None:
    computed = "$compute=length(last_name) add 1 as size,concat(first_name, last_name) as name"
    rows = odata.walk(f"Leads?{computed}&$select=last_name,size&$filter=size gt 5&$orderby=size desc")

    assert rows
    assert all(row["size"] == len(row["last_name"]) + 1 > 5 for row in rows)
    assert [row["size"] for row in rows] == sorted((row["size"] for row in rows), reverse=True)
    assert list(odata.rows(f"Leads?{computed}&$top=1")[0])[-2:] == ["size", "name"]
    key = odata.rows("Leads?$top=1")[0]
    assert odata.get(f"Leads/{key['id']}?{computed}&$select=name").json()["name"] == key["first_name"] + key["last_name"]
    nested = odata.rows("Owners?$expand=leads($compute=length(email) as n;$select=n;$orderby=n;$top=3)&$top=5")
    assert [lead["n"] for lead in nested[0]["leads"]] == sorted(lead["n"] for lead in nested[0]["leads"])
    for wrong in ("length(email)", "nope add 1 as x", "length(email as x", "1 add as x"):
        assert odata.refusal(f"Leads?$compute={wrong}") == (400, "expression_parser_error")


def switched(world: World, **switches: Any) -> OData:
    world.control.patch(f"/worlds/{world.name}", json={"switches": switches}).raise_for_status()
    return OData(world.server, TOKEN, f"/w/{world.name}")


@fact("FF-OD-55")
def test_a_world_can_send_the_next_link_in_both_spellings(world: World) -> None:
    odata = switched(world, both_next_links=True)

    for headers in ({}, {"OData_MaxVersion": "4.0"}):
        body = odata.get("Leads?$top=1", **headers).json()
        assert body["@nextLink"] == body["@odata.nextLink"]


@fact("FF-OD-56")
def test_a_world_can_break_off_in_the_middle_of_an_answer_as_the_engine_does(world: World) -> None:
    odata = switched(world, broken_errors=True)

    broken = odata.get("Leads?$filter=nope eq 1&$select=id")
    assert broken.status_code == 200
    assert broken.text.startswith(
        f'{{"@context":"{odata.root}$metadata#Leads(id)","value":[OData-error: {{"code":"expression_parser_error"'
    )
    assert odata.get("Leads/$count?$filter=nope eq 1").text.startswith('OData-error: {"code":"expression_parser_error"')
    assert odata.refusal("Leads?$filter=nope eq 1", Accept="application/json;streaming=false") == (400, "expression_parser_error")
    assert odata.refusal("Leads?$orderby=nope") == (400, "invalid_sort_property")
    assert odata.rows("Leads?$top=1")


@fact("FF-OD-54")
def test_computed_values_look_like_stored_ones_of_their_type(odata: OData) -> None:
    wanted = "time(created) as t,date(created) as d,INF as i,cast(annual_revenue,'Edm.String') as r,annual_revenue divby 0 as z"
    row = odata.rows(f"Accounts?$top=1&$filter=annual_revenue ne null&$compute={wanted}")[0]

    assert row["t"] == row["created"][11:19] + ".000000"
    assert row["d"] == row["created"][:10]
    assert (row["i"], row["r"], row["z"]) == ("INF", str(row["annual_revenue"]), None)
    same = odata.get(f"Accounts/$count?$filter=time(created) eq {row['t']}").text
    assert same == odata.get(f"Accounts/$count?$filter=time(created) eq {row['created'][11:19]}").text != "0"


@fact("FF-OD-49")
@pytest.mark.parametrize(
    "expression", ["created add duration'P1D' gt now()", "name add 1 eq 2", "annual_revenue mul 'x' eq 1", "1 add true eq 2"]
)
def test_only_numbers_are_calculated_with(odata: OData, expression: str) -> None:
    assert odata.refusal(f"Accounts?$filter={expression}") == (400, "expression_parser_error")


@fact("FF-OD-51")
def test_the_count_of_a_nested_collection_does_not_depend_on_its_window(odata: OData) -> None:
    key = busiest(odata, "Accounts", "contacts")
    total = int(odata.get(f"Accounts/{key}/contacts/$count").text)

    for window in ("$top=0", "$skip=5000", "$top=1;$skip=1", "$top=1000"):
        assert odata.get(f"Accounts/{key}?$expand=contacts({window};$count=true)").json()["contacts@count"] == total
    assert odata.get(f"Accounts/{key}?$expand=contacts($skip=5000;$count=true)").json()["contacts"] == []


@fact("FF-OD-51")
def test_a_nested_next_link_needs_no_aliases(odata: OData) -> None:
    key = busiest(odata, "Accounts", "contacts")
    row = odata.get(f"Accounts/{key}?$expand=contacts($filter=email ne @p;$top=1)&@p='x'").json()

    assert len(odata.http.get(row["contacts@nextLink"]).raise_for_status().json()["value"]) == 1


@fact("FF-OD-54")
@pytest.mark.parametrize(
    "compute", ["length(name) as id", "1 as workspace_id", "1 as contacts", "1 as x,2 as x", "name eq 'x' as y", "not true as y"]
)
def test_a_computed_name_is_a_new_one_and_a_computed_value_no_comparison(odata: OData, compute: str) -> None:
    assert odata.refusal(f"Accounts?$compute={compute}&$expand=contacts") == (400, "expression_parser_error")


@fact("FF-OD-50", "FF-OD-54")
def test_requests_whose_answer_has_no_end_are_refused(odata: OData) -> None:
    bomb = ",".join(["length(name) as a0", *(f"a{n} add a{n} as a{n + 1}" for n in range(30))])
    back_and_forth = (
        "contacts($select=id;$expand=owner($select=id;$expand=contacts($select=id;$expand=owner($select=id;$expand=contacts($select=id)))))"
    )

    assert odata.refusal(f"Accounts?$compute={bomb}&$top=1") == (400, "expression_parser_error")
    assert odata.refusal(f"Owners?$select=id&$expand={back_and_forth}") == (400, "expression_parser_error")


@fact("FF-OD-59")
def test_no_condition_reaches_into_another(odata: OData) -> None:
    assert odata.refusal("Accounts/$count?$search=zzzz&$filter=true) or (true")[0] == 400
    assert odata.refusal("Accounts/$filter(false)/$count?$filter=false) or (true")[0] == 400
    assert (
        odata.get("Accounts/$filter(startswith(name,'N'))/$count?$search=nordhafen&$filter=endswith(name,'AG') or endswith(name,'x')").text
        == "1"
    )

"""References, ids, `$all`, filter segments, casts and alternate keys (odata-wire.md, 8)."""

from urllib.parse import quote

from sandbox.fourfour.odata.entity_sets import MODEL
from tests.facts import fact
from tests.fourfour.conftest import OData


@fact("FF-OD-57")
def test_references_are_relative_ids_that_lead_back(odata: OData) -> None:
    first, second = (row["id"] for row in odata.rows("Topics?$select=id&$top=2"))

    assert odata.get(f"Topics/{first}/$ref").json() == {"@context": f"{odata.root}$metadata#$ref", "@id": f"Topics('{first}')"}
    page = odata.get("Topics/$ref?$top=2&$count=true").json()
    assert page["@context"] == f"{odata.root}$metadata#Collection($ref)"
    assert page["value"] == [{"@id": f"Topics('{first}')"}, {"@id": f"Topics('{second}')"}]
    assert page["@count"] == int(odata.get("Topics/$count").text)
    assert page["@nextLink"] == f"{odata.root}Topics/$ref?%24count=true&top=2&skip=2"
    topic = odata.get(f"Topics/{first}").json()
    for spelled in (f"Topics('{first}')", f"{odata.root}Topics('{first}')"):
        assert odata.get(f"$entity?$id={quote(spelled)}").json() == topic
    assert odata.get(f"$entity?$id=Topics('{first}')&$select=id&$expand=topic_model($select=id)").json()["topic_model"]
    assert odata.get(f"Topics/{first}/topic_model/$ref").json()["@id"] == f"TopicModels('{topic['topic_model_id']}')"


@fact("FF-OD-57")
def test_misplaced_references_and_ids_are_refused(odata: OData) -> None:
    key = odata.rows("Topics?$top=1")[0]["id"]

    assert odata.refusal(f"Topics/{key}/name/$ref") == (404, "not_entity_or_entity_set")
    assert odata.refusal(f"Topics/{key}/$ref/x") == (400, "no_next_segment")
    assert odata.refusal("Topics/none/$ref") == (404, "entity_not_found")
    assert odata.refusal("$entity") == (400, "missing_id")
    assert odata.refusal(f"$entity?$id=Topics/{key}") == (404, "no_handler")
    assert odata.refusal("$entity?$id=http://elsewhere.example/odata/Topics('x')") == (404, "no_handler")
    assert odata.refusal("$entity?$id=Topics('none')") == (404, "entity_not_found")
    assert odata.refusal("Topics/$entity") == (400, "entity_argument")


@fact("FF-OD-58")
def test_all_is_every_entity_or_those_of_one_type(odata: OData) -> None:
    labels = odata.get("$all/Label").json()

    assert labels["@context"] == f"{odata.root}$metadata#Collection(Edm.EntityType)"
    assert labels["value"] == odata.walk("Labels")
    assert odata.get("$all/ai.fourfour.Label").json() == labels
    total = sum(int(odata.get(f"{entity_set.name}/$count").text) for entity_set in MODEL.sets)
    assert len(odata.get("$all").json()["value"]) == total + 1
    assert odata.refusal("$all/Nope") == (400, "bad_entity_type")
    assert odata.refusal("Labels/$all") == (400, "all_argument")


@fact("FF-OD-59")
def test_filters_can_stand_in_the_path(odata: OData) -> None:
    expected = odata.walk("Leads?$filter=is_converted eq false and startswith(email,'a')")
    path = "Leads/$filter(is_converted eq false)/$filter(startswith(email,'a'))"

    assert odata.walk(path) == expected != []
    assert odata.get(f"{path}/$count").text == str(len(expected))
    assert odata.walk("Leads/$filter(is_converted eq @no)?@no=false&$filter=startswith(email,'a')") == expected
    assert odata.walk("Leads/$filter(owner%2Fname ne null)") == odata.walk("Leads?$filter=owner/name ne null")
    assert odata.refusal("$filter(true)") == (400, "missing_filter_argument")
    assert odata.refusal("Leads/$filter()") == (400, "missing_filter_argument")
    assert odata.refusal("Leads/$filter(nope eq 1)") == (400, "expression_parser_error")


@fact("FF-OD-59")
def test_each_is_no_way_around_the_read_only_service(odata: OData) -> None:
    for method, status in (("GET", 405), ("PATCH", 403), ("DELETE", 403), ("POST", 405)):
        assert odata.request(method, "Leads/$filter(true)/$each").status_code == status


@fact("FF-OD-59")
def test_a_cast_to_the_own_type_changes_nothing(odata: OData) -> None:
    key = odata.rows("Leads?$top=1")[0]["id"]

    assert odata.get(f"Leads/{key}/ai.fourfour.Lead").json() == odata.get(f"Leads/{key}").json()
    assert odata.walk("Leads/ai.fourfour.Lead") == odata.walk("Leads")
    assert odata.refusal(f"Leads/{key}/ai.fourfour.Contact") == (404, "no_handler")


@fact("FF-OD-59")
def test_an_alternate_key_identifies_too(odata: OData) -> None:
    owner = odata.rows("Owners?$top=1&$skip=2")[0]

    assert odata.get(f"Owners(email='{owner['email']}')").json()["id"] == owner["id"]
    assert (
        odata.get(f"Owners(email=@e)/accounts/$count?@e='{owner['email']}'").text == odata.get(f"Owners/{owner['id']}/accounts/$count").text
    )
    assert odata.refusal("Owners(email='nobody')") == (404, "entity_not_found")

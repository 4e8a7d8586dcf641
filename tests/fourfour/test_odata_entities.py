"""One entity, its properties and where it leads (odata-wire.md, 6 and 8)."""

from urllib.parse import quote

import pytest

from sandbox.fourfour.odata.entity_sets import MODEL
from sandbox.odata.model import EntitySet
from tests.facts import fact
from tests.fourfour.conftest import OData

WAYS = [(entity_set, navigation.name) for entity_set in MODEL.sets for navigation in entity_set.type.navigations]


@fact("FF-OD-15")
def test_both_key_forms_lead_to_the_same_entity(odata: OData) -> None:
    contact = odata.rows("Contacts?$top=1&$skip=3")[0]

    body = odata.get(f"Contacts/{contact['id']}").json()

    assert body == {"@context": f"{odata.root}$metadata#Contacts/$entity", **contact}
    assert odata.get(f"Contacts('{contact['id']}')").json() == body
    assert odata.get(f"Contacts(id='{contact['id']}')").json() == body
    assert odata.get(f"Contacts(id=@k)?@k='{contact['id']}'").json() == body
    assert odata.get(f"ai.fourfour.Contacts%28%27{contact['id']}%27%29").json() == body
    assert odata.get(f"Contacts/{contact['id']}/?$select=id").json()["@context"].endswith("#Contacts(id)/$entity")


@fact("FF-OD-15")
def test_quotes_and_slashes_in_a_key_are_part_of_it(odata: OData) -> None:
    for key in ("O'Hara", "a/b", "100%", "ü", "a b", "(x)", "$value", ""):
        quoted = quote(f"'{key.replace(chr(39), chr(39) * 2)}'", safe="")
        assert odata.refusal(f"Contacts({quoted})") == (404, "entity_not_found")
    assert odata.refusal("Contacts/O'Hara") == (404, "entity_not_found")
    assert odata.refusal("Contacts('a/b')") == (400, "invalid_entity_set_suffix")


@fact("FF-OD-16")
@pytest.mark.parametrize(
    ("path", "code", "shown"),
    [
        ("Contacts(l1)", "invalid_identifier_value", ">l<1"),
        ('Contacts("l1")', "invalid_identifier_value", '>"<l1"'),
        ("Contacts()", "invalid_identifier_value", "<END>"),
        ("Contacts('l1'", "invalid_entity_set_suffix", "Contacts('l1'<END>"),
        ("Contacts('l1')x", "invalid_entity_set_suffix", "Contacts('l1')x<END>"),
    ],
)
def test_a_malformed_key_is_shown_where_it_goes_wrong(odata: OData, path: str, code: str, shown: str) -> None:
    answer = odata.get(path)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
    assert answer.json()["error"]["innererror"] == {"lexer_error": shown}


@fact("FF-OD-16")
def test_only_the_key_is_a_key(odata: OData) -> None:
    assert odata.refusal("Contacts(phone='1')") == (400, "property_not_alternative_key")
    assert odata.refusal("Contacts(nope='x')") == (400, "invalid_key_property")
    assert odata.refusal("Contacts(id=@k)") == (400, "reference_value_missing")
    assert odata.refusal("Contacts(@k)?@k='x'") == (400, "invalid_identifier_value")


@fact("FF-OD-17")
def test_what_is_not_there_is_404_and_the_nearest_is_named(odata: OData) -> None:
    assert odata.refusal("Contacts/none") == (404, "entity_not_found")
    assert odata.refusal("contacts") == (404, "no_handler")
    assert odata.refusal("Contacts/none/nope/nope") == (404, "no_handler")
    assert odata.refusal("me/nope") == (404, "no_handler")
    assert odata.refusal("$crossjoin(Contacts,Leads)") == (404, "no_handler")
    assert "did you mean Contacts" in odata.get("Contact").json()["error"]["message"]
    key = odata.rows("Contacts?$top=1")[0]["id"]
    assert odata.refusal(f"Contacts/{key}/nope") == (404, "no_handler")
    assert "did you mean first_name" in odata.get(f"Contacts/{key}/firstname").json()["error"]["message"]


@fact("FF-OD-03")
def test_me_is_the_person_and_the_workspace_of_the_token(odata: OData) -> None:
    body = odata.get("me").json()

    assert list(body) == ["@context", "user_id", "user_name", "user_email", "tenant_id", "tenant_name"]
    assert body["@context"] == f"{odata.root}$metadata#me"
    assert odata.get("me()").json() == body
    assert odata.get("me?$select=user_id").json() == {"@context": f"{odata.root}$metadata#me(user_id)", "user_id": body["user_id"]}
    assert odata.get("me/user_name").json() == {"@context": f"{odata.root}$metadata#me/user_name", "value": body["user_name"]}
    assert odata.get("me/user_name/$value").text == body["user_name"]
    assert odata.refusal("me/$count", Accept="text/plain") == (501, "not_countable")
    assert odata.get("me?$filter=rubbish&$top=1").status_code == 200
    assert odata.refusal("me?$top=x") == (400, "option_not_numeric")


@fact("FF-OD-18")
def test_a_property_comes_with_its_owner_and_a_null_without_anything(odata: OData) -> None:
    lead = odata.rows("Leads?$filter=converted_date eq null and is_converted eq false&$top=1")[0]
    place = f"Leads('{lead['id']}')"

    assert odata.get(f"{place}/created").json() == {"@context": f"{odata.root}$metadata#{place}/created", "value": lead["created"]}
    raw = odata.get(f"{place}/created/$value")
    assert (raw.text, raw.headers["content-type"]) == (lead["created"], "text/plain;charset=utf-8")
    assert odata.get(f"{place}/is_converted/$value").text == "false"
    for path in ("converted_date", "converted_date/$value", "converted_account"):
        nothing = odata.get(f"{place}/{path}")
        assert (nothing.status_code, nothing.content) == (204, b"")
        assert not {"content-type", "odata-version"} & set(nothing.headers)
    assert odata.refusal("Leads/none/created") == (404, "entity_not_found")
    assert odata.refusal(f"{place}/$value") == (400, "bad_value_argument")
    assert odata.refusal("Leads/$value") == (400, "bad_value_argument")


@fact("FF-OD-19")
def test_count_is_plain_text_of_a_collection_only(odata: OData) -> None:
    answer = odata.get("Leads/$count?$top=1&$skip=5&$orderby=nope")
    key = odata.rows("Leads?$top=1")[0]["id"]

    assert answer.headers["content-type"] == "text/plain;charset=utf-8"
    assert int(answer.text) == len(odata.walk("Leads"))
    assert int(odata.get("Leads/$count?$filter=is_converted eq true").text) == len(odata.walk("Leads?$filter=is_converted eq true"))
    assert odata.refusal("Leads/$count", Accept="application/json") == (406, "unsupported_accept")
    for path in (f"Leads/{key}/$count", f"Leads/{key}/email/$count", "$count"):
        assert odata.refusal(path) == (501, "not_countable")


@fact("FF-OD-44")
@pytest.mark.parametrize(("entity_set", "way"), WAYS, ids=[f"{entity_set.name}/{way}" for entity_set, way in WAYS])
def test_every_navigation_leads_somewhere(odata: OData, entity_set: EntitySet, way: str) -> None:
    navigation = entity_set.type.navigation[way]
    if navigation.reference:
        starts = odata.rows(f"{entity_set.name}?$filter={navigation.reference} ne null&$top=1")
    else:
        starts = odata.rows(f"{entity_set.name}?$top=400")
    for start in starts:
        answer = odata.get(f"{entity_set.name}/{start['id']}/{way}")
        if navigation.many and answer.json()["value"]:
            assert answer.json()["@context"] == f"{odata.root}$metadata#{navigation.target}"
            target = answer.json()["value"][0]
            break
        if navigation.reference:
            assert answer.json()["@context"] == f"{odata.root}$metadata#{navigation.target}/$entity"
            target = answer.json()
            assert target["id"] == start[navigation.reference]
            break
    else:
        pytest.fail("it leads nowhere")
    assert odata.get(f"{navigation.target}/{target['id']}").json().items() >= {"id": target["id"]}.items()


@fact("FF-OD-44")
def test_a_related_collection_takes_all_options_and_goes_on(odata: OData) -> None:
    account = max(odata.rows("Accounts"), key=lambda row: len(odata.rows(f"Accounts/{row['id']}/contacts")))["id"]
    contacts = odata.rows(f"Accounts/{account}/contacts")

    page = odata.get(f"Accounts/{account}/contacts?$select=id&$top=1&$count=true&$orderby=email desc").json()
    assert page["@count"] == len(contacts) == int(odata.get(f"Accounts('{account}')/contacts/$count").text)
    assert page["@nextLink"].startswith(f"{odata.root}Accounts/{account}/contacts?")
    first = contacts[0]["id"]
    assert odata.get(f"Accounts/{account}/contacts('{first}')").json()["id"] == first
    assert odata.refusal(f"Accounts/{account}/contacts('none')") == (404, "entity_not_found")
    assert odata.refusal(f"Accounts/{account}/contacts/{first}") == (404, "no_handler")
    assert odata.rows(f"Contacts/{first}/account/contacts") == contacts
    name = odata.get(f"Accounts/{account}").json()["name"]
    assert odata.get(f"Contacts/{first}/account/name").json() == {
        "@context": f"{odata.root}$metadata#Accounts('{account}')/name",
        "value": name,
    }
    assert odata.refusal("Accounts/none/contacts") == (404, "entity_not_found")
    assert odata.refusal("Contacts/none/account") == (404, "entity_not_found")


@fact("FF-OD-24")
def test_a_conditional_read_knows_what_the_client_has(odata: OData) -> None:
    key = odata.rows("Contacts?$top=1")[0]["id"]
    for path in (f"Contacts/{key}", "me"):
        tag = odata.get(path).headers["etag"]

        unchanged = odata.get(path, If_None_Match=tag)
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert odata.get(path, If_None_Match='W/"other"').status_code == 200
        assert odata.get(path, If_None_Match="*").status_code == 200
        assert odata.get(path, If_Match=tag).status_code == 200
        assert odata.get(path, If_Match="*").status_code == 200
        assert odata.refusal(path, If_Match='W/"other"') == (412, "etag_mismatch")
        assert tag.startswith('W/"')
        assert len(bytes.fromhex(tag[3:-1])) == 32
    assert odata.get(f"Contacts/{key}?$select=id").headers["etag"] != odata.get(f"Contacts/{key}").headers["etag"]
    assert "etag" not in odata.get("Contacts").headers

"""The worked examples of odata-wire.md's appendix, on the demo. H and I are in test_odata_batch.py and test_odata_async.py."""

import json
import re
from typing import Any

import httpx
import pytest

from tests.conftest import World
from tests.facts import fact
from tests.fourfour.conftest import OData

MINIMAL = "application/json;metadata=minimal"


def compact(body: dict[str, Any]) -> bytes:
    """As it stands on the wire: the members in this order, without a blank."""
    return json.dumps(body, separators=(",", ":")).encode()


def nth(odata: OData, entity_set: str, place: int = 0, **holds: Any) -> dict[str, Any]:
    """The `place`-th entity of which this holds."""
    rows = [row for row in odata.walk(entity_set) if all(row[name] == value for name, value in holds.items())]
    return rows[place]


def empty(answer: httpx.Response) -> bool:
    return answer.content == b"" and "content-type" not in answer.headers and "odata-version" not in answer.headers


@fact("FF-OD-03", "FF-OD-24", "FF-OD-31")
def test_a_the_singleton_at_three_metadata_levels(odata: OData) -> None:
    context = f"{odata.root}$metadata#me"
    minimal = odata.get("me")
    me = {name: value for name, value in minimal.json().items() if not name.startswith("@")}
    full = odata.get("me", Accept="application/json;metadata=full")
    none = odata.get("me", Accept="application/json;metadata=none")

    assert (minimal.status_code, minimal.headers["content-type"], minimal.headers["odata-version"]) == (200, MINIMAL, "4.01")
    assert re.fullmatch('W/"[0-9a-f]{64}"', minimal.headers["etag"])
    assert list(me) == ["user_id", "user_name", "user_email", "tenant_id", "tenant_name"]
    assert minimal.content == compact({"@context": context} | me)
    assert full.content == compact({"@context": context, "@type": "#ai.fourfour.Me", "@readLink": f"{odata.root}me"} | me)
    assert none.content == compact(me)


@fact("FF-OD-06", "FF-OD-09")
def test_b_a_client_of_version_4_0(odata: OData) -> None:
    answer = odata.get("Leads?$top=1&$count=true&$select=id", OData_MaxVersion="4.0")

    assert (answer.status_code, answer.headers["odata-version"]) == (200, "4.0")
    assert answer.headers["content-type"] == "application/json;odata.metadata=minimal"
    assert answer.content == compact(
        {
            "@odata.context": f"{odata.root}$metadata#Leads(id)",
            "value": [{"id": nth(odata, "Leads")["id"]}],
            "@odata.count": len(odata.walk("Leads")),
            "@odata.nextLink": f"{odata.root}Leads?%24count=true&%24select=id&top=1&skip=1",
        }
    )


@fact("FF-OD-15", "FF-OD-16", "FF-OD-17", "FF-OD-18", "FF-OD-22")
def test_c_an_entity_its_properties_raw_values_and_null(odata: OData) -> None:
    lead = nth(odata, "Leads", is_converted=False)
    key = lead["id"]
    context = f"{odata.root}$metadata#Leads"

    chosen = odata.get(f"Leads/{key}?$select=id,is_converted")
    assert chosen.content == compact({"@context": f"{context}(id,is_converted)/$entity", "id": key, "is_converted": False})
    assert odata.get(f"Leads('{key}')/created").content == compact({"@context": f"{context}('{key}')/created", "value": lead["created"]})
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", lead["created"])
    raw = odata.get(f"Leads/{key}/created/$value")
    assert (raw.headers["content-type"], raw.text) == ("text/plain;charset=utf-8", lead["created"])
    null = odata.get(f"Leads/{key}/converted_date")
    assert null.status_code == 204
    assert empty(null)
    assert odata.refusal("Leads/none") == (404, "entity_not_found")
    unquoted = odata.get("Leads(l1)")
    assert (unquoted.status_code, unquoted.json()["error"]["code"]) == (400, "invalid_identifier_value")
    assert unquoted.json()["error"]["innererror"] == {"lexer_error": ">l<1"}


@fact("FF-OD-50", "FF-OD-51")
def test_d_an_expansion_with_options_of_its_own(odata: OData) -> None:
    account = nth(odata, "Accounts")["id"]
    contacts = odata.walk(f"Accounts('{account}')/contacts")
    options = "%24select=id&%24count=true&top=1&skip=1"
    answer = odata.get("Accounts?$select=id&$top=1&$expand=contacts($select=id;$top=1;$count=true)")

    assert len(contacts) > 1
    assert answer.content == compact(
        {
            "@context": f"{odata.root}$metadata#Accounts(id,contacts(id))",
            "value": [
                {
                    "id": account,
                    "contacts": [{"id": contacts[0]["id"]}],
                    "contacts@count": len(contacts),
                    "contacts@nextLink": f"{odata.root}Accounts('{account}')/contacts?{options}",
                }
            ],
            "@nextLink": f"{odata.root}Accounts?%24select=id"
            "&%24expand=contacts%28%24select%3Did%3B%24top%3D1%3B%24count%3Dtrue%29&top=1&skip=1",
        }
    )
    rest = odata.walk(f"Accounts('{account}')/contacts?{options}")
    assert [contact["id"] for contact in rest] == [contact["id"] for contact in contacts[1:]]


@fact("FF-OD-09", "FF-OD-10", "FF-OD-33", "FF-OD-42")
def test_e_a_walk_along_the_pages(odata: OData) -> None:
    topics = [topic["name"] for topic in odata.rows("Topics?$orderby=name")]
    size = (len(topics) + 2) // 3  # the third page is the last one, and not a full one
    assert 0 < len(topics) - 2 * size < size

    url, names, links = f"{odata.root}Topics?$orderby=name&$top={size}", [], []
    while url:
        page = odata.http.get(url).json()
        names += [topic["name"] for topic in page["value"]]
        url = page.get("@nextLink")
        links.append(url)
    assert names == topics
    assert links == [f"{odata.root}Topics?%24orderby=name&top={size}&skip={skip}" for skip in (size, 2 * size)] + [None]

    whole = odata.get(f"Topics?$top={len(topics)}").json()
    assert (len(whole["value"]), list(whole)) == (len(topics), ["@context", "value"])
    preferred = odata.get("Topics", Prefer="maxpagesize=2")
    assert len(preferred.json()["value"]) == 2
    assert (preferred.headers["preference-applied"], preferred.headers["vary"]) == ("maxpagesize=2", "prefer")
    assert preferred.json()["@nextLink"] == f"{odata.root}Topics?top=2&skip=2"


@fact("FF-OD-57")
def test_f_references_and_their_resolution(odata: OData) -> None:
    topic = nth(odata, "Topics")
    reference = {"@id": f"Topics('{topic['id']}')"}

    one = odata.get(f"Topics/{topic['id']}/$ref")
    assert one.content == compact({"@context": f"{odata.root}$metadata#$ref"} | reference)
    assert odata.get("Topics/$ref?$top=1").content == compact(
        {
            "@context": f"{odata.root}$metadata#Collection($ref)",
            "value": [reference],
            "@nextLink": f"{odata.root}Topics/$ref?top=1&skip=1",
        }
    )
    resolved = odata.get(f"$entity?$id={reference['@id']}")
    assert resolved.content == compact({"@context": f"{odata.root}$metadata#Topics/$entity"} | topic)


@fact("FF-OD-21", "FF-OD-38", "FF-OD-56")
def test_g_a_mistake_in_a_filter_in_the_three_ways_to_deliver_it(odata: OData, world: World) -> None:
    """The engine's default is behind a switch (12.4, "sane variant"); the other two are always there."""
    assert odata.refusal("Leads?$filter=nope eq 1") == (400, "expression_parser_error")
    assert odata.refusal("Leads?$filter=nope eq 1", Accept="application/json;streaming=false") == (400, "expression_parser_error")
    assert odata.refusal("Leads?$orderby=nope") == (400, "invalid_sort_property")

    world.control.patch(f"/worlds/{world.name}", json={"switches": {"broken_errors": True}}).raise_for_status()
    streaming = OData(world.server, prefix=f"/w/{world.name}")
    broken = streaming.get("Leads?$filter=nope eq 1")
    opening, _, error = broken.text.partition("OData-error: ")
    assert (broken.status_code, opening) == (200, f'{{"@context":"{streaming.root}$metadata#Leads","value":[')
    assert json.loads(error)["code"] == "expression_parser_error"
    assert streaming.refusal("Leads?$filter=nope eq 1", Accept="application/json;streaming=false") == (400, "expression_parser_error")
    assert streaming.refusal("Leads?$orderby=nope") == (400, "invalid_sort_property")


@fact("FF-OD-24")
def test_j_a_conditional_read(odata: OData) -> None:
    path = f"Leads/{nth(odata, 'Leads')['id']}"

    unchanged = odata.get(path, If_None_Match=odata.get(path).headers["etag"])
    assert unchanged.status_code == 304
    assert empty(unchanged)
    assert odata.refusal(path, If_Match='W/"other"') == (412, "etag_mismatch")


@fact("FF-OD-25", "FF-OD-26")
def test_k_refusals_of_a_service_that_is_only_read(odata: OData) -> None:
    lead = f"Leads/{nth(odata, 'Leads')['id']}"
    form = "application/x-www-form-urlencoded"
    refused = {
        "json": odata.request("POST", "Leads", '{"name":"x"}', Content_Type="application/json"),
        "form": odata.request("POST", "Leads", "name=x", Content_Type=form),
        "delete": odata.request("DELETE", lead),
        "delete all": odata.request("DELETE", "Leads"),
    }

    assert {name: (answer.status_code, answer.json()["error"]["code"]) for name, answer in refused.items()} == {
        "json": (403, "forbidden"),
        "form": (406, "not_json"),
        "delete": (403, "forbidden"),
        "delete all": (405, "method_not_allowed"),
    }
    assert odata.request("HEAD", "Leads").status_code == 405


@fact("FF-OD-36", "FF-OD-39", "FF-OD-49")
@pytest.mark.parametrize(
    "query",
    [
        "$filter=created ge 2026-01-01T00:00:00Z and created lt 2026-02-01T00:00:00Z",
        "$filter=is_converted eq false and not contains(email,'test')",
        "$filter=id in ('{first}','{second}')",
        "$filter=tolower(company) eq '{company}'&$orderby=created desc",
        "$filter=email eq @e&@e='{email}'",
        "$filter=year(created) eq 2025 and month(created) ge 6",
    ],
)
def test_l_idioms_that_work(odata: OData, query: str) -> None:
    lead, other = nth(odata, "Leads"), nth(odata, "Leads", 1)
    named = {"first": lead["id"], "second": other["id"], "company": lead["company"].lower(), "email": lead["email"]}

    rows = odata.walk(f"Leads?{query.format(**named)}")
    assert 0 < len(rows) < len(odata.walk("Leads"))
    if "{" in query:
        assert lead["id"] in [row["id"] for row in rows]


@fact("FF-OD-36", "FF-OD-38", "FF-OD-39")
@pytest.mark.parametrize(
    "filter_",
    [
        pytest.param("created ge 2025-03-01T00:00:00", id="offset missing"),
        pytest.param("id in('l1')", id="blank missing behind in"),
        pytest.param("not(is_converted)", id="blank missing behind not"),
        pytest.param("Email eq 'x'", id="case of a name"),
        pytest.param("contains( email,'x')", id="blank behind a parenthesis"),
    ],
)
def test_l_idioms_that_do_not_work(odata: OData, filter_: str) -> None:
    assert odata.refusal(f"Leads?$filter={filter_}") == (400, "expression_parser_error")

"""The search tools: each filter finds what the same question finds in OData (fourfour.md, 7.2)."""

import json
from typing import Any

import pytest

from tests.conftest import World
from tests.demo import API_TOKEN, HELEN, SKERRY
from tests.facts import fact
from tests.fourfour.conftest import OData
from tests.fourfour.mcp_assistant import Assistant, ids
from tests.fourfour.oauth_flow import tokens_of

SETS = {
    "find_conversations": "Conversations",
    "find_insights": "Insights",
    "find_topics": "Topics",
    "find_topic_models": "TopicModels",
    "find_labels": "Labels",
    "find_accounts": "Accounts",
    "find_contacts": "Contacts",
    "find_leads": "Leads",
    "find_opportunities": "Opportunities",
    "find_owners": "Owners",
}
ORDERS = {
    **dict.fromkeys(("find_insights", "find_topics", "find_topic_models"), "created_at"),
    **dict.fromkeys(("find_accounts", "find_contacts", "find_leads", "find_opportunities", "find_owners"), "updated"),
    "find_conversations": "started_at",
}


@pytest.fixture
def assistant(world: World) -> Assistant:
    return Assistant(world)


@pytest.fixture
def odata(world: World) -> OData:
    return OData(world.server, prefix=f"/w/{world.name}")


@fact("FF-MC-20", "FF-MC-21")
@pytest.mark.parametrize("tool", SETS)
def test_a_tool_finds_every_row_of_its_set_the_newest_first(assistant: Assistant, odata: OData, tool: str) -> None:
    found = assistant.found(tool)

    assert sorted(ids(found)) == sorted(ids(odata.walk(SETS[tool])))
    if tool in ORDERS:
        dates = [result[ORDERS[tool]] for result in found]
        assert dates == sorted(dates, reverse=True)
    else:
        assert [label["name"] for label in found] == sorted(label["name"] for label in found)


@fact("FF-MC-14", "FF-MC-20")
@pytest.mark.parametrize("tool", SETS)
def test_results_are_those_of_odata_and_their_links_open(world: World, assistant: Assistant, odata: OData, tool: str) -> None:
    result = assistant.call(tool, page_size=1)["results"][0]

    opened = world.server.client(auth=("anybody", API_TOKEN)).get(result["url"]).raise_for_status().json()
    assert result["url"].startswith(f"{world.url}/odata/{SETS[tool]}('")
    shared = result.keys() & opened.keys() - {"url"}
    assert len(shared) >= 5
    assert {name: result[name] for name in shared} == {name: opened[name] for name in shared}


@fact("FF-MC-14")
def test_links_begin_with_the_address_that_the_client_knows(world: World) -> None:
    found = [Assistant(world, Host=host).call("find_conversations", page_size=1) for host in ("localhost:1", "localhost:2")]

    assert [page["results"][0]["url"].partition("/w/")[0] for page in found] == ["http://localhost:1", "http://localhost:2"]


@fact("FF-MC-21")
def test_pages_have_the_vendors_sizes(assistant: Assistant) -> None:
    assert [len(assistant.call(tool)["results"]) for tool in ("find_conversations", "find_contacts")] == [10, 20]
    assert len(assistant.call("find_conversations", page_size=20)["results"]) == 20
    assert len(assistant.call("find_contacts", page_size=50)["results"]) == 50
    assert "maximum of 20" in assistant.refusal("find_conversations", page_size=21)
    assert "maximum of 50" in assistant.refusal("find_contacts", page_size=51)


@fact("FF-MC-21")
def test_a_page_behind_the_last_is_empty_and_one_before_the_first_is_refused(assistant: Assistant) -> None:
    assert assistant.call("find_labels", page=99) == {"page": 99, "page_size": 20, "has_more": False, "results": []}
    assert "minimum of 1" in assistant.refusal("find_labels", page=0)


@fact("FF-MC-21")
def test_a_whole_number_may_be_written_with_a_point(assistant: Assistant) -> None:
    with_a_point, plain = assistant.call("find_labels", page=2.0, page_size=3.0), assistant.call("find_labels", page=2, page_size=3)

    assert json.dumps(with_a_point) == json.dumps(plain)


@fact("FF-MC-23")
def test_values_are_values_whatever_they_look_like(assistant: Assistant) -> None:
    for value in ("x') or (1 eq 1", "'", "%", "x')/any()", "\\", "ü", "a,b"):
        assert assistant.found("find_conversations", regions=[value], persona_domain=value) == []
    assert assistant.found("find_conversations", amount_max=1e17) == assistant.found("find_conversations", amount_min=0)


@fact("FF-MC-22")
def test_a_conversation_comes_with_its_people_and_records_and_its_transcript_on_request(assistant: Assistant, odata: OData) -> None:
    asked = [assistant.call("find_conversations", page_size=3, include_transcript=whether)["results"] for whether in (False, True, False)]
    plain, full, again = asked

    assert plain == again
    for without, result in zip(plain, full, strict=True):
        known = odata.get(f"Conversations/{result['id']}?$expand=participants,accounts,contacts,fragments($orderby=position)").json()
        assert "transcript" not in without
        assert [piece["text"] for piece in result["transcript"]] == [fragment["text"] for fragment in known["fragments"]]
        assert {person["name"] for person in result["participants"]} == {person["name"] for person in known["participants"]}
        assert ids(result["accounts"]) == ids(known["accounts"])
        assert {piece["speaker"] for piece in result["transcript"]} <= {person["name"] for person in known["participants"]}


def any_of(condition: str, *ways: str) -> str:
    """That a record at the end of one of the ways meets it; it begins with a property of the record."""
    return " or ".join(f"{way}/any(x:x/{condition})" for way in ways)


CONVERSATIONS: list[tuple[dict[str, Any], str]] = [
    ({"type": "call"}, "type eq 'call'"),
    ({"purpose": "sales"}, "purpose eq 'sales'"),
    ({"from_": "2026-03-10"}, "started_at ge 2026-03-10T00:00:00Z"),
    ({"to": "2026-03-10"}, "started_at lt 2026-03-11T00:00:00Z"),
    ({"from_": "0001-01-01", "to": "9999-12-31"}, "id ne null"),
    ({"to": "9999-12-31T23:59:59Z"}, "id ne null"),
    (
        {"from_": "2026-03-10T09:00:00+01:00", "to": "2026-03-12T12:00:00Z"},
        "started_at ge 2026-03-10T08:00:00Z and started_at le 2026-03-12T12:00:00Z",
    ),
    ({"period": "last_7_days"}, "started_at ge 2026-03-12T00:00:00Z and started_at lt 2026-03-19T00:00:00Z"),
    ({"period": "last_week"}, "started_at ge 2026-03-09T00:00:00Z and started_at lt 2026-03-16T00:00:00Z"),
    ({"period": "last_month"}, "started_at ge 2026-02-01T00:00:00Z and started_at lt 2026-03-01T00:00:00Z"),
    ({"period": "this_quarter"}, "started_at ge 2026-01-01T00:00:00Z and started_at lt 2026-04-01T00:00:00Z"),
    ({"regions": ["DACH"]}, any_of("region eq 'DACH'", "accounts", "contacts", "leads", "opportunities")),
    ({"industries": ["Elevators", "Telecommunications"]}, any_of("industry in ('Elevators','Telecommunications')", "accounts", "leads")),
    ({"opportunity_stages": ["Negotiation"], "amount_min": 20000}, "opportunities/any(o:o/stage eq 'Negotiation' and o/amount ge 20000)"),
    ({"amount_max": 90000}, "opportunities/any(o:o/amount le 90000)"),
    ({"opportunity_types": ["New Business"]}, "opportunities/any(o:o/type eq 'New Business')"),
    ({"account_types": ["Customer"]}, "accounts/any(a:a/type eq 'Customer')"),
    ({"lead_statuses": ["Working - Contacted"]}, "leads/any(l:l/status eq 'Working - Contacted')"),
    (
        {"company_size_min": 100, "company_size_max": 900},
        any_of("number_of_employees ge 100 and x/number_of_employees le 900", "accounts", "leads"),
    ),
    ({"company_names": ["nord"]}, "accounts/any(a:contains(tolower(a/name),'nord')) or leads/any(l:contains(tolower(l/company),'nord'))"),
    ({"persona_role": "Decision Maker"}, "participants/any(p:p/persona_role eq 'decision maker')"),
    ({"persona_domain": "nilsson-property-group.example"}, "participants/any(p:p/domain eq 'nilsson-property-group.example')"),
]


@fact("FF-MC-23")
@pytest.mark.parametrize(("arguments", "condition"), CONVERSATIONS)
def test_each_filter_of_conversations(assistant: Assistant, odata: OData, arguments: dict[str, Any], condition: str) -> None:
    expected = ids(odata.walk(f"Conversations?$filter={condition}"))

    assert sorted(ids(assistant.found("find_conversations", page_size=20, **arguments))) == sorted(expected)
    assert expected


@fact("FF-MC-23")
@pytest.mark.parametrize(
    ("argument", "entity_set", "way"),
    [
        ("account_ids", "Accounts", "accounts"),
        ("contact_ids", "Contacts", "contacts"),
        ("lead_ids", "Leads", "leads"),
        ("opportunity_ids", "Opportunities", "opportunities"),
        ("label_ids", "Labels", "labels"),
    ],
)
def test_conversations_by_the_ids_of_what_they_are_linked_to(
    assistant: Assistant, odata: OData, argument: str, entity_set: str, way: str
) -> None:
    linked = ids(odata.rows(f"{entity_set}?$filter=conversations/any(x:x/id ne '')&$top=2"))
    condition = f"{way}/any(x:x/id in ('{linked[0]}','{linked[1]}'))"

    found = assistant.found("find_conversations", **{argument: linked})
    assert sorted(ids(found)) == sorted(ids(odata.walk(f"Conversations?$filter={condition}")))
    assert found
    assert ids(assistant.found("find_conversations", conversation_ids=ids(found[:1]))) == ids(found[:1])


@fact("FF-MC-23")
def test_conversations_by_labels_of_accounts_and_by_owners(assistant: Assistant, odata: OData) -> None:
    (risky,) = odata.rows("Labels?$filter=name eq 'At risk'")
    owner = odata.rows("Conversations?$filter=accounts/any(x:x/id ne '')&$expand=accounts&$top=1")[0]["accounts"][0]["owner_id"]
    owned = " or ".join(f"{way}/any(x:x/owner_id eq '{owner}')" for way in ("accounts", "contacts", "leads", "opportunities"))

    for argument, value, condition in (
        ("account_label_ids", risky["id"], f"accounts/any(a:a/labels/any(l:l/id eq '{risky['id']}'))"),
        ("owner_ids", owner, owned),
    ):
        found = assistant.found("find_conversations", **{argument: [value]})
        assert sorted(ids(found)) == sorted(ids(odata.walk(f"Conversations?$filter={condition}")))
        assert found


@fact("FF-MC-24")
def test_every_word_is_looked_for_in_name_summary_and_transcript(assistant: Assistant, odata: OData) -> None:
    said = odata.rows("Fragments?$filter=contains(text,'whiteboard')")

    found = assistant.found("find_conversations", query="WHITEBOARD")
    assert {fragment["conversation_id"] for fragment in said} <= set(ids(found))
    assert set(ids(assistant.found("find_conversations", query="whiteboard bertil"))) < set(ids(found))
    assert assistant.found("find_conversations", query="whiteboard' or 1 eq 1") == []
    assert "more than 20 words" in assistant.refusal("find_conversations", query=" ".join(map(str, range(21))))


OTHERS: list[tuple[str, dict[str, Any], str]] = [
    ("find_insights", {"type": "job_to_be_done"}, "type eq 'job_to_be_done'"),
    ("find_insights", {"sentiment": "negative", "period": "last_7_days"}, "sentiment eq 'negative' and created_at ge 2026-03-12T00:00:00Z"),
    (
        "find_insights",
        {"query": "Offline"},
        " or ".join(f"contains(tolower({name}),'offline')" for name in ("title", "text", "quote")),
    ),
    ("find_topic_models", {"status": "ready", "query": "lose"}, "contains(name,'lose')"),
    ("find_labels", {"type": "account"}, "type eq 'account'"),
    (
        "find_accounts",
        {"regions": ["DACH", "Nordics"], "account_types": ["Customer"]},
        "region in ('DACH','Nordics') and type eq 'Customer'",
    ),
    ("find_accounts", {"industries": ["Elevators"]}, "industry eq 'Elevators'"),
    ("find_contacts", {"query": "bertil nordin"}, "first_name eq 'Bertil' and last_name eq 'Nordin'"),
    ("find_leads", {"lead_statuses": ["Working - Contacted"]}, "status eq 'Working - Contacted'"),
    ("find_opportunities", {"opportunity_stages": ["Negotiation"]}, "stage eq 'Negotiation'"),
    ("find_owners", {"query": "helen"}, "first_name eq 'Helen'"),
]


@fact("FF-MC-25")
@pytest.mark.parametrize(("tool", "arguments", "condition"), OTHERS)
def test_filters_of_the_other_tools(assistant: Assistant, odata: OData, tool: str, arguments: dict[str, Any], condition: str) -> None:
    expected = ids(odata.walk(f"{SETS[tool]}?$filter={condition}"))

    assert sorted(ids(assistant.found(tool, **arguments))) == sorted(expected)
    assert expected


@fact("FF-MC-25")
@pytest.mark.parametrize("way", ["topics", "labels", "accounts", "contacts", "leads", "opportunities"])
def test_insights_by_what_they_are_linked_to(assistant: Assistant, odata: OData, way: str) -> None:
    row = odata.rows(f"{way.capitalize()}?$filter=insights/any(x:x/id ne '')&$top=1") if way != "labels" else odata.rows("Labels?$top=1")
    argument = {"opportunities": "opportunity_ids"}.get(way, f"{way.removesuffix('s')}_ids")

    found = assistant.found("find_insights", **{argument: ids(row)})
    assert sorted(ids(found)) == sorted(ids(odata.walk(f"Insights?$filter={way}/any(x:x/id eq '{row[0]['id']}')")) if row else [])


@fact("FF-MC-26")
def test_relative_periods_are_on_the_worlds_clock(world: World, assistant: Assistant) -> None:
    this_week = assistant.found("find_conversations", period="this_week")
    world.clock.advance(days=7)

    assert this_week
    assert assistant.found("find_conversations", period="this_week") == []
    assert assistant.found("find_conversations", period="last_week") == this_week


@fact("FF-MC-27")
def test_one_sees_the_own_workspace_only(world: World, assistant: Assistant) -> None:
    elsewhere = Assistant(world, tokens_of(world, HELEN, workspace_named(world, SKERRY))["access_token"])

    for tool in SETS:
        ours, theirs = ids(assistant.found(tool)), ids(elsewhere.found(tool))
        assert set(ours).isdisjoint(theirs)
    foreign = ids(elsewhere.found("find_conversations"))
    assert foreign
    assert assistant.found("find_conversations", conversation_ids=foreign[:5]) == []
    assert assistant.found("find_insights", conversation_ids=foreign[:5]) == []


def workspace_named(world: World, name: str) -> str:
    people = world.control.get("/people").json()
    places = [place for person in people.get("people", people) for place in person["workspaces"]]
    return str(next(place["id"] for place in places if place["name"] == name))


@fact("FF-MC-17")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"nmae": "x"}, "'nmae' was unexpected"),
        ({"query": 7}, "query: 7 is not of type 'string'"),
        ({"label_ids": "x"}, "label_ids: 'x' is not of type 'array'"),
        ({"label_ids": []}, "label_ids"),
        ({"label_ids": ["x"] * 101}, "label_ids"),
        ({"type": "fax"}, "'fax' is not one of"),
        ({"page": "1"}, "page: '1' is not of type 'integer'"),
        ({"page": 10**30}, "page"),
        ({"amount_min": -1}, "amount_min"),
        ({"include_transcript": "yes"}, "include_transcript"),
        ({"query": "x" * 1001}, "query"),
        ({"from_": "yesterday"}, "from: 'yesterday' is no day and no moment"),
        ({"to": "2026-02-30"}, "to: '2026-02-30'"),
        ({"to": "10000-01-01"}, "to: '10000-01-01'"),
        ({"from_": "0001-01-01T00:00:00+14:00"}, "from: '0001-01-01T00:00:00+14:00'"),
        ({"period": "last_century"}, "period"),
        ({"query": "\u0000"}, "The search holds a NUL character"),
        ({"account_ids": ["x" * 255] * 100}, "The search is longer than 16384 characters"),
        ({"regions": [*map(str, range(100))], "industries": [*map(str, range(100))]}, "The search has more than 500 literals"),
        ({"page_size": 2.5}, "page_size: 2.5 is not of type 'integer'"),
    ],
)
def test_a_tool_says_what_is_wrong_with_its_arguments(assistant: Assistant, arguments: dict[str, Any], said: str) -> None:
    refusal = assistant.refusal("find_conversations", **arguments)

    assert said in refusal
    assert len(refusal) <= 500

"""The tools that organise: what they change is changed in OData, in the own workspace only (fourfour.md, 7.2)."""

from typing import Any

import pytest

from tests.conftest import World
from tests.demo import HELEN, SKERRY
from tests.facts import fact
from tests.fourfour.conftest import OData
from tests.fourfour.mcp_assistant import Assistant, ids
from tests.fourfour.oauth_flow import tokens_of
from tests.fourfour.test_mcp_find import workspace_named


@pytest.fixture
def assistant(world: World) -> Assistant:
    return Assistant(world)


@pytest.fixture
def elsewhere(world: World) -> Assistant:
    """The same person in another workspace."""
    return Assistant(world, tokens_of(world, HELEN, workspace_named(world, SKERRY))["access_token"])


@pytest.fixture
def odata(world: World) -> OData:
    return OData(world.server, prefix=f"/w/{world.name}")


def label(odata: OData, own_id: str) -> dict[str, Any]:
    row: dict[str, Any] = odata.get(f"Labels/{own_id}?$expand=conversations,insights").json()
    return row


@fact("FF-MC-30", "FF-MC-31", "FF-MC-32")
def test_a_label_is_made_changed_and_deleted(assistant: Assistant, odata: OData) -> None:
    made = assistant.call("create_label", name=" Maps ", description="Talks about maps.")
    before = label(odata, made["id"])
    changed = assistant.call("update_label", label_id=made["id"], name="Slow maps")
    after = label(odata, made["id"])
    assistant.call("delete_label", label_id=made["id"])

    assert {name: before[name] for name in made.keys() - {"url"}} == {name: made[name] for name in made.keys() - {"url"}}
    assert (made["name"], made["type"]) == ("Maps", "conversation")
    assert (changed["name"], after["name"], after["description"]) == ("Slow maps", "Slow maps", "Talks about maps.")
    assert odata.get(f"Labels/{made['id']}").status_code == 404


@fact("FF-MC-33", "FF-MC-34")
def test_a_label_is_put_on_conversations_and_insights_and_taken_off(assistant: Assistant, odata: OData) -> None:
    made = assistant.call("create_label", name="Maps")["id"]
    talks, findings = ids(assistant.call("find_conversations")["results"][:3]), ids(assistant.call("find_insights")["results"][:2])

    assert assistant.call("apply_label", label_id=made, conversation_ids=talks, insight_ids=findings)["changed"] == 5
    assert assistant.call("apply_label", label_id=made, conversation_ids=talks)["changed"] == 0
    assert sorted(ids(label(odata, made)["conversations"])) == sorted(talks)
    assert sorted(ids(label(odata, made)["insights"])) == sorted(findings)
    assert ids(assistant.found("find_conversations", label_ids=[made])) == talks
    assert assistant.call("remove_label", label_id=made, conversation_ids=talks[:1])["changed"] == 1
    assert sorted(ids(label(odata, made)["conversations"])) == sorted(talks[1:])
    assistant.call("delete_label", label_id=made)
    assert odata.rows(f"Conversations?$filter=labels/any(l:l/id eq '{made}')") == []


@fact("FF-MC-30", "FF-MC-33")
def test_what_cannot_be_done_with_labels(assistant: Assistant, odata: OData) -> None:
    account = odata.rows("Labels?$filter=type eq 'account'")[0]
    other = odata.rows("Labels?$filter=type eq 'conversation'")[0]
    talk = ids(assistant.call("find_conversations", page_size=1)["results"])

    assert "named" in assistant.refusal("create_label", name=account["name"].upper())
    assert "named" in assistant.refusal("update_label", label_id=other["id"], name=account["name"])
    assert "needs a name" in assistant.refusal("create_label", name="  ")
    assert assistant.refusal("create_label", name="Red\x00\x1b[31m").startswith("name: ")
    assert "for accounts" in assistant.refusal("apply_label", label_id=account["id"], conversation_ids=talk)
    assert "is needed" in assistant.refusal("apply_label", label_id=other["id"])
    assert "no conversation 'x'" in assistant.refusal("apply_label", label_id=other["id"], conversation_ids=[*talk, "x"])
    assert talk[0] not in ids(label(odata, other["id"])["conversations"])
    assert "no label 'x'" in assistant.refusal("delete_label", label_id="x")


@fact("FF-MC-27")
def test_nothing_of_another_workspace_can_be_touched(assistant: Assistant, elsewhere: Assistant, odata: OData) -> None:
    ours, theirs = assistant.call("create_label", name="Ours")["id"], elsewhere.call("create_label", name="Ours")["id"]
    foreign = ids(elsewhere.call("find_conversations")["results"][:1])
    model = assistant.call("find_topic_models")["results"][0]

    assert "no conversation" in assistant.refusal("apply_label", label_id=ours, conversation_ids=foreign)
    for tool in ("update_label", "delete_label"):
        assert "no label" in assistant.refusal(tool, label_id=theirs)
    assert "no label" in assistant.refusal("remove_label", label_id=theirs, conversation_ids=foreign)
    assert "no topic model" in elsewhere.refusal("update_topic_model", topic_model_id=model["id"], name="Mine")
    assert odata.get(f"TopicModels/{model['id']}").json()["name"] == model["name"]
    assert odata.get(f"Labels/{theirs}").status_code == 404


@fact("FF-MC-35")
def test_a_topic_model_is_trained_on_the_worlds_clock(world: World, assistant: Assistant, odata: OData) -> None:
    made = assistant.call("create_topic_model", name="Sales", filters={"purposes": ["sales"]}, minimum_topic_size=4, maximum_topics=3)
    training = odata.get(f"TopicModels/{made['id']}").json()
    world.clock.advance(minutes=6)
    ready = odata.get(f"TopicModels/{made['id']}?$expand=topics($expand=insights)").json()

    assert (training["status"], training["trained_at"], training["minimum_topic_size"]) == ("training", None, 4)
    assert (ready["status"], ready["trained_at"] is None) == ("ready", False)
    regular = [topic for topic in ready["topics"] if not topic["is_outlier"]]
    assert len(regular) == 3
    assert all(topic["insight_count"] == len(topic["insights"]) >= 4 for topic in regular)
    built = {insight["id"] for topic in ready["topics"] for insight in topic["insights"]}
    assert built == set(ids(odata.walk("Insights?$filter=conversation/purpose eq 'sales'")))
    assert set(ids(assistant.found("find_topics", topic_model_ids=[made["id"]]))) == set(ids(ready["topics"]))


FILTERS: list[tuple[dict[str, Any], str]] = [
    ({"types": ["praise", "question"], "sentiments": ["positive"]}, "type in ('praise','question') and sentiment eq 'positive'"),
    ({"from": "2026-03-10", "to": "2026-03-12"}, "created_at ge 2026-03-10T00:00:00Z and created_at lt 2026-03-13T00:00:00Z"),
    ({}, "id ne ''"),
]


@fact("FF-MC-35")
@pytest.mark.parametrize(("filters", "condition"), FILTERS)
def test_a_topic_model_is_built_over_the_insights_that_pass_its_filters(
    world: World, assistant: Assistant, odata: OData, filters: dict[str, Any], condition: str
) -> None:
    made = assistant.call("create_topic_model", name="Some", filters=filters)["id"]
    world.clock.advance(minutes=6)

    built = odata.walk(f"Insights?$filter=topics/any(t:t/topic_model_id eq '{made}')")
    assert sorted(ids(built)) == sorted(ids(odata.walk(f"Insights?$filter={condition}")))
    assert built


@fact("FF-MC-35")
def test_a_topic_model_over_accounts_labels_and_conversations(world: World, assistant: Assistant, odata: OData) -> None:
    finding = odata.rows("Insights?$filter=accounts/any(x:x/id ne '')&$expand=accounts&$top=1")[0]
    mark = assistant.call("create_label", name="Mark")["id"]
    assistant.call("apply_label", label_id=mark, insight_ids=[finding["id"]])
    filters = {"account_ids": ids(finding["accounts"]), "label_ids": [mark], "conversation_ids": [finding["conversation_id"]]}
    made = assistant.call("create_topic_model", name="One", filters=filters)["id"]
    world.clock.advance(minutes=6)

    assert ids(odata.walk(f"Insights?$filter=topics/any(t:t/topic_model_id eq '{made}')")) == [finding["id"]]


@fact("FF-MC-36")
def test_changed_settings_have_a_topic_model_trained_anew_and_a_name_does_not(world: World, assistant: Assistant, odata: OData) -> None:
    made = assistant.call("create_topic_model", name="Sales", filters={"purposes": ["sales"]})["id"]
    world.clock.advance(minutes=6)
    named = assistant.call("update_topic_model", topic_model_id=made, name="Sales talk", description="What sales hears.")
    anew = assistant.call("update_topic_model", topic_model_id=made, maximum_topics=1, minimum_topic_size=2)
    world.clock.advance(minutes=6)

    topics = odata.get(f"TopicModels/{made}/topics").json()["value"]
    assert (named["name"], named["status"]) == ("Sales talk", "ready")
    assert (anew["status"], anew["maximum_topics"]) == ("training", 1)
    assert [topic["is_outlier"] for topic in topics].count(False) == 1
    assert odata.get(f"TopicModels/{made}").json()["status"] == "ready"
    assert "filters.purposes[0]: 'war' is not one of" in assistant.refusal(
        "update_topic_model", topic_model_id=made, filters={"purposes": ["war"]}
    )

"""What an assistant is for: a call has just come in, and somebody asks about it."""

from tests.conftest import World
from tests.facts import fact
from tests.fourfour.mcp_assistant import Assistant, ids
from tests.fourfour.test_conversations import CALL, Talks


@fact("FF-MC-20", "FF-MC-22", "FF-MC-33")
def test_an_assistant_answers_about_a_call_of_a_moment_ago(world: World) -> None:
    assistant, talks = Assistant(world), Talks(world)
    assert assistant.found("find_conversations", query="new maps Mondays") == []

    own_id = talks.new(**CALL)["id"]
    received = assistant.call("find_conversations", period="today")["results"][0]
    talks.process(own_id)
    (found,) = assistant.found("find_conversations", query="new maps Mondays", include_transcript=True)
    (insight,) = assistant.found("find_insights", conversation_ids=[own_id])
    label = assistant.call("create_label", name="Maps")["id"]
    assistant.call("apply_label", label_id=label, conversation_ids=[own_id], insight_ids=[insight["id"]])

    assert (received["id"], received["summary"]) == (own_id, None)
    assert (found["id"], found["summary"]) == (own_id, "Maps are slow.")
    assert [piece["text"] for piece in found["transcript"]] == [said["text"] for said in CALL["transcript"]]
    assert (insight["title"], insight["type"]) == ("Slow maps", "pain_point")
    assert {each["name"] for each in talks.read(own_id)["labels"]} == {"Escalation", "Maps"}
    assert ids(assistant.found("find_insights", label_ids=[label])) == [insight["id"]]

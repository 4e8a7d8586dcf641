"""The Analyst's prompts as MCP prompts (fourfour.md, 7 and 10, row 30)."""

from tests.conftest import World
from tests.demo import DANIEL, HELEN, SKERRY
from tests.facts import fact
from tests.fourfour.mcp_assistant import Assistant
from tests.fourfour.oauth_flow import tokens_of
from tests.fourfour.test_mcp_find import workspace_named

SHARED = ["account-brief", "loudest-pains", "why-we-lose"]


def names(assistant: Assistant) -> list[str]:
    return [prompt["name"] for prompt in assistant.ask("prompts/list")["prompts"]]


@fact("FF-MC-40")
def test_one_sees_the_shared_prompts_and_the_own_ones(world: World) -> None:
    skerry = tokens_of(world, HELEN, workspace_named(world, SKERRY))["access_token"]

    assert names(Assistant(world)) == sorted([*SHARED, "helens-friday-numbers"])
    assert names(Assistant(world, tokens_of(world, DANIEL)["access_token"])) == sorted([*SHARED, "daniels-call-review"])
    assert names(Assistant(world, skerry)) == ["meter-complaints"]


@fact("FF-MC-40")
def test_a_prompt_has_a_title_and_a_description_and_takes_no_arguments(world: World) -> None:
    (first, *_) = Assistant(world).ask("prompts/list")["prompts"]

    assert first == {
        "name": "account-brief",
        "title": "Brief me on an account",
        "description": "What an account has said lately, what it waits for, and who said so.",
        "arguments": [],
    }


@fact("FF-MC-41")
def test_a_prompt_is_one_message_of_the_user(world: World) -> None:
    prompt = Assistant(world).ask("prompts/get", name="loudest-pains")

    (message,) = prompt["messages"]
    assert (message["role"], message["content"]["type"]) == ("user", "text")
    assert message["content"]["text"].startswith("Find the pain points of this month.")
    assert prompt["description"]


@fact("FF-MC-41")
def test_what_is_no_prompt_of_ones_own_is_not_found(world: World) -> None:
    assistant = Assistant(world)

    for name in ("nobody's", "daniels-call-review", "meter-complaints"):
        assert assistant.error("prompts/get", name=name) == (-32602, f"Prompt [{name}] not found.")
    assert assistant.error("prompts/get")[0] == -32602


@fact("FF-MC-42")
def test_there_is_nothing_to_complete(world: World) -> None:
    assistant = Assistant(world)
    argument = {"name": "account", "value": "No"}

    done = assistant.ask("completion/complete", ref={"type": "ref/prompt", "name": "account-brief"}, argument=argument)
    assert done["completion"]["values"] == []
    assert assistant.error("completion/complete", ref={"type": "ref/prompt", "name": "x"}, argument=argument)[0] == -32602
    assert assistant.error("completion/complete", ref={"type": "ref/resource", "uri": "x://y"}, argument=argument)[0] == -32602

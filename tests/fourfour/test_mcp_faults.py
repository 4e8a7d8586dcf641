"""Tools that fail, wait or vanish, and tokens that end in the middle of a session."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from mcp import Client, MCPError

from tests.conftest import World
from tests.demo import API_TOKEN, DANIEL
from tests.facts import fact
from tests.faults.conftest import Faulty
from tests.fourfour.mcp_assistant import Assistant, ids
from tests.fourfour.mcp_client import Keeper, connection, every_tool


@pytest.fixture
def faulty(world: World) -> Faulty:
    return Faulty(world)


@pytest.fixture
def assistant(world: World) -> Assistant:
    return Assistant(world)


STREAMED = {"_meta": {"progressToken": "p"}}
"""A call with it is answered as a stream."""


def asked(tool: str, **arguments: Any) -> dict[str, Any]:
    return {"name": tool, "arguments": arguments}


@fact("FF-MC-17")
def test_a_tool_fails_so_often_and_tells_the_model(faulty: Faulty, assistant: Assistant) -> None:
    faulty.set("error", tool="find_topics", times=2)
    faulty.set("error", tool="find_owners", message="The index is being rebuilt.")

    assert [assistant.refusal("find_topics") for _ in range(2)] == ["The tool failed."] * 2
    assert assistant.call("find_topics")["results"]
    assert assistant.refusal("find_owners") == "The index is being rebuilt."
    assert assistant.call("find_labels")["results"]


def test_an_answer_names_the_fault_of_a_tool_only_if_the_tool_was_reached(faulty: Faulty, world: World) -> None:
    fault = faulty.set("error", tool="find_topics")

    answers = [Assistant(world, token).request("tools/call", asked("find_topics")) for token in (API_TOKEN, "no token")]

    assert [(answer.status_code, answer.headers.get("x-sandbox-fault")) for answer in answers] == [(200, fault), (401, None)]


@fact("FF-MC-16")
def test_a_tool_fails_by_an_error_of_the_protocol(faulty: Faulty, assistant: Assistant) -> None:
    faulty.set("error", tool="find_topics", code=-32603, message="Out of order")

    assert assistant.error("tools/call", **asked("find_topics")) == (-32603, "Out of order")


@fact("FF-MC-12", "FF-MC-16")
def test_a_tool_that_vanished_is_not_listed_and_cannot_be_called(faulty: Faulty, assistant: Assistant) -> None:
    assert len(assistant.ask("tools/list", per_page=50)["tools"]) == 17
    fault = faulty.set("absent", tool="find_topics")

    first = assistant.ask("tools/list")
    rest = assistant.ask("tools/list", cursor=first["nextCursor"])
    names = [tool["name"] for tool in first["tools"] + rest["tools"]]
    assert (len(first["tools"]), len(names)) == (15, 16)
    assert "find_topics" not in names
    assert assistant.error("tools/call", **asked("find_topics")) == (-32602, "Tool [find_topics] not found.")
    assert assistant.call("find_insights")["results"]
    faulty.world.control.delete(f"/faults/{fault}").raise_for_status()
    assert assistant.call("find_topics")["results"]


@pytest.mark.parametrize(("kind", "fields"), [("status", {"status": 503}), ("rate_limit", {"limit": 1})])
def test_a_call_of_one_tool_is_refused_over_http_and_nothing_else_is(
    faulty: Faulty, assistant: Assistant, kind: str, fields: dict[str, int]
) -> None:
    fault = faulty.set(kind, tool="find_topics", **fields)

    statuses = [assistant.request("tools/call", asked("find_topics")).status_code for _ in range(2)]

    assert statuses == {"status": [503, 503], "rate_limit": [200, 429]}[kind]
    assert assistant.call("find_labels")["results"]
    assert assistant.request("ping").status_code == 200
    assert faulty.counts(fault)[0] == 2


@pytest.mark.parametrize("meta", [{}, STREAMED])
def test_a_change_whose_answer_is_lost_is_made(faulty: Faulty, assistant: Assistant, meta: dict[str, Any]) -> None:
    faulty.set("lose", tool="create_label", times=1)

    with pytest.raises(httpx.RemoteProtocolError):
        assistant.request("tools/call", asked("create_label", name="Once") | meta)

    assert "Once" in assistant.refusal("create_label", name="Once")
    assert [label["name"] for label in assistant.found("find_labels", query="Once")] == ["Once"]


def test_a_stream_that_breaks_off_does_not_look_complete(faulty: Faulty, assistant: Assistant) -> None:
    faulty.set("truncate", tool="find_topics")

    with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
        assistant.request("tools/call", asked("find_topics") | STREAMED)


@pytest.mark.parametrize(
    "body", ["", "[1]", '{"jsonrpc": "2.0", "method": "tools/call", "id": 1}', '{"method": "tools/call", "params": []}']
)
def test_a_fault_of_a_tool_leaves_malformed_messages_to_the_protocol(faulty: Faulty, assistant: Assistant, body: str) -> None:
    usual = assistant.send(body)
    faulty.set("drop", tool="find_topics")

    assert (assistant.send(body).status_code, assistant.send(body).content) == (usual.status_code, usual.content)


@fact("FF-MC-18")
@pytest.mark.parametrize("meta", [{}, STREAMED])
def test_a_call_that_waits_is_cancelled(faulty: Faulty, world: World, meta: dict[str, Any]) -> None:
    """Answered with JSON, and as a stream."""
    fault = faulty.set("delay", seconds=300, tool="find_topics")
    assistant = Assistant(world, MCP_Session_Id="mine")
    cancel = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 7}}

    with ThreadPoolExecutor() as elsewhere:
        message = {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": asked("find_topics") | meta}
        answer = elsewhere.submit(assistant.send, message)
        while faulty.counts(fault) != (1, 1):
            time.sleep(0.01)
        while not answer.done():
            assert assistant.send(cancel).status_code == 202

    assert '"error":{"code":-32800,"message":"Request cancelled"}' in answer.result().text


@fact("FF-MC-18")
def test_nobody_else_cancels_a_call(faulty: Faulty, world: World) -> None:
    """Neither another session, nor another token, nor the same ones in a clone."""
    fault = faulty.set("delay", seconds=1, tool="find_topics")
    twin = World(world.server, f"{world.name}-twin")
    world.control.post(f"/worlds/{world.name}/clone", json={"name": twin.name}).raise_for_status()
    token = world.control.post("/tokens", json={"kind": "personal", "user": DANIEL}).json()["token"]
    mine = {"MCP_Session_Id": "mine"}
    strangers = [Assistant(world), Assistant(world, MCP_Session_Id="yours"), Assistant(world, token, **mine), Assistant(twin, **mine)]

    with ThreadPoolExecutor() as elsewhere:
        message = {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": asked("find_topics")}
        answer = elsewhere.submit(Assistant(world, **mine).send, message)
        while faulty.counts(fault) != (1, 1):
            time.sleep(0.01)
        for stranger in strangers:
            cancel = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 7}}
            assert stranger.send(cancel).status_code == 202

    assert answer.result().json()["result"]["isError"] is False
    world.server.client("/_sandbox").delete(f"/worlds/{twin.name}").raise_for_status()


@pytest.mark.parametrize("meta", [{}, STREAMED])
def test_a_tool_whose_world_is_dropped_while_it_waits_says_so(world: World, meta: dict[str, Any]) -> None:
    name = f"{world.name}-dropped"
    control = world.server.client("/_sandbox")
    control.post(f"/worlds/{world.name}/clone", json={"name": name}).raise_for_status()
    dropped = Faulty(World(world.server, name))
    fault = dropped.set("delay", seconds=0.5, tool="find_topics")

    with ThreadPoolExecutor() as elsewhere:
        message = {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": asked("find_topics") | meta}
        answer = elsewhere.submit(Assistant(dropped.world).send, message)
        while dropped.counts(fault) != (1, 1):
            time.sleep(0.01)
        control.delete(f"/worlds/{name}").raise_for_status()

    assert f"There is no world '{name}'" in answer.result().text


def test_the_python_client_gives_up_on_a_slow_tool_and_goes_on(faulty: Faulty, world: World) -> None:
    faulty.set("delay", seconds=2, tool="find_topics", times=1)

    async def use() -> None:
        async with connection(world, Authorization=f"Bearer {API_TOKEN}") as client:
            with pytest.raises(MCPError, match=r"(?i)time"):
                await client.call_tool("find_topics", {}, read_timeout_seconds=0.5)
            assert not (await client.call_tool("find_topics", {})).is_error

    asyncio.run(use())


def test_the_python_client_notices_that_a_tool_vanished_and_came_back(faulty: Faulty, world: World) -> None:
    async def use() -> None:
        async with connection(world, Authorization=f"Bearer {API_TOKEN}") as client:
            faulty.set("absent", tool="find_topics")
            assert "find_topics" not in await every_tool(client)
            with pytest.raises(MCPError, match="not found"):
                await client.call_tool("find_topics", {})
            faulty.clear()
            assert len(await every_tool(client)) == 17

    asyncio.run(use())


@fact("FF-MC-04", "FF-MC-50")
@pytest.mark.parametrize("end", ["expire", "revoke"])
def test_a_token_that_ends_in_a_session_is_renewed_by_the_client(world: World, end: str) -> None:
    keeper = Keeper(world)

    async def use() -> list[list[str]]:
        async with connection(world, keeper.provider()) as client:
            before = await found(client)
            world.control.post(f"/tokens/{end}", json={"token": keeper.tokens[-1].access_token}).raise_for_status()
            return [before, await found(client)]

    before, after = asyncio.run(use())

    assert before == after
    assert before
    assert len({tokens.access_token for tokens in keeper.tokens}) == 2


@fact("FF-MC-04")
def test_a_personal_token_that_runs_out_in_a_session_ends_it(world: World) -> None:
    token = world.control.post("/tokens", json={"kind": "personal", "user": DANIEL}).json()["token"]

    async def use() -> None:
        async with connection(world, Authorization=f"Bearer {token}") as client:
            assert await found(client)
            world.clock.advance(days=366)
            with pytest.raises(MCPError):
                await found(client)

    asyncio.run(use())
    assert Assistant(world, token).request("ping").headers["www-authenticate"].endswith('error="invalid_token"')


async def found(client: Client) -> list[str]:
    result = await client.call_tool("find_topics", {"page_size": 20})
    assert not result.is_error, result
    structured: dict[str, Any] = result.structured_content
    return ids(structured["results"])

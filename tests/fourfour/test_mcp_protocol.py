"""The transport and the lists of the MCP server (fourfour.md, 7.1)."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import World, started
from tests.facts import fact
from tests.fourfour.mcp_assistant import Assistant

VERSIONS = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
MODERN = "2026-07-28"


@fact("FF-MC-10")
def test_only_post_is_allowed_and_answers_come_as_json(world: World) -> None:
    assistant = Assistant(world)

    for method in ("GET", "DELETE", "PUT"):
        answer = assistant.http.request(method, "/mcp")
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    answer = assistant.request("ping")
    assert (answer.headers["content-type"], answer.json()) == ("application/json", {"jsonrpc": "2.0", "id": 1, "result": {}})
    told = assistant.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
    assert (told.status_code, told.content) == (202, b"")


@fact("FF-MC-11")
@pytest.mark.parametrize("version", VERSIONS)
def test_a_session_begins_in_the_version_that_the_client_asks_for(world: World, version: str) -> None:
    assistant = Assistant(world, MCP_Protocol_Version=version)
    answer = assistant.initialize(version)

    result = answer.json()["result"]
    assert answer.headers["mcp-session-id"]
    assert result["protocolVersion"] == version
    assert result["capabilities"] == {
        "completions": {},
        "prompts": {"listChanged": False},
        "resources": {"listChanged": False, "subscribe": False},
        "tools": {"listChanged": False},
    }
    assert result["serverInfo"]["name"] == "Four/Four"
    assert "url" in result["instructions"]
    assert assistant.ask("tools/call", name="find_labels", arguments={})["content"]


@fact("FF-MC-11")
def test_a_version_that_nobody_knows_is_refused_with_those_that_there_are(world: World) -> None:
    answer = Assistant(world).initialize("1999-01-01")

    assert "mcp-session-id" not in answer.headers  # nothing has begun
    assert answer.json()["error"] == {
        "code": -32602,
        "message": "Unsupported protocol version",
        "data": {"supported": VERSIONS[::-1], "requested": "1999-01-01"},
    }


@fact("FF-MC-11")
def test_a_header_with_another_version_is_refused_and_a_switch_lets_the_next_one_in(world: World) -> None:
    refused = Assistant(world).request("ping", MCP_Protocol_Version=MODERN)
    world.control.patch(f"/worlds/{world.name}", json={"switches": {"modern_mcp": True}}).raise_for_status()
    meta = {"io.modelcontextprotocol/protocolVersion": MODERN, "io.modelcontextprotocol/clientCapabilities": {}}
    answer = Assistant(world).request("server/discover", {"_meta": meta}, MCP_Protocol_Version=MODERN, Mcp_Method="server/discover")

    assert (refused.status_code, refused.json()["error"]["code"]) == (400, -32022)
    assert refused.json()["error"]["data"] == {"supported": VERSIONS, "requested": MODERN}
    assert answer.json()["result"]["supportedVersions"] == [MODERN]


@fact("FF-MC-12")
def test_seventeen_tools_come_on_two_pages(world: World) -> None:
    assistant = Assistant(world)
    first = assistant.ask("tools/list")
    second = assistant.ask("tools/list", cursor=first["nextCursor"])
    names = [tool["name"] for tool in (*first["tools"], *second["tools"])]

    assert json.loads(base64.b64decode(first["nextCursor"])) == {"offset": 15}
    assert (len(first["tools"]), len(second["tools"]), "nextCursor" in second) == (15, 2, False)
    assert names[:2] == ["find_conversations", "find_insights"]
    assert sorted(names) == [
        *("apply_label", "create_label", "create_topic_model", "delete_label", "find_accounts", "find_contacts", "find_conversations"),
        *("find_insights", "find_labels", "find_leads", "find_opportunities", "find_owners", "find_topic_models", "find_topics"),
        *("remove_label", "update_label", "update_topic_model"),
    ]
    assert len(assistant.ask("tools/list", per_page=50)["tools"]) == 17


@fact("FF-MC-12")
def test_no_page_is_empty_and_no_cursor_leads_before_the_first(world: World) -> None:
    assistant = Assistant(world)

    assert [len(assistant.ask("tools/list", per_page=size)["tools"]) for size in (-1, 0, 1, 2)] == [1, 1, 1, 2]
    for cursor in ("x", "", "e30=", base64.b64encode(b'{"offset":-1}').decode()):
        assert assistant.error("tools/list", cursor=cursor) == (-32602, "Invalid cursor")


@fact("FF-MC-13")
def test_every_tool_says_what_it_takes_what_it_answers_and_what_it_does(world: World) -> None:
    tools = {tool["name"]: tool for tool in Assistant(world).ask("tools/list", per_page=50)["tools"]}

    for name, tool in tools.items():
        assert tool["title"]
        assert tool["description"]
        assert tool["inputSchema"]["additionalProperties"] is False
        assert tool["outputSchema"]["type"] == "object"
        assert tool["annotations"]["readOnlyHint"] is name.startswith("find_")
        assert all("description" in schema for schema in tool["inputSchema"]["properties"].values())
    assert {name for name, tool in tools.items() if tool["annotations"]["destructiveHint"]} == {
        *("delete_label", "remove_label", "update_topic_model")
    }


@fact("FF-MC-10")
def test_a_client_without_its_session_id_is_served_all_the_same(world: World) -> None:
    assert Assistant(world).ask("tools/list")["tools"]
    assert Assistant(world, MCP_Session_Id="somebody's").ask("ping") == {}


@fact("FF-MC-16")
def test_unknown_methods_and_tools_are_errors_of_the_protocol(world: World) -> None:
    assistant = Assistant(world)

    assert assistant.error("tools/drop") == (-32601, "Method not found")
    assert assistant.error("tools/call", name="find_everything", arguments={}) == (-32602, "Tool [find_everything] not found.")
    assert assistant.error("tools/call", name="find_labels", arguments=[1])[0] == -32602
    assert assistant.error("tools/call")[0] == -32602
    assert assistant.ask("resources/list") == {"resources": []}


@fact("FF-MC-15")
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{", -32700),
        ("", -32700),
        ("[" * 100_000, -32700),
        ('{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"x":NaN}}}', -32700),
        ('{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"x":1e400}}}', -32700),
        ("[]", -32600),
        ('[{"jsonrpc":"2.0","id":1,"method":"ping"}]', -32600),
        ('"ping"', -32600),
        ('{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600),
        ('{"jsonrpc":"2.0","id":{},"method":"ping"}', -32600),
        ('{"jsonrpc":"2.0","id":true,"method":"ping"}', -32600),
        ('{"jsonrpc":"2.0","id":1,"method":7}', -32600),
        ('{"jsonrpc":"2.0","id":1}', -32600),
    ],
)
def test_what_is_no_message_is_refused(world: World, body: str, code: int) -> None:
    answer = Assistant(world).send(body)

    assert (answer.status_code, answer.json()["error"]["code"], answer.json()["id"]) == (400, code, None)
    assert len(answer.content) < 300


@fact("FF-MC-15")
def test_a_body_beyond_the_bound_and_one_of_another_type_are_refused(world: World) -> None:
    assistant = Assistant(world)

    assert assistant.send(" " * ((1 << 20) + 1)).status_code == 413
    assert assistant.send("{}", Content_Type="text/plain").status_code == 400
    assert assistant.request("ping", Accept="text/html").status_code == 406


def memory(process_id: int) -> float:
    """MiB that a process holds."""
    pages = int(Path(f"/proc/{process_id}/statm").read_text().split()[1])
    return pages * 4096 / 2**20


@fact("FF-MC-19")
def test_a_hundred_sessions_that_nobody_ends_leave_nothing_behind() -> None:
    with started("--ephemeral") as (process, url):
        idle = memory(process.pid)
        assistant = Assistant(Named(url))
        assert not is_loaded(process.pid)
        begin(assistant, 200)
        warm = memory(process.pid)
        begin(assistant, 100)

        assert is_loaded(process.pid)
        assert memory(process.pid) - warm < 2
        assert idle < warm


def begin(assistant: Assistant, sessions: int) -> None:
    for _ in range(sessions):
        assistant.initialize()
        assistant.ask("tools/list")


def is_loaded(process_id: int) -> bool:
    """Whether the SDK is there: nobody else needs this library of its."""
    return "pydantic_core" in Path(f"/proc/{process_id}/maps").read_text()


class Named(World):
    """The default world of some other server."""

    def __init__(self, url: str) -> None:
        self.url = url

    def client(self, **options: Any) -> httpx.Client:
        return httpx.Client(base_url=self.url, **options)


@fact("FF-MC-18")
def test_a_call_that_asks_for_progress_gets_a_stream(world: World) -> None:
    assistant = Assistant(world)
    asked = {"name": "find_conversations", "arguments": {"page_size": 3, "include_transcript": True}, "_meta": {"progressToken": "t"}}
    answer = assistant.request("tools/call", asked)
    messages = [json.loads(line.removeprefix("data: ")) for line in answer.text.splitlines() if line.startswith("data: ")]

    assert answer.headers["content-type"].startswith("text/event-stream")
    assert [message["params"] for message in messages[:-1]] == [{"progressToken": "t", "progress": done, "total": 3} for done in (1, 2, 3)]
    assert len(messages[-1]["result"]["structuredContent"]["results"]) == 3
    assert assistant.request("tools/call", asked, Accept="application/json").headers["content-type"] == "application/json"


@fact("FF-MC-18")
def test_a_long_call_can_be_cancelled(world: World) -> None:
    assistant = Assistant(world, MCP_Session_Id="mine")
    cancel = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 7}}
    with ThreadPoolExecutor(1) as elsewhere:
        for size in range(20, 10, -1):  # each time other transcripts, so that none is remembered
            asked = {"name": "find_conversations", "arguments": {"page_size": size, "include_transcript": True, "query": "the"}}
            answer = elsewhere.submit(assistant.send, {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": asked})
            while not answer.done():
                assert assistant.send(cancel).status_code == 202
            if "error" in answer.result().json():
                break

    assert answer.result().json()["error"] == {"code": -32800, "message": "Request cancelled"}
    assert assistant.ask("ping") == {}

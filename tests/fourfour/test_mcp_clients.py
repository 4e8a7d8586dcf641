"""Unmodified MCP clients: the Python SDK's, the TypeScript SDK's, and the Inspector's command line (scripts in tests/clients/)."""

import asyncio
import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import chromium
from tests.conftest import World
from tests.demo import API_TOKEN, DANIEL, HELEN, SKERRY
from tests.facts import fact
from tests.fourfour.landing import TITLE, landing
from tests.fourfour.mcp_assistant import Assistant, ids
from tests.fourfour.mcp_client import CHANGED, PATIENCE, Keeper, OnTheDesktop, call, connection, every_change, every_page, every_tool
from tests.fourfour.oauth_flow import tokens_of

SCRIPTS = Path(__file__).parents[1] / "clients"
LAUNCHER = SCRIPTS / "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js"
NODE = shutil.which("node")

needs_node = pytest.mark.skipif(NODE is None, reason="needs node")


def by_hand(world: World) -> dict[str, list[str]]:
    """What each search tool finds for the same person."""
    assistant = Assistant(world, tokens_of(world, DANIEL)["access_token"])
    tools = [tool["name"] for tool in assistant.ask("tools/list", per_page=50)["tools"]]
    return {tool: ids(assistant.found(tool, page_size=20)) for tool in tools if tool.startswith("find_")}


@fact("FF-MC-50", "FF-MC-12", "FF-MC-21", "FF-MC-40", "FF-OA-64", "FF-OA-65")
def test_the_python_client_signs_in_lists_all_and_calls_every_tool(world: World) -> None:
    keeper, expected = Keeper(world), by_hand(world)

    async def use() -> None:
        async with connection(world, keeper.provider()) as client:
            tools = await every_tool(client)
            found = {tool: await every_page(client, tool) for tool in tools if tool.startswith("find_")}
            assert found == expected
            assert len(tools) == 17
            assert await every_change(client, found["find_conversations"][:2]) == CHANGED
            prompts = [prompt.name for prompt in (await client.list_prompts()).prompts]
            assert "daniels-call-review" in prompts
            assert (await client.get_prompt(prompts[0])).messages

    asyncio.run(use())
    assert keeper.client
    assert [asked["scope"] for asked in keeper.asked] == ["api:read"]
    assert keeper.asked[0]["code_challenge_method"] == "S256"
    assert keeper.asked[0]["resource"] == f"{world.url}/mcp"
    issued = world.control.get("/tokens", params={"client": keeper.client.client_id}).json()["tokens"]
    assert [token["audience"] for token in issued] == [["mcp"], ["mcp"]]


@fact("FF-MC-50", "FF-OA-24", "FF-OA-65")
def test_the_python_client_signs_somebody_in_through_a_real_browser(world: World) -> None:
    async def search(keeper: Keeper) -> dict[str, Any]:
        async with connection(world, keeper.provider()) as client:
            return await call(client, "find_accounts", page_size=3)

    with chromium() as browser, landing() as place, ThreadPoolExecutor() as threads:
        keeper, page = OnTheDesktop(world, place), browser.new_page()
        found = threads.submit(lambda: asyncio.run(search(keeper)))
        page.goto(keeper.links.get(timeout=PATIENCE))
        page.get_by_role("button", name="Helen Castellano").click()
        page.get_by_role("radio", name=SKERRY).check()
        assert "Python client" in page.get_by_role("heading", level=1).inner_text()
        page.get_by_role("button", name="Allow").click()
        page.wait_for_url(f"{place.url}?**")
        assert page.title() == TITLE
        rows = found.result(timeout=PATIENCE)["results"]

    skerry = Assistant(world, tokens_of(world, HELEN, SKERRY)["access_token"])
    assert rows == skerry.call("find_accounts", page_size=3)["results"]
    assert len(rows) == 3
    assert Assistant(world, keeper.tokens[0].access_token).ask("ping") == {}
    assert world.with_token(keeper.tokens[0].access_token).get("/odata/me").status_code == 401


@fact("FF-MC-50")
def test_the_python_client_renews_its_token_without_a_browser(world: World) -> None:
    keeper = Keeper(world)

    async def use() -> None:
        provider = keeper.provider()
        for _ in range(2):
            async with connection(world, provider) as client:
                assert len(await every_tool(client)) == 17
            provider.context.token_expiry_time = 1.0  # long ago, as the client's own clock would say in a day

    asyncio.run(use())

    first, second = keeper.tokens
    assert first.access_token != second.access_token
    assert len(keeper.asked) == 1
    assert Assistant(world, first.access_token).request("ping").status_code == 401


@fact("FF-MC-11", "FF-MC-18")
@pytest.mark.parametrize(("modern", "version"), [(False, "2025-11-25"), (True, "2026-07-28")])
def test_the_python_client_finds_the_newest_version_that_the_world_speaks(world: World, modern: bool, version: str) -> None:
    world.control.patch(f"/worlds/{world.name}", json={"switches": {"modern_mcp": modern}}).raise_for_status()
    heard: list[float] = []

    async def use() -> None:
        async def note(progress: float, total: float | None, message: str | None) -> None:
            heard.append(progress)

        async with connection(world, Authorization=f"Bearer {API_TOKEN}") as client:
            assert client.protocol_version == version
            assert len(await every_tool(client)) == 17
            assert len(await every_page(client, "find_accounts")) == 46
            await client.call_tool("find_conversations", {"page_size": 2, "include_transcript": True}, progress_callback=note)
            assert (await client.list_prompts()).prompts

    asyncio.run(use())
    assert heard == [1, 2]


@fact("FF-MC-50", "FF-MC-12", "FF-MC-18", "FF-MC-21", "FF-MC-40")
@needs_node
@pytest.mark.parametrize("package", ["@modelcontextprotocol/sdk", "@modelcontextprotocol/client"])
def test_the_typescript_client_signs_in_lists_all_and_calls_every_tool(world: World, package: str) -> None:
    expected = by_hand(world)
    told = json.loads(run("mcp.mjs", package, f"{world.url}/mcp", DANIEL))

    assert len(told["tools"]) == 17
    assert told["found"] == expected
    assert told["changed"] == CHANGED
    assert (told["progress"], told["renewed"]) == (3, 1)
    assert "daniels-call-review" in told["prompts"]
    assert told["prompt"]


@fact("FF-MC-02", "FF-MC-12", "FF-MC-13", "FF-MC-21", "FF-MC-40")
@needs_node
def test_the_inspector_lists_all_calls_every_tool_and_has_nothing_to_warn_of(world: World, tmp_path: Path) -> None:
    expected = by_hand(world)
    told = json.loads(run("inspector.mjs", f"{world.url}/mcp", tokens_of(world, DANIEL)["access_token"], HOME=str(tmp_path)))

    assert len(told["tools"]) == 17
    assert told["found"] == expected
    assert told["changed"] == CHANGED
    assert "daniels-call-review" in told["prompts"]
    assert (bool(told["prompt"]), told["resources"]) == (True, [])


@needs_node
def test_a_line_of_the_inspectors_launcher_asks_for_what_was_typed(world: World, tmp_path: Path) -> None:
    target = (f"{world.url}/mcp", "--transport", "http", "--header", f"Authorization: Bearer {API_TOKEN}")
    typed = ("--method", "tools/call", "--tool-name", "find_labels", "--tool-arg", "query=renewal", "page_size=3")

    told = json.loads(run(LAUNCHER, "--cli", *target, *typed, HOME=str(tmp_path)))

    assert told["structuredContent"] == Assistant(world).call("find_labels", query="renewal", page_size=3)


def run(*command: str | Path, **variables: str) -> str:
    """What a program of Node's says; it must not complain. Its packages come from tests/clients/package.json."""
    assert (SCRIPTS / "node_modules").is_dir(), "the packages are not installed: make test, or npm ci in tests/clients"
    words = [str(NODE), *map(str, command)]
    done = subprocess.run(words, cwd=SCRIPTS, env=os.environ | variables, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout

"""The Python SDK's client, unmodified, and the application around it."""

import asyncio
from queue import Queue
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2
from mcp import Client
from mcp.client.auth import OAuthClientProvider
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientInformationFull, OAuthClientMetadata, OAuthToken
from pydantic import AnyUrl

from tests.conftest import World
from tests.demo import DANIEL
from tests.fourfour.landing import Landing
from tests.fourfour.mcp_assistant import ids
from tests.fourfour.oauth_flow import Browser, demo_client, sent_back, workspace_id

CALLBACK = "http://127.0.0.1:8765/done"
PATIENCE = 30
"""Seconds that an application and its person wait for each other."""


class Keeper:
    """What an application keeps for its person, and the browser that it opens."""

    callback = CALLBACK

    def __init__(self, world: World) -> None:
        self.world = world
        self.tokens: list[OAuthToken] = []
        self.client: OAuthClientInformationFull | None = None
        self.asked: list[dict[str, str]] = []

    async def get_tokens(self) -> OAuthToken | None:
        return self.tokens[-1] if self.tokens else None

    async def set_tokens(self, tokens: OAuthToken) -> None:
        self.tokens.append(tokens)

    async def get_client_info(self) -> OAuthClientInformationFull | None:
        return self.client

    async def set_client_info(self, client_info: OAuthClientInformationFull) -> None:
        self.client = client_info

    async def open_browser(self, url: str) -> None:
        browser = Browser(self.world, demo_client(self.world))
        self.asked.append(dict(parse_qsl(urlsplit(url).query)))
        page = browser.sign_in(browser.http.get(url), DANIEL)
        self.answer = sent_back(browser.submit(page, act="allow", workspace=workspace_id(page)), to=CALLBACK)

    async def answered(self) -> AuthorizationCodeResult:
        return AuthorizationCodeResult(code=self.answer["code"], state=self.answer["state"])

    def provider(self) -> OAuthClientProvider:
        metadata = OAuthClientMetadata(
            client_name="Python client", redirect_uris=[AnyUrl(self.callback)], token_endpoint_auth_method="none"
        )
        return OAuthClientProvider(f"{self.world.url}/mcp", metadata, self, self.open_browser, self.answered)


class OnTheDesktop(Keeper):
    """Its links open in a browser of its own, and it waits on a loopback socket for the person to arrive."""

    def __init__(self, world: World, place: Landing) -> None:
        super().__init__(world)
        self.place, self.callback = place, place.url
        self.links: Queue[str] = Queue()

    async def open_browser(self, url: str) -> None:
        self.links.put(url)

    async def answered(self) -> AuthorizationCodeResult:
        came = await asyncio.to_thread(self.place.arrived.get, timeout=PATIENCE)
        return AuthorizationCodeResult(code=came["code"], state=came["state"])


def connection(world: World, auth: Any = None, **headers: str) -> Client:
    http = httpx2.AsyncClient(auth=auth, headers=headers, timeout=60)
    return Client(streamable_http_client(f"{world.url}/mcp", http_client=http))


async def every_tool(client: Client) -> list[str]:
    names, cursor = [], None
    while True:
        page = await client.list_tools(cursor=cursor)
        names += [tool.name for tool in page.tools]
        cursor = page.next_cursor
        if cursor is None:
            return names


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result
    structured: dict[str, Any] = result.structured_content
    return structured


async def every_page(client: Client, tool: str) -> list[str]:
    found: list[str] = []
    more, page = True, 1
    while more:
        answer = await call(client, tool, page=page, page_size=20)
        found += ids(answer["results"])
        more, page = answer["has_more"], page + 1
    return found


async def every_change(client: Client, talks: list[str]) -> list[Any]:
    label = (await call(client, "create_label", name="Seen"))["id"]
    changed = [
        (await call(client, "update_label", label_id=label, name="Looked at"))["name"],
        (await call(client, "apply_label", label_id=label, conversation_ids=talks))["changed"],
        (await call(client, "remove_label", label_id=label, conversation_ids=talks[1:]))["changed"],
        len((await call(client, "find_conversations", label_ids=[label]))["results"]),
        (await call(client, "delete_label", label_id=label))["deleted"],
    ]
    model = (await call(client, "create_topic_model", name="Mine"))["id"]
    return [*changed, (await call(client, "update_topic_model", topic_model_id=model, name="Ours"))["name"]]


CHANGED = ["Looked at", 2, 1, 1, True, "Ours"]

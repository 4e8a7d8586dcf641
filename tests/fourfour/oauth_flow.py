"""A client of Four/Four's OAuth and the browser of the person it sends there, both over HTTP."""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from tests.conftest import World
from tests.demo import DANIEL

CALLBACK = "http://127.0.0.1:8000/callback"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


@dataclass(frozen=True)
class Client:
    """An application as its developers configured it."""

    world: World
    id: str
    secret: str | None
    redirect_uri: str

    def exchange(self, code: str, **changes: Any) -> httpx.Response:
        """Four/Four's own example of a token request; a parameter that is changed to None is left out."""
        return self.token(**{"grant_type": "authorization_code", "code": code, "redirect_uri": self.redirect_uri, **changes})

    def refresh(self, refresh_token: str, **changes: Any) -> httpx.Response:
        return self.token(grant_type="refresh_token", refresh_token=refresh_token, **changes)

    def token(self, **parameters: Any) -> httpx.Response:
        given = {"client_id": self.id, "client_secret": self.secret, **parameters}
        return self.world.client().post("/oauth/token", data={name: value for name, value in given.items() if value is not None})


@dataclass
class Browser:
    """Somebody's browser. It keeps cookies and reads pages, and it shows redirects instead of following them."""

    world: World
    client: Client
    asked: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.http = self.world.client()

    def open(self, **changes: Any) -> httpx.Response:
        """Comes to the authorization page by the client's link; a list repeats its parameter."""
        usual = {"response_type": "code", "client_id": self.client.id, "redirect_uri": self.client.redirect_uri, "scope": "api:read"}
        self.asked = {name: value for name, value in {**usual, **changes}.items() if value is not None}
        return self.http.get("/oauth/authorize", params=self.asked)

    def submit(self, page: httpx.Response, **fields: str) -> httpx.Response:
        return self.http.post(str(page.url), data={"form_token": form_token(page), **fields})

    def sign_in(self, page: httpx.Response, person: str = DANIEL) -> httpx.Response:
        """The page that comes after the sign-in."""
        done = self.submit(page, act="sign_in", person=person)
        assert done.status_code == 303, done.text
        return self.http.get(self.world.server.url + done.headers["location"])

    def allow(self, person: str = DANIEL, workspace: str | None = None, **changes: Any) -> dict[str, str]:
        """Goes the whole way; what the client finds in the query of its redirect URI."""
        page = self.sign_in(self.open(**changes), person)
        return sent_back(self.submit(page, act="allow", workspace=workspace_id(page, workspace)))

    def code(self, person: str = DANIEL, workspace: str | None = None, **changes: Any) -> str:
        return self.allow(person, workspace, **changes)["code"]


def demo_client(world: World) -> Client:
    environment = world.control.get("/env").json()
    return Client(world, environment["FOURFOUR_CLIENT_ID"], environment["FOURFOUR_CLIENT_SECRET"], CALLBACK)


def new_client(world: World, *redirect_uris: str, **fields: Any) -> Client:
    uris = list(redirect_uris) or ["https://client.example/callback"]
    made = world.control.post("/oauth/clients", json={"name": "Another client", "redirect_uris": uris, **fields})
    assert made.status_code == 201, made.text
    return Client(world, made.json()["client_id"], made.json().get("client_secret"), uris[0])


def tokens_of(world: World, person: str = DANIEL, workspace: str | None = None) -> dict[str, Any]:
    """A pair for the demo's client, without a browser."""
    body = {"kind": "oauth", "user": person, "client_id": demo_client(world).id} | ({"workspace": workspace} if workspace else {})
    pair: dict[str, Any] = world.control.post("/tokens", json=body).raise_for_status().json()
    return pair


def audiences(world: World) -> dict[str, list[str]]:
    """Of the tokens of the newest pair."""
    listed = world.control.get("/tokens", params={"user": DANIEL, "client": demo_client(world).id}).json()["tokens"]
    return {token["kind"]: token["audience"] for token in listed if token["revoked_at"] is None}


def form_token(page: httpx.Response) -> str:
    found = re.search(r'name="form_token" value="(\w+)"', page.text)
    assert found, page.text
    return found[1]


def workspace_id(page: httpx.Response, name: str | None = None) -> str:
    """Of the workspace with that name, else of the one that the page suggests."""
    rows: list[tuple[str, str]] = re.findall(r'name="workspace" value="([\w-]+)"[^>]*>\s*(?:<span>([^<]*))?', page.text)
    assert rows, page.text
    return next(found for found, label in rows if name is None or label == name)


def sent_back(response: httpx.Response, to: str | None = None) -> dict[str, str]:
    """The query of the redirect; `to` is where it must lead."""
    assert response.status_code == 302, (response.status_code, response.text)
    location = response.headers["location"]
    assert to is None or location.startswith(to), location
    return dict(parse_qsl(urlsplit(location).query, keep_blank_values=True))


def me(world: World, access_token: str) -> httpx.Response:
    return world.with_token(access_token).get("/odata/me")

"""A person's browser: who is signed in in it, and the token that shows that a form came from our own page."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.fourfour.oauth.people import Person
from sandbox.fourfour.oauth.store import PeopleStore, SessionStore
from sandbox.http.cookies import cookie_of
from sandbox.http.public_url import public_url
from sandbox.oauth2.tokens import hash_of
from sandbox.ui.pages import public_path
from sandbox.world import World, world_of

LIFETIME = timedelta(hours=2)
"""Inferred: the framework's default."""

KEY_LENGTH = 48


@dataclass(frozen=True, kw_only=True)
class Browser:
    """`key` is the value of its cookie; the table of sessions knows the hash of it only. `person` is None before the sign-in."""

    key: str
    person: Person | None

    @property
    def form_token(self) -> str:
        """Only who knows the key can make it, and no page of another site can read it."""
        return hashlib.sha256(f"form {self.key}".encode()).hexdigest()

    def sent(self, form_token: str) -> bool:
        return hmac.compare_digest(form_token.encode(), self.form_token.encode())


def browser_of(request: Request, rows: Connection) -> Browser:
    world = world_of(request)
    key = cookie_of(request, _cookie(world))
    user_id = SessionStore(rows).user_id(hash_of(key), at=world.clock.now()) if key else None
    return Browser(key=key or world.chance.token(KEY_LENGTH), person=PeopleStore(rows).find(user_id) if user_id else None)


def sign_in(world: World, rows: Connection, browser: Browser, person: Person) -> Browser:
    """Under a new key, so that nobody who planted the old one is let in with them."""
    known = sign_out(world, rows, browser)
    now = world.clock.now()
    SessionStore(rows).add(hash_of(known.key), person.id, expires_at=now + LIFETIME)
    return Browser(key=known.key, person=person)


def sign_out(world: World, rows: Connection, browser: Browser) -> Browser:
    SessionStore(rows).remove(hash_of(browser.key), at=world.clock.now())
    return Browser(key=world.chance.token(KEY_LENGTH), person=None)


def remember(response: Response, request: Request, browser: Browser) -> Response:
    """Puts the key into the browser. A world's cookie has a name of its own: the path of the default world holds all the others."""
    response.set_cookie(
        _cookie(world_of(request)),
        browser.key,
        path=public_path(request) or "/",
        secure=public_url(request).startswith("https:"),
        httponly=True,
        samesite="lax",
    )
    return response


def _cookie(world: World) -> str:
    return f"fourfour_session_{world.name}"

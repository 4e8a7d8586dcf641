"""A browser in which somebody is signed in to Tenfold's dashboard (T1-03; that it is a JWT in one cookie for a day is proposed)."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.cookies import cookie_of
from sandbox.tenfold.users.store import UserStore
from sandbox.tenfold.users.user import User
from sandbox.world import World, world_of, world_url

PAGE = "/_sandbox/tenfold"
AUDIENCE = "dashboard"
"""What tells its JWT from that of a sign-in: neither does for the other."""


def page_url(request: Request) -> str:
    """With the world's prefix even where the world was found by the token: the browser that follows brings only the cookie."""
    return world_url(request, world_of(request)) + PAGE


def remember(response: Response, request: Request, user: User) -> Response:
    """Each world's cookie has a name of its own: a browser may have several. Its day counts by the browser's clock and by the world's."""
    from sandbox.tenfold.oauth import jwt

    world, url = world_of(request), urlsplit(page_url(request))
    response.set_cookie(
        _cookie(world),
        jwt.issue(world, user, audience=AUDIENCE),
        max_age=int(jwt.LIFETIME.total_seconds()),
        path=url.path,
        secure=url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return response


def has_cookie(request: Request) -> bool:
    return bool(cookie_of(request, _cookie(world_of(request))))


def signed_in(request: Request) -> User | None:
    """Whoever the cookie speaks for now."""
    from sandbox.tenfold.oauth import jwt

    world = world_of(request)
    value = cookie_of(request, _cookie(world))
    user_id = jwt.user_of(world, value, audience=AUDIENCE) if value else None
    with world.database.read() as rows:
        return UserStore(rows).find(user_id) if user_id else None


def _cookie(world: World) -> str:
    return f"tenfold_session_{world.name}"

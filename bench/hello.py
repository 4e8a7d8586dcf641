"""The least that a server can do: one Starlette route with a canned body."""

import sqlalchemy  # noqa: F401 - what it costs to import is part of the start that ours is measured against
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.reference import serve

BODY = b'{"greeting":"hello"}'


async def hello(request: Request) -> Response:
    return Response(BODY, media_type="application/json")


if __name__ == "__main__":
    serve(Starlette(routes=[Route("/hello", hello)]))

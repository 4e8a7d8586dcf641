"""The page for a person who opens the server in a browser."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sandbox.control.worlds import world_facts
from sandbox.http.public_url import public_url, server_url
from sandbox.version import VERSION
from sandbox.world import world_of
from sandbox.worlds import worlds_of

if TYPE_CHECKING:
    from jinja2 import Template

CLOCKS = {"real": "real time", "offset": "running", "frozen": "frozen"}
HEADERS = {"Cache-Control": "no-store", "X-Frame-Options": "DENY"}


def landing(request: Request) -> Response:
    """What this is, and where to go from here. The page is whole in itself: no script, no style sheet, no image."""
    world = world_facts(request, world_of(request))
    page = _template().render(
        version=VERSION,
        server=server_url(request),
        base=public_url(request),
        world=world,
        clock=CLOCKS[world["clock"]["mode"]],
        worlds=len(worlds_of(request).names()),
    )
    return HTMLResponse(page, headers=HEADERS)


@cache
def _template() -> "Template":
    import jinja2  # takes longer to import than the rest of the control API, and most servers never show this page

    return jinja2.Environment(autoescape=True).from_string(Path(__file__).with_name("landing.html").read_text("utf-8"))

"""Rendering of pages that people read: templates, and the headers that keep a page from being framed, stored or fed with foreign matter."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sandbox.http.public_url import public_url

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent
STYLESHEET = "/_sandbox/ui/style.css"

HEADERS = {
    # No form-action: browsers apply it to where a submitted form is redirected, and that is the client's address and whatever comes after.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def page(request: Request, template: str, values: Mapping[str, Any], *, status: int = 200) -> Response:
    """Works without scripts and without anything from elsewhere."""
    stylesheet = f"{public_path(request)}{STYLESHEET}?{_fingerprint()}"
    text = _templates().get_template(template).render(stylesheet=stylesheet, **values)
    return HTMLResponse(text, status, HEADERS)


def stylesheet(request: Request) -> Response:
    """Its address changes with its content, so a browser may keep it."""
    return Response(_style(), headers={"Cache-Control": "public, max-age=31536000, immutable"}, media_type="text/css")


def public_path(request: Request) -> str:
    """What stands before our paths in the browser: nothing, or a world's prefix, or where a proxy put us."""
    return urlsplit(public_url(request)).path


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # late: it is slow to import

    loader = FileSystemLoader(FOLDER / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _style() -> bytes:
    return (FOLDER / "style.css").read_bytes()


def _fingerprint() -> str:
    return hashlib.sha256(_style()).hexdigest()[:12]

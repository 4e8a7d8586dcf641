"""The vendor's reference page over our OpenAPI document (confirmed: it is Redoc). Whole in itself: nothing of it comes from elsewhere."""

import json
from functools import cache
from pathlib import Path
from string import Template

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from sandbox.fourfour.developers.redoc import MEDIA_TYPES, SCRIPT, fingerprint, folder
from sandbox.fourfour.errors import NotFound
from sandbox.fourfour.odata.wire import PREFIX
from sandbox.ui.pages import public_path

PAGE = "/developers/api"
FONTS = {"fontFamily": "system-ui, sans-serif", "headings": {"fontFamily": "system-ui, sans-serif"}}
"""Redoc asks for fonts that it does not bring along."""

HEADERS = {
    # 'unsafe-inline' for styles: Redoc makes its style sheets while it runs. Its search runs in a worker that it makes from a blob.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def home(request: Request) -> Response:
    """FF-OD-75. The vendor has an article here; we have its reference only (proposed)."""
    return RedirectResponse(f"{public_path(request)}{PAGE}", 302)


def reference(request: Request) -> Response:
    """FF-OD-75. Needs no token (confirmed)."""
    from html import escape  # late: it brings a table of all entities along

    base = public_path(request)
    values = {
        "document": f"{base}{PREFIX}/openapi.json",
        "script": f"{base}{PAGE}/{SCRIPT}?{fingerprint()}",
        "theme": json.dumps({"typography": FONTS}),
    }
    return HTMLResponse(_page().substitute({name: escape(value) for name, value in values.items()}), headers=HEADERS)


def bundled(request: Request) -> Response:
    """FF-OD-76. A file of Redoc's. Errors: NotFound. With its fingerprint behind it an address never changes its content."""
    name = request.path_params["file"]
    if name not in MEDIA_TYPES:
        raise NotFound
    lasting = request.scope["query_string"].decode("latin-1") == fingerprint()
    caching = "public, max-age=31536000, immutable" if lasting else "public, max-age=3600"
    headers = {"Cache-Control": caching, "X-Content-Type-Options": "nosniff"}
    return FileResponse(folder() / name, headers=headers, media_type=MEDIA_TYPES[name])


@cache
def _page() -> Template:
    return Template(Path(__file__).with_name("reference.html").read_text("utf-8"))

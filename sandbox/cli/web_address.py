"""An address that a command posts to."""

from urllib.parse import urlsplit

import click

from sandbox.http.addresses import VISIBLE, is_host


def read_address(context: click.Context, parameter: click.Parameter, text: str | None) -> str | None:
    """May have a path and a query, unlike the address of a server."""
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        fits = parts.scheme in ("http", "https") and is_host(parts.netloc) and VISIBLE.fullmatch(text)
    except ValueError:  # an unclosed bracket
        fits = None
    if not fits:
        raise click.BadParameter("must be an address such as http://127.0.0.1:3000/webhook")
    return text

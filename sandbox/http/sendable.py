"""Whether an answer can be sent: a header with a control character in it would break the connection, or be two headers."""

import re

from starlette.responses import Response

UNSENDABLE = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


class UnsendableHeader(Exception):
    """A mistake of ours: what a client sent must be refused or coded before it gets into a header."""


def checked(response: Response) -> Response:
    """Raises UnsendableHeader."""
    for name, value in response.raw_headers:
        if UNSENDABLE.search(value):
            raise UnsendableHeader(f"{name.decode('latin-1')} is {value!r}")
    return response

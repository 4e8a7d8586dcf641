"""The path of the dashboard that a browser is to be led to (T1-03): never to somebody else's site (proposed)."""

import re
from urllib.parse import unquote

from sandbox.tenfold.errors import InvalidField

FIELD, DEFAULT = "target_path", "/"
LONGEST = 2000
"""Characters: it comes back in a header."""
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Browsers drop tabs and line ends from addresses: what is behind them closes up."""


def read_target_path(text: str) -> str:
    """As it was given; nothing is mended. Raises InvalidField."""
    if not text:
        return DEFAULT
    complaint = _fault(text)
    if complaint:
        raise InvalidField(field=FIELD, rule=complaint)
    return text


def _fault(text: str) -> str | None:
    """Of the text, and of whatever is left when somebody on the way decodes it once more."""
    if len(text) > LONGEST:
        return f"must not be longer than {LONGEST} characters"
    while True:
        complaint = _fault_as_it_stands(text)
        decoded = unquote(text)
        if complaint or decoded == text:
            return complaint
        text = decoded


def _fault_as_it_stands(text: str) -> str | None:
    path = re.split("[?#]", text, maxsplit=1)[0]
    if not path.startswith("/"):
        return "must be a path that begins with /, such as /calls"
    if "//" in path:
        return "must not have // in its path, which leads to other hosts"
    if "\\" in text:
        return "must not have a backslash, which browsers take for /"
    return "must not have control characters" if UNSEEN.search(text) else None

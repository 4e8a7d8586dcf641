"""Where the URL of a request within a batch leads (odata-wire.md, 13.1)."""

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from sandbox.odata import errors

SYSTEM_RESOURCES = frozenset(("$all", "$batch", "$count", "$crossjoin", "$entity", "$id", "$metadata", "$root"))
"""The standard forbids these as ids, so that `$id` is never two things."""

ABSOLUTE = re.compile(r"(?:([a-z][a-z0-9+.-]*):)?//([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)


def located(root: str, url: str) -> str:
    """What of `url` is below the service root: it is relative to it, an absolute path, or absolute. Raises ForeignUrl."""
    own = urlsplit(root)
    absolute = ABSOLUTE.fullmatch(url)
    if absolute and ((absolute[1] or own.scheme).lower() not in ("http", "https") or absolute[2].lower() != own.netloc.lower()):
        raise errors.ForeignUrl(url=url, root=root)
    path = absolute[3] if absolute else url
    if not absolute and not path.startswith("/"):
        return path
    if path.partition("?")[0] == own.path.rstrip("/"):
        return path[len(own.path) - 1 :]
    if not path.startswith(own.path):
        raise errors.ForeignUrl(url=url, root=root)
    return path[len(own.path) :]


def resolved(path: str, paths: Mapping[str, str]) -> str:
    """`$1/account` stands for the account of what request 1 asked for; the engine would forget the rest ("sane variant")."""
    first, slash, rest = path.lstrip("/").partition("/")
    first = unquote(first)
    if first == "$batch":
        raise errors.NestedBatch
    if not first.startswith("$") or first in SYSTEM_RESOURCES:
        return path
    if first[1:] not in paths:
        raise errors.MissingReference(name=first[1:])
    return paths[first[1:]].rstrip("/") + slash + rest

"""`POST .../$query`: a query too long for a URL comes as the body, in place of the URL's (odata-wire.md, 13.4)."""

from dataclasses import replace
from urllib.parse import unquote

from sandbox.http.media_types import media_type
from sandbox.odata import errors
from sandbox.odata.call import Call, refuse_long
from sandbox.odata.model import Model
from sandbox.odata.options import read_options
from sandbox.odata.paths import read_path

NOT_QUERIED = frozenset(("$batch", "$metadata", "$query", "openapi.json"))
"""First segments behind which nothing is queried; what they say of a segment too many, they say themselves."""


def has_query_segment(path: str) -> bool:
    last = unquote(path.rstrip("/").rpartition("/")[2])
    return last == "$query" and unquote(path.lstrip("/").partition("/")[0]) not in NOT_QUERIED


def unfolded(model: Model, call: Call) -> Call:
    """The GET that is meant. Its next link has no `$query`, so that it can be followed ("sane variant").

    Raises NoHandler for a place that is not there whatever the method, MethodNotAllowed, UnsupportedContentType, UrlTooLong.
    """
    path = call.path.rstrip("/").rpartition("/")[0]
    if call.verb != "POST":
        read_path(model, path, read_options(call.query).aliases)
        raise errors.MethodNotAllowed(method=call.verb, allowed="POST", headers={"Allow": "POST"})
    content_type = call.headers.get("content-type", "")
    if media_type(content_type) != "text/plain":
        raise errors.UnsupportedContentType(value=content_type)
    query = call.body.decode("utf-8", "replace")
    refuse_long(path, query)
    return replace(call, method="GET", path=path, query=query, body=b"")

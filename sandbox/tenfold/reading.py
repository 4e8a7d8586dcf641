"""Bodies and paging, as Tenfold reads them (tenfold.md, 1). Fields that nobody knows are ignored (proposed)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from sandbox.http.bodies import Malformed, body_of, form_of, json_of, query_of, single
from sandbox.http.headers import headers_of
from sandbox.http.media_types import media_type
from sandbox.http.public_url import public_url
from sandbox.tenfold.errors import InvalidField, MalformedBody
from sandbox.world import world_of

V1_SIZE, V1_MOST = 100, 1000
"""The default is confirmed; that larger ones are clamped is proposed."""
V2_SIZE, V2_MOST = 50, 500
"""Confirmed; that larger ones are refused is proposed."""
INT64 = 2**63 - 1


@dataclass(frozen=True)
class Page:
    number: int
    size: int

    @property
    def offset(self) -> int:
        return self.number * self.size


def json_object(request: Request) -> dict[str, Any]:
    """JSON whatever the Content-Type says: the vendor's own samples send it as a form. No body is an empty object. Raises MalformedBody."""
    if not body_of(request).strip():
        return {}
    try:
        given = json_of(request)
    except Malformed as error:
        raise MalformedBody(rule=str(error).removeprefix("the body ")) from None
    if not isinstance(given, dict):
        raise MalformedBody(rule="must be a JSON object")
    return given


def form_or_json(request: Request) -> dict[str, Any]:
    """The fields of a form, or of a JSON object where the Content-Type says so (proposed)."""
    if media_type(headers_of(request).get("content-type", "")).endswith("json"):
        return json_object(request)
    return dict(single(form_of(request)))


def text_field(given: dict[str, Any], name: str, *, inside: str = "") -> str:
    """`inside` stands before the name in complaints. Raises InvalidField unless it is a text that says something."""
    value = given.get(name)
    if value is None:
        raise InvalidField(field=inside + name, rule="is required")
    if not isinstance(value, str) or not value.strip():
        raise InvalidField(field=inside + name, rule="must be a string that is not empty")
    return value


def object_field(given: dict[str, Any], name: str) -> dict[str, Any]:
    """Raises InvalidField unless it is an object; an empty one is one."""
    value = given.get(name)
    if value is None:
        raise InvalidField(field=name, rule="is required")
    if not isinstance(value, dict):
        raise InvalidField(field=name, rule="must be an object")
    return value


def page_v1(request: Request) -> Page:
    """Raises InvalidField."""
    number, size = _whole(request, "page", 0, least=0), _whole(request, "pageSize", V1_SIZE, least=1)
    return _checked(Page(number, min(size, V1_MOST)))


def page_v2(request: Request) -> Page:
    """Raises InvalidField."""
    number, size = _whole(request, "page", 0, least=0), _whole(request, "pageSize", V2_SIZE, least=1)
    if size > V2_MOST:
        raise InvalidField(field="pageSize", rule=f"must not be more than {V2_MOST}")
    return _checked(Page(number, size))


def part(page: Page, found: Sequence[Any]) -> tuple[Sequence[Any], bool]:
    """What of it is on the page, and whether there is more."""
    end = page.offset + page.size
    return found[page.offset : end], len(found) > end


def links(request: Request, page: Page, *, more: bool) -> dict[str, Any]:
    """`_links` to the pages that there are beside this one, unless the world is without them; nothing if there is none.

    Proposed, after the vendor's SDK.
    """
    if not world_of(request).switches.tenfold_links:
        return {}
    beside = {"next": page.number + 1} if more else {}
    beside |= {"previous": page.number - 1} if page.number else {}
    return {"_links": {name: _link(request, number) for name, number in beside.items()}} if beside else {}


def _link(request: Request, number: int) -> str:
    query = {name: values[-1] for name, values in query_of(request).items()} | {"page": str(number)}
    return f"{public_url(request)}{request.scope['path']}?{urlencode(query)}"


def _whole(request: Request, name: str, default: int, *, least: int) -> int:
    text = single(query_of(request)).get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 19 and int(text) >= least):
        raise InvalidField(field=name, rule=f"must be a whole number of {least} or more")
    return int(text)


def _checked(page: Page) -> Page:
    if page.offset > INT64:
        raise InvalidField(field="page", rule="is too large")
    return page

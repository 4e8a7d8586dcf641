"""Asks the OData engine in the caller's name: the same workspace, the same rows, the same plans as `/odata`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import orjson

from sandbox.fourfour.mcp.errors import Refused
from sandbox.fourfour.mcp.visit import Arguments, Visit
from sandbox.fourfour.odata.entity_sets import MODEL
from sandbox.fourfour.odata.readers import reader_for
from sandbox.odata.call import Call, Reader
from sandbox.odata.errors import ODataError
from sandbox.odata.service import at_once

Row = dict[str, Any]

NESTED = 1000
"""Rows of an expansion; no conversation has as many participants."""


@dataclass(frozen=True, kw_only=True)
class Query:
    """`order` has the newest first (confirmed for conversations, inferred for the others)."""

    entity_set: str
    select: str
    order: str
    where: Sequence[str] = ()
    expand: str = ""


@dataclass(frozen=True)
class Page:
    number: int
    size: int
    rows: list[Row]
    more: bool


def page_of(visit: Visit, query: Query, arguments: Arguments, *, usual: int) -> Page:
    """The page that the arguments name; one behind the last is empty. Raises Refused."""
    number, size = arguments.get("page", 1), arguments.get("page_size", usual)
    rows, more = read(visit, query, top=size, skip=(number - 1) * size)
    return Page(number, size, rows, more)


def read(visit: Visit, query: Query, *, top: int, skip: int = 0) -> tuple[list[Row], bool]:
    """Rows, and whether more follow. Raises Refused."""
    options = {"$select": query.select, "$expand": query.expand, "$filter": " and ".join(query.where), "$orderby": query.order}
    asked = {name: value for name, value in options.items() if value} | {"$top": str(top)} | ({"$skip": str(skip)} if skip else {})
    reader = reader_for(visit.world, visit.workspace_id, visit.user_id)
    found = ask(reader, visit.url, query.entity_set, urlencode(asked))
    return found["value"], "@nextLink" in found


def ask(reader: Reader, url: str, path: str, query: str) -> dict[str, Any]:
    """Raises Refused."""
    # The switches of OData's pages and mistakes are not for tools.
    reader = replace(reader, page_size=NESTED, max_page_size=None, both_next_links=False, broken_errors=False)
    try:
        answer = at_once(MODEL, Call("GET", path, query, {}, f"{url}/odata/"), reader)
    except ODataError as error:
        raise Refused(error.message.replace("$filter", "The search")) from None  # whoever calls a tool has written no filter
    found: dict[str, Any] = orjson.loads(answer.body)
    return found

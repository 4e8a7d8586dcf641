"""What the simple search tools have in common: a text, ids and other lists of values, and pages of up to fifty (proposed)."""

from collections.abc import Mapping

from sandbox.fourfour.mcp.arguments import Schema, choice, paging, takes, text, texts
from sandbox.fourfour.mcp.conditions import dated, found_in, one_of
from sandbox.fourfour.mcp.dates import DATES
from sandbox.fourfour.mcp.reading import Query, page_of
from sandbox.fourfour.mcp.results import URL, paged, pages_of, properties_of, shape
from sandbox.fourfour.mcp.tool import Result, Tool
from sandbox.fourfour.mcp.visit import Arguments, Visit

USUAL, MOST = 20, 50

Filter = tuple[Schema, str]
"""What a client may say, and the condition it becomes: `{}` stands for the list of values, or for the one value."""


def values(path: str, description: str) -> Filter:
    """Any of several values."""
    return texts(description), f"{path} in {{}}"


def one(path: str, description: str, *known: str) -> Filter:
    return choice(description, *known), f"{path} in {{}}"


def through(way: str, path: str, description: str) -> Filter:
    """Any of several values of an entity at the end of a to-many navigation."""
    return texts(description), f"{way}/any(x:x/{path} in {{}})"


def find_tool(
    name: str,
    entity_set: str,
    *,
    title: str,
    description: str,
    select: str,
    order: str,
    searched: str,
    filters: Mapping[str, Filter],
    expand: str = "",
    expanded: Mapping[str, Schema] | None = None,
    dated_by: str = "",
) -> Tool:
    """`expanded` are the schemas of what `expand` adds; `dated_by` names the property that from, to and period mean."""

    def find(visit: Visit, arguments: Arguments) -> Result:
        where = found_in(arguments.get("query", ""), *searched.split(","))
        where += [_condition(template, arguments[each]) for each, (_, template) in filters.items() if each in arguments]
        where += dated(dated_by, arguments, visit.world.clock.now()) if dated_by else []
        query = Query(entity_set=entity_set, select=select, expand=expand, order=order, where=where)
        page = page_of(visit, query, arguments, usual=USUAL)
        return paged(page, [row | {"url": visit.link(entity_set, row["id"])} for row in page.rows])

    asked = {each: schema for each, (schema, _) in filters.items()} | (DATES if dated_by else {}) | paging(usual=USUAL, most=MOST)
    item = shape(**properties_of(entity_set, select), **(expanded or {}), url=URL)
    words = text(f"Words that all occur in {searched.replace(',', ', ')}.")
    return Tool(name=name, title=title, description=description, arguments=takes(query=words, **asked), results=pages_of(item), run=find)


def _condition(template: str, value: str | list[str]) -> str:
    listed = one_of("", [value] if isinstance(value, str) else value).removeprefix(" in ")
    return template.replace("{}", listed)

"""Entity collections: a page of one, references to its members, or how many there are (odata-wire.md, 7)."""

from dataclasses import dataclass
from typing import Any

from sandbox.odata.bookmarks import After, Bookmarks, after_of, given_values
from sandbox.odata.call import Answer
from sandbox.odata.expansion import expand
from sandbox.odata.expansion_plan import Parents
from sandbox.odata.order import Order, read_order
from sandbox.odata.paging import Page, next_link, next_parameters, read_page
from sandbox.odata.plan import Plan, count_plan, page_plan
from sandbox.odata.projection import read_projection
from sandbox.odata.read import Read
from sandbox.odata.response import Entity, context, identity, in_parentheses, reference


def collection(read: Read) -> Answer:
    """Members in the order `@context`, `value`, `@count`, `@nextLink`."""
    projection = read_projection(read.entity_set.type, read.options.select, read.criteria.shape.names)
    found = _fetched(read, projection.names)
    entities = read.build(found.plan.columns)(found.rows)
    if read.form.level == "full":
        entities = _identified(read, [row[found.plan.key] for row in found.rows], entities)
    if read.expanded.items:
        keyed = [(row[found.plan.key], entity) for row, entity in zip(found.rows, entities, strict=True)]
        expand(read, Parents(read.selection, found.order, found.after), keyed, found.given | {"limit": found.page.size})
    fragment = f"#{read.entity_set.name}{in_parentheses(projection.asked, read.expanded.asked)}"
    return _paged(read, found, fragment, entities)


def references(read: Read) -> Answer:
    """`$ref`: the members by their relative ids."""
    found = _fetched(read, ())
    entities: list[Entity] = [{f"{read.form.prefix}id": reference(read.entity_set, row[found.plan.key])} for row in found.rows]
    return _paged(read, found, "#Collection($ref)", entities)


@dataclass(frozen=True)
class _Fetched:
    """The rows of a page, and all that has to be known to read them once more or to go on behind them."""

    page: Page
    plan: Plan
    order: Order
    after: After | None
    given: dict[str, Any]
    rows: list[tuple[Any, ...]]
    more: bool


def _fetched(read: Read, names: tuple[str, ...]) -> _Fetched:
    order = read_order(read.entity_set.type, read.options.orderby, read.criteria.shape.names)
    page = read_page(read.options, read.preferences, read.reader.page_size, read.reader.max_page_size)
    read.require_start()
    bookmark = _bookmarks(read).get(read.options.given) if page.offset else None
    after = after_of(bookmark) if bookmark else None
    # One row more than is shown tells whether there is a next page.
    given = read.given(limit=page.size + 1, offset=0 if bookmark else page.offset, **given_values(bookmark or ()))
    plan = page_plan(read.selection, names, order, after)
    rows = read.fetch(plan, given)
    more = len(rows) > page.size > 0
    del rows[page.size :]
    return _Fetched(page, plan, order, after, given, rows, more)


def count(read: Read) -> Answer:
    read.require_start()
    return read.answered(str(_count(read)).encode())


def _paged(read: Read, found: _Fetched, fragment: str, entities: list[Entity]) -> Answer:
    form, page, url = read.form, found.page, f"{read.call.root}{read.call.path}"
    body = context(read.call.root, form, fragment)
    if form.level == "full":
        body[f"{form.prefix}readLink"] = url
    body["value"] = entities
    if read.options.counted:
        body[f"{form.prefix}count"] = _count(read)
    if found.more:
        parameters = next_parameters(read.options, page, len(entities))
        link = next_link(url, parameters)
        _bookmarks(read).put(parameters, [found.rows[-1][place] for place in found.plan.sorted_by])
        for prefix in ("@", "@odata.") if read.reader.both_next_links else (form.prefix,):
            body[f"{prefix}nextLink"] = link
    return read.data(body, {"Preference-Applied": f"maxpagesize={page.size}", "Vary": "prefer"} if page.applied else {})


def _bookmarks(read: Read) -> Bookmarks:
    return Bookmarks(read.reader.database, read.reader.tenant, read.call.path)


def _count(read: Read) -> int:
    """All rows that the criteria let through, whatever the page."""
    ((number,),) = read.fetch(count_plan(read.selection), read.given())
    return int(number)


def _identified(read: Read, keys: list[str], entities: list[Entity]) -> list[Entity]:
    heads = (identity(read.model.namespace, read.entity_set, read.form, key) for key in keys)
    return [head | entity for head, entity in zip(heads, entities, strict=True)]

"""Entity collections: a page of one, references to its members, or how many there are (odata-wire.md, 7)."""

from sandbox.odata.call import Answer
from sandbox.odata.expansion import expand
from sandbox.odata.expansion_plan import Parents
from sandbox.odata.order import read_order
from sandbox.odata.paging import Page, next_link, read_page
from sandbox.odata.plan import count_plan, page_plan
from sandbox.odata.projection import read_projection
from sandbox.odata.read import Read
from sandbox.odata.response import Entity, context, identity, in_parentheses, reference


def collection(read: Read) -> Answer:
    """Members in the order `@context`, `value`, `@count`, `@nextLink`."""
    computed = read.criteria.shape.names
    projection = read_projection(read.entity_set.type, read.options.select, computed)
    order = read_order(read.entity_set.type, read.options.orderby, computed)
    page = _page(read)
    read.require_start()
    given = read.given(limit=page.size + 1, offset=page.offset)  # one row more than is shown tells whether there is a next page
    plan = page_plan(read.selection, projection.names, order)
    rows = read.fetch(plan, given)
    more = len(rows) > page.size > 0
    del rows[page.size :]
    entities = read.build(plan.columns)(rows)
    if read.form.level == "full":
        entities = _identified(read, [row[-1] for row in rows], entities)
    if read.expanded.items:
        keyed = [(row[-1], entity) for row, entity in zip(rows, entities, strict=True)]
        expand(read, Parents(read.selection, order), keyed, given | {"limit": page.size})
    fragment = f"#{read.entity_set.name}{in_parentheses(projection.asked, read.expanded.asked)}"
    return _paged(read, page, fragment, entities, more=more)


def references(read: Read) -> Answer:
    """`$ref`: the members by their relative ids."""
    page = _page(read)
    read.require_start()
    order = read_order(read.entity_set.type, read.options.orderby, read.criteria.shape.names)
    rows = read.fetch(page_plan(read.selection, (), order), read.given(limit=page.size + 1, offset=page.offset))
    more = len(rows) > page.size > 0
    entities: list[Entity] = [{f"{read.form.prefix}id": reference(read.entity_set, row[-1])} for row in rows[: page.size]]
    return _paged(read, page, "#Collection($ref)", entities, more=more)


def count(read: Read) -> Answer:
    read.require_start()
    return read.answered(str(_count(read)).encode())


def _page(read: Read) -> Page:
    return read_page(read.options, read.preferences, read.reader.page_size, read.reader.max_page_size)


def _paged(read: Read, page: Page, fragment: str, entities: list[Entity], *, more: bool) -> Answer:
    form, url = read.form, f"{read.call.root}{read.call.path}"
    body = context(read.call.root, form, fragment)
    if form.level == "full":
        body[f"{form.prefix}readLink"] = url
    body["value"] = entities
    if read.options.counted:
        body[f"{form.prefix}count"] = _count(read)
    if more:
        link = next_link(url, read.options, page, len(entities))
        for prefix in ("@", "@odata.") if read.reader.both_next_links else (form.prefix,):
            body[f"{prefix}nextLink"] = link
    return read.data(body, {"Preference-Applied": f"maxpagesize={page.size}", "Vary": "prefer"} if page.applied else {})


def _count(read: Read) -> int:
    """All rows that the criteria let through, whatever the page."""
    ((number,),) = read.fetch(count_plan(read.selection), read.given())
    return int(number)


def _identified(read: Read, keys: list[str], entities: list[Entity]) -> list[Entity]:
    heads = (identity(read.model.namespace, read.entity_set, read.form, key) for key in keys)
    return [head | entity for head, entity in zip(heads, entities, strict=True)]

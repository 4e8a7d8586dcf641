"""Entity collections: a page of one, or how many there are (odata-wire.md, 7)."""

from sandbox.odata.call import Answer
from sandbox.odata.order import read_order
from sandbox.odata.paging import next_link, read_page
from sandbox.odata.plan import count_plan, page_plan
from sandbox.odata.projection import read_projection
from sandbox.odata.read import Read
from sandbox.odata.response import Entity, builder, context, identity


def collection(read: Read) -> Answer:
    """Members in the order `@context`, `value`, `@count`, `@nextLink`."""
    reader, form, entity_type = read.reader, read.form, read.entity_set.type
    projection = read_projection(entity_type, read.options.select)
    order = read_order(entity_type, read.options.orderby)
    page = read_page(read.options, read.preferences, reader.page_size, reader.max_page_size)
    read.require_start()
    columns = (*projection.properties, entity_type.key) if form.level == "full" else projection.properties
    given = read.given(limit=page.size + 1, offset=page.offset)  # one row more than is shown tells whether there is a next page
    rows = page_plan(read.selection, columns, order).fetch(reader.database, given, read.literals)
    more = len(rows) > page.size > 0
    del rows[page.size :]
    entities = builder(entity_type, projection.properties, form.ieee754, read.preferences.omit_nulls)(rows)
    url = f"{read.call.root}{read.call.path}"
    body = context(read.call.root, form, f"#{read.entity_set.name}{projection.context}")
    if form.level == "full":
        body[f"{form.prefix}readLink"] = url
        entities = _identified(read, [row[-1] for row in rows], entities)
    body["value"] = entities
    if read.options.counted:
        body[f"{form.prefix}count"] = _count(read)
    if more:
        body[f"{form.prefix}nextLink"] = next_link(url, read.options, page, len(rows))
    return read.data(body, {"Preference-Applied": f"maxpagesize={page.size}", "Vary": "prefer"} if page.applied else {})


def count(read: Read) -> Answer:
    read.require_start()
    return read.answered(str(_count(read)).encode())


def _count(read: Read) -> int:
    """All rows that the filter lets through, whatever the page."""
    ((number,),) = count_plan(read.selection).fetch(read.reader.database, read.given(), read.literals)
    return int(number)


def _identified(read: Read, keys: list[str], entities: list[Entity]) -> list[Entity]:
    heads = (identity(read.model.namespace, read.entity_set, read.form, key) for key in keys)
    return [head | entity for head, entity in zip(heads, entities, strict=True)]

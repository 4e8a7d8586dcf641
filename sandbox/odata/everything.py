"""Addressing beyond one set: `$entity`, which resolves an id, and `$all`, which is every entity (odata-wire.md, 8)."""

from urllib.parse import quote, unquote

from sandbox.odata import errors
from sandbox.odata.call import Answer
from sandbox.odata.entity import members_of, singleton_identity
from sandbox.odata.model import EntitySet, Model
from sandbox.odata.options import MOST_ROWS, Options
from sandbox.odata.order import read_order
from sandbox.odata.paths import Address, Tail, read_path
from sandbox.odata.plan import page_plan
from sandbox.odata.read import Read
from sandbox.odata.response import Entity, context, identity
from sandbox.odata.selection import Selection


def named_by_id(model: Model, options: Options, root: str) -> Address:
    """The entity of `$id`: relative to the root or absolute below our own, its key in parentheses. Raises MissingId, NoHandler."""
    if options.id is None:
        raise errors.MissingId
    path = unquote(options.id.removeprefix(root).removeprefix("/"))
    if "(" not in path or "/" in path.partition("(")[0]:
        raise errors.NoHandler(name=options.id, nearest="")
    address = read_path(model, quote(path, safe="()'="), options.aliases)
    if address.tail is not Tail.ENTITY:
        raise errors.NoHandler(name=options.id, nearest="")
    return address


def everything(read: Read) -> Answer:
    """Every entity of every set and each singleton, or those of one type, unpaged."""
    only = read.address.entity_set
    sets = read.model.sets if only is None else (only,)
    entities = [entity for entity_set in sets for entity in _members(read, entity_set)]
    if only is None:
        entities += [singleton_identity(read, item) | members_of(read, item, item.type.property_names) for item in read.model.singletons]
    return read.data(context(read.call.root, read.form, "#Collection(Edm.EntityType)") | {"value": entities})


def _members(read: Read, entity_set: EntitySet) -> list[Entity]:
    selection = Selection(read.model, entity_set, ())
    plan = page_plan(selection, entity_set.type.property_names, read_order(entity_set.type, None))
    rows = read.fetch(plan, read.given(limit=MOST_ROWS, offset=0))
    heads = (identity(read.model.namespace, entity_set, read.form, row[plan.key]) for row in rows)
    return [head | entity for head, entity in zip(heads, read.build(plan.columns)(rows), strict=True)]

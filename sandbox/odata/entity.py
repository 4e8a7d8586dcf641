"""One entity or singleton, whole or by property (odata-wire.md, 6 and 8)."""

import hashlib
from typing import Any

from sandbox.odata import errors
from sandbox.odata.call import Answer
from sandbox.odata.expansion import expand
from sandbox.odata.expansion_plan import Parents
from sandbox.odata.model import Singleton
from sandbox.odata.paths import Key
from sandbox.odata.plan import Plan, entity_plan
from sandbox.odata.projection import read_projection
from sandbox.odata.read import Read, nothing
from sandbox.odata.response import Entity, builder, context, identity, in_parentheses, reference
from sandbox.odata.values import to_json


def entity(read: Read) -> Answer:
    """The entity, or 204 where a reference leads to none."""
    entity_set = read.entity_set
    projection = read_projection(entity_set.type, read.options.select, read.criteria.shape.names)
    plan = entity_plan(read.selection, projection.names)
    row = _row(read, plan)
    if row is None:
        return nothing()
    (found,) = read.build(plan.columns)((row,))
    tagged = dict(found)
    expand(read, Parents(read.selection), [(row[-1], found)], read.given())
    head = context(read.call.root, read.form, f"#{entity_set.name}{in_parentheses(projection.asked, read.expanded.asked)}/$entity")
    return _tagged(read, head | identity(read.model.namespace, entity_set, read.form, row[-1]), found, tagged)


def singleton(read: Read) -> Answer:
    resource = read.address.resource
    assert isinstance(resource, Singleton)
    projection = read_projection(resource.type, read.options.select)
    found = members_of(read, resource, projection.names)
    head = context(read.call.root, read.form, f"#{resource.name}{in_parentheses(projection.asked)}")
    return _tagged(read, head | singleton_identity(read, resource), found, found)


def members_of(read: Read, resource: Singleton, names: tuple[str, ...]) -> Entity:
    values = resource.read(read.reader.person)
    columns = tuple(resource.type.by_name[name] for name in names)
    (found,) = read.build(columns)(([values[name] for name in names],))
    return found


def singleton_identity(read: Read, resource: Singleton) -> Entity:
    """What a singleton says of itself at full metadata: it has no id."""
    if read.form.level != "full":
        return {}
    return {
        f"{read.form.prefix}type": f"#{read.model.namespace}.{resource.type.name}",
        f"{read.form.prefix}readLink": f"{read.call.root}{resource.name}",
    }


def one_reference(read: Read) -> Answer:
    """`$ref`: the entity by its relative id."""
    row = _row(read, entity_plan(read.selection, ()))
    if row is None:
        return nothing()
    return read.data(context(read.call.root, read.form, "#$ref") | {f"{read.form.prefix}id": reference(read.entity_set, row[-1])})


def property_(read: Read) -> Answer:
    owner, found = _property(read)
    if found is None:
        return nothing()
    return read.data(context(read.call.root, read.form, f"#{owner}/{read.address.name}") | {"value": found})


def raw_value(read: Read) -> Answer:
    """`$value`: the bare text. Truth values are words; the engine would print 1 or nothing (odata-wire.md, 8, "sane variant")."""
    _, found = _property(read)
    if found is None:
        return nothing()
    return read.answered((str(found).lower() if isinstance(found, bool) else str(found)).encode())


def _property(read: Read) -> tuple[str, Any]:
    """The owner as a context URL names it, and the value."""
    resource, name = read.address.resource, read.address.name
    assert name is not None
    build = builder((read.address.entity_type.by_name[name],), read.form.ieee754, False)
    if isinstance(resource, Singleton):
        return resource.name, build(((resource.read(read.reader.person)[name],),))[0][name]
    row = _row(read, entity_plan(read.selection, (name,)))
    return ("", None) if row is None else (reference(read.entity_set, row[-1]), build((row,))[0][name])


def _row(read: Read, plan: Plan) -> tuple[Any, ...] | None:
    """The named properties and the key of the one entity; None where a reference is empty. Raises EntityNotFound."""
    rows = read.fetch(plan, read.given())
    if rows:
        return rows[0]
    if isinstance(read.selection.steps[-1], Key):
        raise read.not_found()
    read.require_start()
    return None


def _tagged(read: Read, head: Entity, found: Entity, tagged: Entity) -> Answer:
    """An answer with an ETag over the properties that were read, so it differs with `$select` (odata-wire.md, 13.3)."""
    tag = f'W/"{hashlib.sha256(to_json(tagged)).hexdigest()}"'
    if_match, if_none_match = read.call.headers.get("if-match"), read.call.headers.get("if-none-match")
    if if_match is not None and if_match not in ("*", tag):
        raise errors.EtagMismatch
    if if_none_match == tag:
        return Answer(304, headers={"Cache-Control": errors.NO_CACHE})
    return read.data(head | found, {"ETag": tag})

"""One entity or singleton, whole or by property (odata-wire.md, 6 and 8)."""

import hashlib
from typing import Any

from sandbox.odata import errors
from sandbox.odata.call import Answer
from sandbox.odata.model import Singleton
from sandbox.odata.paths import KEY
from sandbox.odata.plan import entity_plan
from sandbox.odata.projection import read_projection
from sandbox.odata.read import Read, nothing
from sandbox.odata.response import Entity, builder, context, identity, reference
from sandbox.odata.values import to_json


def entity(read: Read) -> Answer:
    """The entity, or 204 where a reference leads to none."""
    entity_set = read.entity_set
    projection = read_projection(entity_set.type, read.options.select)
    row = _row(read, projection.properties)
    if row is None:
        return nothing()
    (found,) = builder(entity_set.type, projection.properties, read.form.ieee754, read.preferences.omit_nulls)((row[1:],))
    head = context(read.call.root, read.form, f"#{entity_set.name}{projection.context}/$entity")
    return _tagged(read, head | identity(read.model.namespace, entity_set, read.form, row[0]), found)


def singleton(read: Read) -> Answer:
    resource = read.address.resource
    assert isinstance(resource, Singleton)
    projection = read_projection(resource.type, read.options.select)
    values = resource.read(read.reader.person)
    row = [values[name] for name in projection.properties]
    (found,) = builder(resource.type, projection.properties, read.form.ieee754, read.preferences.omit_nulls)((row,))
    head = context(read.call.root, read.form, f"#{resource.name}{projection.context}")
    if read.form.level == "full":
        head[f"{read.form.prefix}type"] = f"#{read.model.namespace}.{resource.type.name}"
        head[f"{read.form.prefix}readLink"] = f"{read.call.root}{resource.name}"
    return _tagged(read, head, found)


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
    build = builder(read.address.entity_type, (name,), read.form.ieee754, False)
    if isinstance(resource, Singleton):
        return resource.name, build(((resource.read(read.reader.person)[name],),))[0][name]
    row = _row(read, (name,))
    return ("", None) if row is None else (reference(read.entity_set, row[0]), build((row[1:],))[0][name])


def _row(read: Read, properties: tuple[str, ...]) -> tuple[Any, ...] | None:
    """The key and properties of the one entity; None where a reference is empty. Raises EntityNotFound."""
    selection = read.selection
    rows = entity_plan(selection, properties).fetch(read.reader.database, read.given(), ())
    if rows:
        return rows[0]
    if selection.steps[-1] is KEY:
        raise read.not_found()
    read.require_start()
    return None


def _tagged(read: Read, head: Entity, found: Entity) -> Answer:
    """An answer with an ETag over the properties that were read, so it differs with `$select` (odata-wire.md, 13.3)."""
    tag = f'W/"{hashlib.sha256(to_json(found)).hexdigest()}"'
    if_match, if_none_match = read.call.headers.get("if-match"), read.call.headers.get("if-none-match")
    if if_match is not None and if_match not in ("*", tag):
        raise errors.EtagMismatch
    if if_none_match == tag:
        return Answer(304, headers={"Cache-Control": errors.NO_CACHE})
    return read.data(head | found, {"ETag": tag})

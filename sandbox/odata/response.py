"""The JSON of answers: control information, entities, collections (odata-wire.md, 4.1 and 7)."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

from sandbox.odata.model import EntitySet, Property
from sandbox.odata.negotiation import Form
from sandbox.odata.values import spellings

Entity = dict[str, Any]
Build = Callable[[Iterable[Sequence[Any]]], list[Entity]]


def new_builder(columns: tuple[Property, ...], ieee754: bool, omit_nulls: bool) -> Build:
    """Makes entities of rows that begin with these columns. What can be known before the first row is settled here."""
    names = tuple(column.name for column in columns)
    respelled = spellings(columns, ieee754=ieee754)
    nullable = tuple(column.name for column in columns if column.nullable) if omit_nulls else ()

    def build(rows: Iterable[Sequence[Any]]) -> list[Entity]:
        # The same as a comprehension of dict(zip(names, row)), without running bytecode for every row.
        entities = list(map(dict, map(zip, repeat(names), rows)))
        if respelled or nullable:
            for entity in entities:
                for name, spell in respelled:
                    entity[name] = spell(entity[name])
                for name in nullable:
                    if entity[name] is None:
                        del entity[name]
        return entities

    return build


builder = lru_cache(maxsize=2048)(new_builder)


def context(root: str, form: Form, fragment: str) -> Entity:
    return {} if form.level == "none" else {f"{form.prefix}context": f"{root}$metadata{fragment}"}


def in_parentheses(*names: tuple[str, ...]) -> str:
    """The projection as a context URL has it; nothing when nothing was asked for."""
    asked = ",".join(name for group in names for name in group)
    return f"({asked})" if asked else ""


def identity(namespace: str, entity_set: EntitySet, form: Form, key: str) -> Entity:
    """What an entity says of itself at full metadata. Its links are relative to the root (inferred from `$ref`)."""
    if form.level != "full":
        return {}
    link = reference(entity_set, key)
    return {
        f"{form.prefix}type": f"#{namespace}.{entity_set.type.name}",
        f"{form.prefix}id": link,
        f"{form.prefix}readLink": link,
    }


def reference(entity_set: EntitySet, key: str) -> str:
    return f"{entity_set.name}('{key.replace(chr(39), chr(39) * 2)}')"

"""Puts what `$expand` asks for into the entities of a page (odata-wire.md, 9.3)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sandbox.odata.expand import Expanded, Expansion
from sandbox.odata.expansion_plan import Parents, expansion_plan
from sandbox.odata.grammar import failure
from sandbox.odata.model import EntitySet
from sandbox.odata.read import Read
from sandbox.odata.response import Entity, identity, reference

MOST_ENTITIES = 100_000
"""Related entities of one navigation in one answer; the bound is ours, against requests whose answer has no end."""

Keyed = Sequence[tuple[str, Entity]]


def expand(read: Read, parents: Parents, entities: Keyed, given: dict[str, Any]) -> None:
    """Adds the expanded members to each of the entities, which come with their keys. `given` are the parameters of the page."""
    _expand(read, parents, (), read.entity_set, read.expanded, entities, Counter(key for key, _ in entities), given)


def _expand(
    read: Read,
    parents: Parents,
    chain: tuple[Expansion, ...],
    here: EntitySet,
    expanded: Expanded,
    entities: Keyed,
    copies: Counter[str],
    given: dict[str, Any],
) -> None:
    """`copies` tells how often each entity stands in the answer: one that many lead to is written many times."""
    for expansion in expanded.items:
        way = (*chain, expansion)
        plan = expansion_plan(parents, way)
        rows = read.fetch(plan, given)
        totals = {row[-3]: row[-1] for row in rows}
        rows = [row for row in rows if _is_shown(expansion, row[-2])]
        again: Counter[str] = Counter()
        for row in rows:
            again[row[-4]] += copies[row[-3]]
        if again.total() > MOST_ENTITIES:
            raise failure("$expand", f"brings more than {MOST_ENTITIES} entities")
        found = [(row[-4], entity) for row, entity in zip(rows, read.build(plan.columns)(rows), strict=True)]
        _expand(read, parents, way, expansion.target, expansion.nested, found, again, given)
        related: dict[str, list[Entity]] = {}
        for row, (key, entity) in zip(rows, found, strict=True):
            related.setdefault(row[-3], []).append(identity(read.model.namespace, expansion.target, read.form, key) | entity)
        for key, entity in entities:
            entity.update(_members(read, here, expansion, key, related.get(key, []), totals.get(key, 0)))


def _is_shown(expansion: Expansion, place: int) -> bool:
    return place > expansion.skip and (expansion.top is None or place <= expansion.skip + expansion.top)


def _members(read: Read, here: EntitySet, expansion: Expansion, key: str, related: list[Entity], total: int) -> Entity:
    """The related entities, and what is said about them right behind."""
    name, prefix = expansion.navigation.name, read.form.prefix
    if not expansion.navigation.many:
        return {name: related[0] if related else None}
    link = f"{read.call.root}{reference(here, key)}/{name}"
    members: Entity = {name: related}
    if read.form.level == "full":
        members[f"{name}{prefix}navigationLink"] = link
    if expansion.counted:
        members[f"{name}{prefix}count"] = total
    seen = expansion.skip + len(related)
    if expansion.top and seen < total:
        members[f"{name}{prefix}nextLink"] = f"{link}?{expansion.link}top={expansion.top}&skip={seen}"
    return members

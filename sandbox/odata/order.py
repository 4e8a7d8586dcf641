"""`$orderby`: properties and directions, made total by the key."""

from sandbox.odata import errors
from sandbox.odata.model import EntityType
from sandbox.odata.remembering import remembered

Order = tuple[tuple[str, bool], ...]
"""Pairs of a property's name and whether it descends."""


@remembered(1024)
def read_order(entity_type: EntityType, text: str | None, computed: tuple[str, ...] = ()) -> Order:
    """The order asked for, with the key as tie-break in the direction of the last property: no two rows tie, so pages never overlap.

    Raises InvalidOrderbySyntax, InvalidOrderbyDirection, InvalidSortProperty. A trailing comma is forgiven, as the engine does.
    Only the first mention of a name counts: among rows that are equal in it, a second one changes nothing.
    """
    order: dict[str, bool] = {}
    for item in (text or "").split(","):
        if item.strip():
            name, descends = _item(entity_type, computed, item.split())
            order.setdefault(name, descends)
    order.setdefault(entity_type.key, next(reversed(order.values()), False))
    return tuple(order.items())


def _item(entity_type: EntityType, computed: tuple[str, ...], words: list[str]) -> tuple[str, bool]:
    name, direction = words[0], words[1].lower() if len(words) > 1 else "asc"
    if len(words) > 2:
        raise errors.InvalidOrderbySyntax(item=" ".join(words))
    if direction not in ("asc", "desc"):
        raise errors.InvalidOrderbyDirection(direction=words[1])
    if name not in entity_type.by_name and name not in computed:
        hint = errors.nearest(name, [*entity_type.property_names, *computed])
        raise errors.InvalidSortProperty(name=name, entity_type=entity_type.name, nearest=hint)
    return name, direction == "desc"

"""`$select`: which properties come, and how the context URL names them."""

from dataclasses import dataclass
from functools import lru_cache

from sandbox.odata.model import EntityType


@dataclass(frozen=True)
class Projection:
    """`properties` in the type's order; `context` is what the context URL says in parentheses, names as asked for, unknown ones too."""

    properties: tuple[str, ...]
    context: str


@lru_cache(maxsize=1024)
def read_projection(entity_type: EntityType, text: str | None) -> Projection:
    """Unknown names contribute nothing, and the key is not added: an entity may come out empty (odata-wire.md, 9.1, "reproduce").

    `*` among other names means all of them; the engine would return only the others (9.1, "sane variant").
    """
    names = [name.strip() for name in (text or "*").split(",") if name.strip()]
    if "*" in names:
        return Projection(entity_type.property_names, "")
    wanted = set(names)
    return Projection(tuple(name for name in entity_type.property_names if name in wanted), f"({','.join(names)})")

"""`$select`: which properties come, and how the context URL names them."""

from dataclasses import dataclass

from sandbox.odata.model import EntityType
from sandbox.odata.remembering import remembered


@dataclass(frozen=True)
class Projection:
    """`names` in the type's order, then what is computed; `asked` is what the context URL says, names as asked for, unknown ones too."""

    names: tuple[str, ...]
    asked: tuple[str, ...]


@remembered(1024)
def read_projection(entity_type: EntityType, text: str | None, computed: tuple[str, ...] = ()) -> Projection:
    """Unknown names contribute nothing, and the key is not added: an entity may come out empty (odata-wire.md, 9.1, "reproduce").

    `*` among other names means all of them; the engine would return only the others (9.1, "sane variant").
    """
    known = (*entity_type.property_names, *computed)
    asked = tuple(name.strip() for name in (text or "*").split(",") if name.strip())
    if "*" in asked:
        return Projection(known, ())
    wanted = set(asked)
    return Projection(tuple(name for name in known if name in wanted), asked)

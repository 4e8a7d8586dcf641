"""What both forms of `$metadata` are made from: names, vocabularies and what ties one type to another (odata-wire.md, 5.2)."""

from sandbox.odata.capabilities import CAPABILITIES, CORE
from sandbox.odata.model import EntityType, Model, Navigation

CONTAINER = "DefaultContainer"
VOCABULARIES = {name: f"https://oasis-tcs.github.io/odata-vocabularies/vocabularies/{name}" for name in (CORE, CAPABILITIES)}
"""Their addresses, without the ending: each comes as XML and as JSON."""


def target_type(model: Model, navigation: Navigation) -> EntityType:
    return model.entity_set(navigation.target).type


def constraint(model: Model, entity_type: EntityType, navigation: Navigation) -> tuple[str, str] | None:
    """Our property and theirs that equal one another. The engine states it in both directions; a relation by links has none."""
    if navigation.reference:
        return navigation.reference, target_type(model, navigation).key
    if navigation.inverse:
        return entity_type.key, navigation.inverse
    return None


def nullable(entity_type: EntityType, navigation: Navigation) -> bool | None:
    """A reference may be empty if its property may (OData CSDL 4.01, 8.5); a collection is never null, so CSDL forbids to say it.

    The engine says true everywhere.
    """
    return entity_type.by_name[navigation.reference].nullable if navigation.reference else None

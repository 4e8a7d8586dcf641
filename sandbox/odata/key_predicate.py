"""`Set('t1')`, `Set(id='t1')`, `Set(id=@k)`: what stands in parentheses behind a set (odata-wire.md, 8)."""

import re

from sandbox.odata import errors
from sandbox.odata.grammar import marked
from sandbox.odata.model import EntitySet

SEGMENT = re.compile(r"([^(]*)(?:\((.*)\))?", re.DOTALL)
QUOTED = re.compile(r"'((?:[^']|'')*)'")
NAMED = re.compile(r"\s*([^\W\d]\w*)\s*=\s*(.*)", re.ASCII | re.DOTALL)


def split_segment(segment: str) -> tuple[str, str | None]:
    """A name and what stands in parentheses behind it. Raises InvalidEntitySetSuffix."""
    match = SEGMENT.fullmatch(segment)
    if match is None:
        name = segment.partition("(")[0]
        raise errors.InvalidEntitySetSuffix(entity_set=name, lexer_error=marked(segment, len(segment)))
    return match[1], match[2]


def named_key(entity_set: EntitySet, text: str, aliases: dict[str, str]) -> tuple[str, str]:
    """The property that identifies and its value.

    Raises InvalidIdentifierValue, InvalidKeyProperty, PropertyNotAlternativeKey, ReferenceValueMissing.
    """
    name, value = entity_set.type.key, text
    named = NAMED.fullmatch(text)
    if named:
        name, value = _known_key(entity_set, named[1]), _value(named[2].strip(), aliases)
    quoted = QUOTED.fullmatch(value)
    if quoted is None:
        raise errors.InvalidIdentifierValue(entity_set=entity_set.name, lexer_error=marked(value, 0))
    return name, quoted[1].replace("''", "'")


def _known_key(entity_set: EntitySet, name: str) -> str:
    entity_type = entity_set.type
    if name not in entity_type.by_name:
        hint = errors.nearest(name, list(entity_type.property_names))
        raise errors.InvalidKeyProperty(entity_set=entity_set.name, name=name, nearest=hint)
    if name not in (entity_type.key, *entity_set.alternate_keys):
        raise errors.PropertyNotAlternativeKey(entity_set=entity_set.name, name=name)
    return name


def _value(text: str, aliases: dict[str, str]) -> str:
    """The literal itself, or the one that an alias stands for."""
    if text.startswith("@"):
        if text not in aliases:
            raise errors.ReferenceValueMissing(alias=text)
        return aliases[text]
    return text

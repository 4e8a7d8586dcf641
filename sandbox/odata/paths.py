"""What a URL below the service root means: which set or singleton, which steps from there, and what of it (odata-wire.md, 2 and 8)."""

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote

from sandbox.odata import errors
from sandbox.odata.grammar import marked
from sandbox.odata.model import EntitySet, EntityType, Model, Navigation, Singleton

SEGMENT = re.compile(r"([^(]*)(?:\((.*)\))?", re.DOTALL)
QUOTED = re.compile(r"'((?:[^']|'')*)'")
NAMED = re.compile(r"\s*([^\W\d]\w*)\s*=\s*(.*)", re.ASCII | re.DOTALL)


class Tail(Enum):
    """What of the place is asked for."""

    COLLECTION = "collection"
    ENTITY = "entity"
    PROPERTY = "property"
    VALUE = "value"
    COUNT = "count"
    SINGLETON = "singleton"
    SERVICE = "service"
    METADATA = "metadata"


class Key(Enum):
    """A step that picks one entity of a set; which one stands in `Address.keys`, so that a plan serves every key."""

    KEY = "key"


KEY = Key.KEY
Step = Key | Navigation


@dataclass(frozen=True)
class Address:
    tail: Tail
    resource: EntitySet | Singleton | None = None
    steps: tuple[Step, ...] = ()
    keys: tuple[str, ...] = ()
    entity_set: EntitySet | None = None
    """The set at the end of the steps."""
    name: str | None = None
    """The property that is asked for."""

    @property
    def entity_type(self) -> EntityType:
        if isinstance(self.resource, Singleton):
            return self.resource.type
        assert self.entity_set is not None
        return self.entity_set.type


SERVICE, METADATA = Address(Tail.SERVICE), Address(Tail.METADATA)


def read_path(model: Model, path: str, aliases: dict[str, str]) -> Address:
    """`path` is still percent-encoded: an encoded `/` belongs to a key. Empty segments are skipped, as the engine does.

    Raises NoHandler and the refusals of keys.
    """
    segments = [unquote(segment, errors="replace") for segment in path.split("/") if segment]
    if not segments:
        return SERVICE
    if segments[0] == "$metadata":
        if len(segments) > 1:
            raise errors.MetadataArgument
        return METADATA
    if segments == ["$count"]:
        raise errors.NotCountable
    return _Walk(model, segments, aliases).address()


class _Walk:
    """Goes along the segments from left to right."""

    def __init__(self, model: Model, segments: list[str], aliases: dict[str, str]) -> None:
        self._model, self._aliases = model, aliases
        self._rest = segments
        self._steps: list[Step] = []
        self._keys: list[str] = []
        self._many = True

    def address(self) -> Address:
        name, parenthesis = self._split(self._rest.pop(0))
        resource = self._model.resources.get(name)
        if resource is None:
            raise errors.NoHandler(name=name, nearest=errors.nearest(name, list(self._model.resources)))
        if isinstance(resource, Singleton):
            return self._end(Address(Tail.SINGLETON, resource), resource.type)
        self._resource, self._set = resource, resource
        if parenthesis is not None:
            self._pick(self._key(parenthesis))
        while self._rest and not self._at_end():
            self._step(self._rest.pop(0))
        return self._finish()

    def _at_end(self) -> bool:
        """Whether the next segment belongs to the tail: `$count`, `$value`, or a property of the one entity."""
        return self._rest[0].startswith("$") or (not self._many and self._rest[0] in self._set.type.by_name)

    def _step(self, segment: str) -> None:
        if self._many and not self._steps:
            self._pick(segment)  # key as segment; behind a navigation the engine does not take it
            return
        name, parenthesis = self._split(segment)
        navigation = None if self._many else self._set.type.navigation.get(name)
        if navigation is None:
            raise self._unknown(name)
        self._steps.append(navigation)
        self._set, self._many = self._model.entity_set(navigation.target), navigation.many
        if parenthesis is not None:
            # The engine ignores this key and answers the whole collection (odata-wire.md, 8, "sane variant").
            self._pick(self._key(parenthesis))

    def _pick(self, key: str) -> None:
        self._steps.append(KEY)
        self._keys.append(key)
        self._many = False

    def _finish(self) -> Address:
        tail = Tail.COLLECTION if self._many else Tail.ENTITY
        place = Address(tail, self._resource, tuple(self._steps), tuple(self._keys), self._set)
        return self._end(place, self._set.type)

    def _end(self, place: Address, entity_type: EntityType) -> Address:
        """The place itself, or what the last one or two segments want of it."""
        match self._rest:
            case []:
                return place
            case ["$count"] if place.tail is Tail.COLLECTION:
                return _with(place, Tail.COUNT)
            case [*_, "$count"] if len(self._rest) == 1 or self._rest[0] in entity_type.by_name:
                raise errors.NotCountable
            case ["$value"]:
                raise errors.BadValueArgument
            case [name] if name in entity_type.by_name and place.tail is not Tail.COLLECTION:
                return _with(place, Tail.PROPERTY, name)
            case [name, "$value"] if name in entity_type.by_name and place.tail is not Tail.COLLECTION:
                return _with(place, Tail.VALUE, name)
            case [name, "$value", "$count"] if name in entity_type.by_name:
                raise errors.NotCountable
        raise self._unknown(self._rest[1] if self._rest[0] in entity_type.by_name and len(self._rest) > 1 else self._rest[0], entity_type)

    def _unknown(self, name: str, entity_type: EntityType | None = None) -> errors.NoHandler:
        known = entity_type or self._set.type
        return errors.NoHandler(name=name, nearest=errors.nearest(name, [*known.property_names, *known.navigation]))

    def _split(self, segment: str) -> tuple[str, str | None]:
        """A name and what stands in parentheses behind it. Raises InvalidEntitySetSuffix."""
        match = SEGMENT.fullmatch(segment)
        if match is None:
            name = segment.partition("(")[0]
            raise errors.InvalidEntitySetSuffix(entity_set=name, lexer_error=marked(segment, len(segment)))
        return match[1], match[2]

    def _key(self, text: str) -> str:
        """The value of a key predicate: `'t1'`, `id='t1'`, or `id=@k` with `@k='t1'` among the options."""
        named = NAMED.fullmatch(text)
        if named:
            text = self._named_value(named[1], named[2].strip())
        quoted = QUOTED.fullmatch(text)
        if quoted is None:
            raise errors.InvalidIdentifierValue(entity_set=self._set.name, lexer_error=marked(text, 0))
        return quoted[1].replace("''", "'")

    def _named_value(self, name: str, value: str) -> str:
        entity_type = self._set.type
        if name not in entity_type.by_name:
            hint = errors.nearest(name, list(entity_type.property_names))
            raise errors.InvalidKeyProperty(entity_set=self._set.name, name=name, nearest=hint)
        if name != entity_type.key:
            raise errors.PropertyNotAlternativeKey(entity_set=self._set.name, name=name)
        if value.startswith("@"):
            if value not in self._aliases:
                raise errors.ReferenceValueMissing(alias=value)
            return self._aliases[value]
        return value


def _with(place: Address, tail: Tail, name: str | None = None) -> Address:
    return Address(tail, place.resource, place.steps, place.keys, place.entity_set, name)

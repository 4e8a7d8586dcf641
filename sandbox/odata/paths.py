"""What a URL below the service root means: which set or singleton, which steps from there, and what of it (odata-wire.md, 2 and 8)."""

from dataclasses import dataclass, replace
from enum import Enum
from urllib.parse import unquote

from sandbox.odata import errors
from sandbox.odata.key_predicate import named_key, split_segment
from sandbox.odata.model import EntitySet, EntityType, Model, Navigation, Singleton

MOST_STEPS = 10
"""Navigations of one path. The bound is ours: each is a subquery around those before, and a database bears few more."""


class Tail(Enum):
    """What of the place is asked for."""

    COLLECTION = "collection"
    ENTITY = "entity"
    PROPERTY = "property"
    VALUE = "value"
    COUNT = "count"
    REFERENCE = "reference"
    REFERENCES = "references"
    EACH = "each"
    SINGLETON = "singleton"
    SERVICE = "service"
    METADATA = "metadata"
    OPENAPI = "openapi"
    BY_ID = "by id"
    ALL = "all"


@dataclass(frozen=True)
class Key:
    """A step that picks one entity by a property; its value stands in `Address.keys`, so that one plan serves every key."""

    property: str


Step = Key | Navigation


@dataclass(frozen=True)
class Address:
    tail: Tail
    resource: EntitySet | Singleton | None = None
    steps: tuple[Step, ...] = ()
    keys: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    """The expressions of `$filter(...)` segments."""
    entity_set: EntitySet | None = None
    """The set at the end of the steps; for `$all/Type` the one of that type."""
    name: str | None = None
    """The property that is asked for."""

    @property
    def entity_type(self) -> EntityType:
        if isinstance(self.resource, Singleton):
            return self.resource.type
        assert self.entity_set is not None
        return self.entity_set.type


SERVICE, METADATA, BY_ID = Address(Tail.SERVICE), Address(Tail.METADATA), Address(Tail.BY_ID)
OPENAPI = Address(Tail.OPENAPI)


def read_path(model: Model, path: str, aliases: tuple[tuple[str, str], ...]) -> Address:
    """`path` is still percent-encoded: an encoded `/` belongs to a key. Empty segments are skipped, as the engine does.

    Raises NoHandler, TooMuchWork, the refusals of keys, and those of misplaced `$` segments.
    """
    segments = [unquote(segment, errors="replace") for segment in path.split("/") if segment]
    match segments:
        case []:
            return SERVICE
        case ["$metadata"]:
            return METADATA
        case ["$metadata", *_]:
            raise errors.MetadataArgument
        case ["openapi.json"]:
            return OPENAPI
        case ["openapi.json", *_]:
            raise errors.OpenapiArgument
        case ["$count"]:
            raise errors.NotCountable
        case ["$entity", *rest]:
            return _nothing_behind(BY_ID, rest)
        case ["$all", *rest]:
            return _all(model, rest)
        case [first, *_] if first.startswith("$filter"):
            raise errors.MissingFilterArgument
    return _Walk(model, segments, aliases).address()


def _nothing_behind(address: Address, rest: list[str]) -> Address:
    if rest:
        raise errors.NoNextSegment(name=rest[0])
    return address


def _all(model: Model, rest: list[str]) -> Address:
    if not rest:
        return Address(Tail.ALL)
    name = rest[0].removeprefix(f"{model.namespace}.")
    of_type = next((item for item in model.sets if item.type.name == name), None)
    if of_type is None:
        raise errors.BadEntityType(name=rest[0])
    return _nothing_behind(Address(Tail.ALL, entity_set=of_type), rest[1:])


class _Walk:
    """Goes along the segments from left to right."""

    def __init__(self, model: Model, segments: list[str], aliases: tuple[tuple[str, str], ...]) -> None:
        self._model, self._aliases = model, dict(aliases)
        self._rest = segments
        self._steps: list[Step] = []
        self._keys: list[str] = []
        self._filters: list[str] = []
        self._many = True

    def address(self) -> Address:
        first = self._rest.pop(0)
        name, parenthesis = split_segment(first)
        resource = self._model.resources.get(name)
        if resource is None:
            raise errors.NoHandler(name=name, nearest=errors.nearest(name, list(self._model.resources)))
        if isinstance(resource, Singleton):
            if parenthesis:  # `me()` is the same as `me`, but a key it has none (proposed)
                raise errors.NoHandler(name=first, nearest=errors.nearest(resource.name, [resource.name]))
            return self._end(Address(Tail.SINGLETON, resource), resource.type)
        self._resource, self._set = resource, resource
        if parenthesis is not None:
            self._pick(*named_key(self._set, parenthesis, self._aliases))
        while self._rest and not self._at_end():
            self._step(self._rest.pop(0))
        tail = Tail.COLLECTION if self._many else Tail.ENTITY
        place = Address(tail, self._resource, tuple(self._steps), tuple(self._keys), tuple(self._filters), self._set)
        return self._end(place, self._set.type)

    def _at_end(self) -> bool:
        """Whether the next segment belongs to the tail: `$count`, `$value`, `$ref`, or a property of the one entity."""
        first = self._rest[0]
        if first.startswith("$filter("):
            return not self._many
        return first.startswith("$") or (not self._many and first in self._set.type.by_name)

    def _step(self, segment: str) -> None:
        if segment == "openapi.json":
            raise errors.OpenapiArgument
        if segment.startswith("$filter("):
            self._filters.append(_inside(segment))
        elif segment == f"{self._model.namespace}.{self._set.type.name}":
            return  # a cast to the type that it is
        elif self._many and not self._steps:
            self._pick(self._set.type.key, segment)  # key as segment; behind a navigation the engine does not take it
        else:
            self._navigate(segment)

    def _navigate(self, segment: str) -> None:
        name, parenthesis = split_segment(segment)
        navigation = None if self._many else self._set.type.navigation.get(name)
        if navigation is None:
            raise self._unknown(name, self._set.type)
        self._steps.append(navigation)
        if sum(isinstance(step, Navigation) for step in self._steps) > MOST_STEPS:
            raise errors.TooMuchWork(problem=f"the path follows more than {MOST_STEPS} navigations")
        self._set, self._many = self._model.entity_set(navigation.target), navigation.many
        if parenthesis is not None:
            # The engine ignores this key and answers the whole collection (odata-wire.md, 8, "sane variant").
            self._pick(*named_key(self._set, parenthesis, self._aliases))

    def _pick(self, name: str, value: str) -> None:
        self._steps.append(Key(name))
        self._keys.append(value)
        self._many = False

    def _end(self, place: Address, entity_type: EntityType) -> Address:
        """The place itself, or what the last one or two segments want of it."""
        known, many = entity_type.by_name, place.tail is Tail.COLLECTION
        match self._rest:
            case []:
                return place
            case ["$count"] if many:
                return replace(place, tail=Tail.COUNT)
            case ["$ref"] if place.tail in _REFERENCES:
                return replace(place, tail=_REFERENCES[place.tail])
            case ["$each"] if many:
                return replace(place, tail=Tail.EACH)
            case [name] if name in known and not many:
                return replace(place, tail=Tail.PROPERTY, name=name)
            case [name, "$value"] if name in known and not many:
                return replace(place, tail=Tail.VALUE, name=name)
        raise self._misplaced(entity_type)

    def _misplaced(self, entity_type: EntityType) -> errors.ODataError:
        known = entity_type.by_name
        match self._rest:
            case ["$count"] | [_, "$count"] | [_, "$value", "$count"] if self._rest[0] in known or len(self._rest) == 1:
                return errors.NotCountable()
            case ["$value", *_]:
                return errors.BadValueArgument()
            case ["$ref"] | [_, "$ref"] if self._rest[0] in known or len(self._rest) == 1:
                return errors.NotEntityOrEntitySet()
            case ["$ref", name, *_]:
                return errors.NoNextSegment(name=name)
            case ["$entity", *_]:
                return errors.EntityArgument()
            case ["$all", *_]:
                return errors.AllArgument()
            case ["openapi.json", *_]:
                return errors.OpenapiArgument()
            case [first, name, *_] if first in known:
                return self._unknown(name, entity_type)
        return self._unknown(self._rest[0], entity_type)

    def _unknown(self, name: str, entity_type: EntityType) -> errors.NoHandler:
        return errors.NoHandler(name=name, nearest=errors.nearest(name, [*entity_type.property_names, *entity_type.navigation]))


_REFERENCES = {Tail.COLLECTION: Tail.REFERENCES, Tail.ENTITY: Tail.REFERENCE}


def _inside(segment: str) -> str:
    """The expression of `$filter(...)`."""
    _, expression = split_segment(segment)
    if not expression:
        raise errors.MissingFilterArgument
    return expression

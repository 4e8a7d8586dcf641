"""The shape of a service: its entity sets and singletons, and the tables that they stand on."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import Column, Table


class Edm(StrEnum):
    """The primitive types in use, by their names in CSDL."""

    STRING = "Edm.String"
    INT64 = "Edm.Int64"
    DOUBLE = "Edm.Double"
    BOOLEAN = "Edm.Boolean"
    DATE_TIME_OFFSET = "Edm.DateTimeOffset"
    DATE = "Edm.Date"
    TIME_OF_DAY = "Edm.TimeOfDay"


NUMBERS = frozenset({Edm.INT64, Edm.DOUBLE})


# None of these compares by value (eq=False): each stands once in a model, and caches are keyed by them.


@dataclass(frozen=True, eq=False)
class Property:
    name: str
    type: Edm
    nullable: bool = True


@dataclass(frozen=True, eq=False)
class Link:
    """The table of a many-to-many relation: the reader's rows where `fixed` holds join this side's key to the other side's."""

    tenant: Column[Any]
    here: Column[Any]
    there: Column[Any]
    fixed: tuple[tuple[Column[Any], str], ...] = ()


@dataclass(frozen=True, eq=False)
class Navigation:
    """A way from one set to another: `reference` is a property of ours that holds their key, `inverse` one of theirs that holds ours."""

    name: str
    target: str
    reference: str | None = None
    inverse: str | None = None
    link: Link | None = None

    @property
    def many(self) -> bool:
        return self.reference is None


@dataclass(frozen=True, eq=False)
class EntityType:
    name: str
    properties: tuple[Property, ...]
    key: str = "id"
    navigations: tuple[Navigation, ...] = ()

    @cached_property
    def property_names(self) -> tuple[str, ...]:
        return tuple(item.name for item in self.properties)

    @cached_property
    def by_name(self) -> dict[str, Property]:
        return {item.name: item for item in self.properties}

    @cached_property
    def navigation(self) -> dict[str, Navigation]:
        return {item.name: item for item in self.navigations}


@dataclass(frozen=True, eq=False)
class EntitySet:
    """A set of entities in a table. A reader sees the rows whose `tenant` column equals the reader's tenant.

    `searchable` are the properties that `$search` looks into; an entity can be addressed by an `alternate_keys` property too.
    """

    name: str
    type: EntityType
    table: Table
    tenant: str
    searchable: tuple[str, ...] = ()
    alternate_keys: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Singleton:
    """One entity without a set; `read` makes its values from the reader, whoever that is to the vendor."""

    name: str
    type: EntityType
    read: Callable[[Any], dict[str, Any]]


@dataclass(frozen=True, eq=False)
class Introduction:
    """What the OpenAPI document says ahead of everything. `security` makes the security schemes, by name, of the service root."""

    title: str
    description: str
    security: Callable[[str], dict[str, dict[str, Any]]]


@dataclass(frozen=True, eq=False)
class Model:
    namespace: str
    sets: tuple[EntitySet, ...]
    singletons: tuple[Singleton, ...]
    introduction: Introduction

    @cached_property
    def resources(self) -> dict[str, EntitySet | Singleton]:
        """Every resource by its name, plain and qualified by the namespace."""
        plain: dict[str, EntitySet | Singleton] = {item.name: item for item in self.sets} | {item.name: item for item in self.singletons}
        return plain | {f"{self.namespace}.{name}": item for name, item in plain.items()}

    def entity_set(self, name: str) -> EntitySet:
        found = self.resources[name]
        assert isinstance(found, EntitySet)
        return found

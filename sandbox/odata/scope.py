"""What names and values in an expression are while it is translated."""

from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause

from sandbox.odata.model import Edm, EntitySet


@dataclass(frozen=True)
class Value:
    """A piece of SQL and its type; or, as long as nothing says what it meets, a literal by its number."""

    sql: ColumnElement[Any] | None
    type: Edm | None
    literal: int | None = None
    weight: int = 0
    """Nodes of a computation: whoever uses it by its name takes on all of them."""


@dataclass(frozen=True)
class Scope:
    """What names mean: the properties of `entity_set` in `rows`, what `$compute` has made, and the variables of lambdas."""

    entity_set: EntitySet
    rows: FromClause
    computed: dict[str, Value] = field(default_factory=dict)
    variables: dict[str, tuple[EntitySet, FromClause]] = field(default_factory=dict)

    def within(self, variable: str, entity_set: EntitySet, rows: FromClause) -> "Scope":
        return replace(self, variables=self.variables | {variable: (entity_set, rows)})

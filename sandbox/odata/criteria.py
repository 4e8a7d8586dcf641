"""Which rows are wanted and what is computed of them: `$filter`, `$search` and `$compute` of one collection, literals aside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sandbox.odata.aliases import with_aliases
from sandbox.odata.grammar import Lifted, Literal, all_of, failure, lift
from sandbox.odata.model import EntitySet
from sandbox.odata.nesting import Unbalanced, split_outside
from sandbox.odata.remembering import LONG, characters, remembered
from sandbox.odata.search import read_search

COMPUTATION = re.compile(r"(.+)\s+as\s+([^\W\d]\w{0,127})", re.ASCII | re.DOTALL)
"""A name has at most 128 characters (CSDL 4.01, 17.2)."""


MOST_COMPUTATIONS = 100
"""Of one `$compute`; the bound is ours, and far below the columns that a database takes."""


class Computation(NamedTuple):
    """`expr as name`. Its literals begin at `offset` among those of the whole request."""

    name: str
    shape: str
    kinds: tuple[Literal, ...]
    offset: int


@dataclass(frozen=True, eq=False)
class Shape:
    """All that decides on the SQL, and so the key of the plans. Equal shapes are one object (`shape_of`): it is hashed on every read."""

    filter: str | None = None
    kinds: tuple[Literal, ...] = ()
    computed: tuple[Computation, ...] = ()

    @cached_property
    def is_long(self) -> bool:
        """Too long to be remembered, and so too long for its plans to be."""
        return characters((self.filter, self.kinds, self.computed)) >= LONG

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(item.name for item in self.computed)

    @cached_property
    def asks_the_time(self) -> bool:
        return any("now()" in shape for shape in (self.filter or "", *(item.shape for item in self.computed)))


@remembered(2048)
def shape_of(condition: str | None = None, kinds: tuple[Literal, ...] = (), computed: tuple[Computation, ...] = ()) -> Shape:
    return Shape(condition, kinds, computed)


@dataclass(frozen=True)
class Criteria:
    shape: Shape
    texts: tuple[str, ...] = ()
    """The literals, as the client wrote them."""


ALL = Criteria(shape_of())


def read_criteria(
    entity_set: EntitySet,
    *,
    filters: Sequence[str] = (),
    search: str | None = None,
    compute: str | None = None,
    aliases: tuple[tuple[str, str], ...] = (),
) -> Criteria:
    """Raises ExpressionParserError, ReferenceValueMissing, NoSearchableProperties."""
    if not filters and search is None and compute is None:
        return ALL
    conditions = [lift(with_aliases(text, aliases)) for text in filters]
    if search is not None:
        conditions.append(read_search(entity_set, search))
    lifted = all_of(conditions) if conditions else Lifted(None, (), ())
    texts = list(lifted.texts)
    computed = _computations(entity_set, with_aliases(compute, aliases), texts) if compute else ()
    return Criteria(shape_of(lifted.shape, lifted.kinds, computed), tuple(texts))


def _computations(entity_set: EntitySet, compute: str, texts: list[str]) -> tuple[Computation, ...]:
    """Adds their literals to `texts`. A computed name must be a new one, or it would hide the key from the pages."""
    taken = {*entity_set.table.c.keys(), *entity_set.type.navigation}
    try:
        parts = split_outside(compute, ",")
    except Unbalanced:
        raise failure("$compute", "has a parenthesis or quote that is not closed") from None
    if len(parts) > MOST_COMPUTATIONS:
        raise failure("$compute", f"computes more than {MOST_COMPUTATIONS} values")
    found = []
    for part in parts:
        match = COMPUTATION.fullmatch(part)
        if match is None:
            raise failure("$compute", f"needs `expression as name`, not {part!r}")
        if match[2] in taken:
            raise failure("$compute", f"gives the name {match[2]}, which is taken")
        taken.add(match[2])
        lifted = lift(match[1].strip(), "$compute")
        found.append(Computation(match[2], lifted.shape or "", lifted.kinds, len(texts)))
        texts += lifted.texts
    return tuple(found)

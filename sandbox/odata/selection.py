"""The rows that a path means, as a table and conditions; each navigation wraps what was before into a subquery."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, String, bindparam, select

from sandbox.odata.criteria import ALL, Shape
from sandbox.odata.model import EntitySet, Model, Navigation
from sandbox.odata.paths import Step


@dataclass(frozen=True)
class Selection:
    """A set, the steps from it, and the shape of the criteria for the last set's rows."""

    model: Model
    root: EntitySet
    steps: tuple[Step, ...]
    shape: Shape = ALL.shape


def walk(selection: Selection) -> tuple[EntitySet, FromClause, list[ColumnElement[bool]]]:
    """The set at the end of the steps, its table, and what holds of the rows."""
    entity_set, keys = selection.root, 0
    rows: FromClause = entity_set.table
    condition = [_own(entity_set, rows)]
    for step in selection.steps:
        if isinstance(step, Navigation):
            target = selection.model.entity_set(step.target)
            near, rows = (entity_set, rows, condition), target.table.alias()
            condition = [_own(target, rows), _reached(step, *near, target, rows)]
            entity_set = target
        else:
            condition.append(rows.c[step.property] == bindparam(f"k{keys}", type_=String()))
            keys += 1
    return entity_set, rows, condition


def _reached(
    step: Navigation, here: EntitySet, rows: FromClause, condition: list[ColumnElement[bool]], there: EntitySet, related: FromClause
) -> ColumnElement[bool]:
    if step.reference:
        return related.c[there.type.key].in_(select(rows.c[step.reference]).where(*condition).correlate(None))
    mine = select(rows.c[here.type.key]).where(*condition).correlate(None)
    if step.inverse:
        return related.c[step.inverse].in_(mine)
    assert step.link is not None
    fixed = [column == value for column, value in step.link.fixed]
    links = select(step.link.there).where(*fixed, step.link.tenant == _tenant(), step.link.here.in_(mine))
    return related.c[there.type.key].in_(links.correlate(None))


def _own(entity_set: EntitySet, rows: FromClause) -> ColumnElement[bool]:
    return rows.c[entity_set.tenant] == _tenant()


def _tenant() -> ColumnElement[Any]:
    return bindparam("tenant", type_=String())

"""A call whose wishes have been read and checked, and how its answer is put together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.odata import errors
from sandbox.odata.call import Answer, Call, Reader
from sandbox.odata.criteria import Criteria
from sandbox.odata.expand import Expanded
from sandbox.odata.model import EntitySet, Model, Navigation, Property, Singleton
from sandbox.odata.negotiation import Form
from sandbox.odata.options import Options
from sandbox.odata.paths import Address, Key
from sandbox.odata.plan import Plan, entity_plan
from sandbox.odata.preferences import Preferences
from sandbox.odata.response import Build, Entity, builder, new_builder
from sandbox.odata.selection import Selection
from sandbox.odata.values import to_json


@dataclass(frozen=True)
class Read:
    model: Model
    call: Call
    reader: Reader
    options: Options
    form: Form
    preferences: Preferences
    address: Address
    criteria: Criteria
    expanded: Expanded

    @property
    def entity_set(self) -> EntitySet:
        """The set at the end of the path. A singleton's path has none."""
        assert self.address.entity_set is not None
        return self.address.entity_set

    @property
    def selection(self) -> Selection:
        assert self.address.resource is not None
        assert not isinstance(self.address.resource, Singleton)
        return Selection(self.model, self.address.resource, self.address.steps, self.criteria.shape)

    @property
    def asks_the_time(self) -> bool:
        return self.criteria.shape.asks_the_time or self.expanded.asks_the_time

    def given(self, **more: Any) -> dict[str, Any]:
        """The values of a plan's parameters, but for the literals of its filter."""
        for place, key in enumerate(self.address.keys):
            more[f"k{place}"] = key
        if self.asks_the_time:
            more["now"] = self.reader.now()
        return {"tenant": self.reader.tenant, **more}

    def fetch(self, plan: Plan, given: dict[str, Any]) -> list[tuple[Any, ...]]:
        return plan.fetch(self.reader.database, given, self.criteria.texts)

    def build(self, columns: tuple[Property, ...]) -> Build:
        """Columns of a plan that is not remembered never come again, and neither do their builders."""
        make = new_builder if self.criteria.shape.is_long or self.expanded.is_long else builder
        return make(columns, self.form.ieee754, self.preferences.omit_nulls)

    def exists(self) -> bool:
        return bool(self.fetch(entity_plan(self.selection, ()), self.given()))

    def require_start(self) -> None:
        """A navigation starts at an entity, which must be there. Raises EntityNotFound."""
        navigations = [place for place, step in enumerate(self.address.steps) if isinstance(step, Navigation)]
        if navigations and not self._leads_to_one(navigations[-1]):
            raise self.not_found()

    def not_found(self) -> errors.EntityNotFound:
        """Names the first of the path's entities that is not there."""
        *before, (_, last) = self._stops()
        return next((refusal for steps, refusal in before if not self._leads_to_one(steps)), last)

    def _stops(self) -> Iterator[tuple[int, errors.EntityNotFound]]:
        """By how many steps each entity on the way is reached, and what is said if it is not there."""
        here, keys = self.selection.root, iter(self.address.keys)
        for steps, step in enumerate(self.address.steps, 1):
            if isinstance(step, Key):
                yield steps, errors.EntityNotFound(entity_set=here.name, key=next(keys))
                continue
            if not step.many:
                yield steps, errors.RelatedEntityNotFound(entity_set=here.name, navigation=step.name)
            here = self.model.entity_set(step.target)

    def _leads_to_one(self, steps: int) -> bool:
        selection = Selection(self.model, self.selection.root, self.address.steps[:steps])
        return bool(self.fetch(entity_plan(selection, ()), self.given()))

    def data(self, body: Entity, headers: Mapping[str, str] | None = None) -> Answer:
        applied = {"Preference-Applied": "omit-values=nulls", "Vary": "prefer"} if self.preferences.omit_nulls else {}
        return self.answered(to_json(body), {**(headers or {}), **applied})

    def answered(self, body: bytes, headers: Mapping[str, str] | None = None) -> Answer:
        head = {"Content-Type": self.form.content_type, "OData-Version": self.form.version, "Cache-Control": errors.NO_CACHE}
        lasting = self.address.entity_set is not None and not self.asks_the_time
        return Answer(200, body, {**head, **(headers or {})}, lasting)


def nothing() -> Answer:
    """A null: no content, and no `OData-Version` (odata-wire.md, 1)."""
    return Answer(204, headers={"Cache-Control": errors.NO_CACHE})

"""A call whose wishes have been read and checked, and how its answer is put together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.odata import errors
from sandbox.odata.call import Answer, Call, Reader
from sandbox.odata.criteria import Criteria
from sandbox.odata.expand import Expanded
from sandbox.odata.model import EntitySet, Model, Navigation, Property, Singleton
from sandbox.odata.negotiation import Form
from sandbox.odata.options import Options
from sandbox.odata.paths import Address
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
        if navigations:
            selection = self.selection
            start = Selection(self.model, selection.root, selection.steps[: navigations[-1]])
            if not self.fetch(entity_plan(start, ()), self.given()):
                raise self.not_found()

    def not_found(self) -> errors.EntityNotFound:
        assert self.address.resource is not None
        return errors.EntityNotFound(entity_set=self.address.resource.name, key=self.address.keys[-1])

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

"""The scenario that a world was planted with, as its file has it now."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from starlette.requests import Request

from sandbox.cast.errors import ScenarioError, UnknownScenario
from sandbox.errors import InvalidField, ServerLeaves
from sandbox.templates import PlantingStopped
from sandbox.world import World
from sandbox.worlds import worlds_of

if TYPE_CHECKING:
    from sandbox.cast.scenario import Scenario


def scenario_of(request: Request, world: World) -> "Scenario":
    """Raises InvalidField when the file is gone or broken."""
    with refusing_scenarios():
        return worlds_of(request).scenario(world)


@contextmanager
def refusing_scenarios() -> Iterator[None]:
    """Raises InvalidField in place of the complaints of `seed`, and ServerLeaves when a planting is cut short."""
    try:
        yield
    except PlantingStopped:
        raise ServerLeaves from None
    except (UnknownScenario, ScenarioError) as error:
        raise InvalidField(field="scenario", rule=f"cannot be planted: {error}") from None

"""Finds a scenario and plants it for both vendors."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from sandbox.cast.binding import suggestion
from sandbox.cast.errors import UnknownScenario
from sandbox.cast.growth import grow
from sandbox.cast.scenario import Scenario
from sandbox.cast.scenario_files import load_scenario, scenario_paths
from sandbox.fourfour import seed as fourfour
from sandbox.fourfour.oauth import seed as fourfour_oauth
from sandbox.tenfold import seed as tenfold


def plant(
    rows: Connection,
    scenario: Scenario,
    *,
    seed: int | None,
    anchor: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Writes the scenario and what grows from `seed` (without one: the scenario's own) into a fresh world. The caller commits.

    `anchor` is midnight UTC of the planting day on the world's clock: the story leads up to it.
    """
    cast = grow(scenario, scenario.seed if seed is None else seed)
    fourfour.plant(rows, cast, anchor=anchor, progress=progress)
    tenfold.plant(rows, cast, anchor=anchor)
    fourfour_oauth.plant(rows, cast.credentials.fourfour, at=anchor)


def scenarios(fixtures: Path) -> list[str]:
    """The names of all scenarios, sorted."""
    return sorted(scenario_paths(fixtures / "scenarios"))


def find_scenario(fixtures: Path, name: str) -> Scenario:
    """Raises UnknownScenario, or ScenarioError when its file cannot be used."""
    known = scenario_paths(fixtures / "scenarios")
    if name not in known:
        raise UnknownScenario(f"no scenario {name!r}{suggestion(name, known)} (there are: {', '.join(sorted(known)) or 'none'})")
    return load_scenario(known[name])

"""A scenario planted in memory, for tests that look at its rows."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine

from sandbox.cast.scenario import Scenario
from sandbox.database.schema import metadata
from sandbox.seed import find_scenario, plant

FIXTURES = Path(__file__).parents[1] / "fixtures"
ANCHOR = datetime(2026, 3, 11, tzinfo=UTC)  # a Wednesday, three days after the clocks changed in the United States


def demo() -> Scenario:
    return find_scenario(FIXTURES, "demo")


def planted(scenario: Scenario, *, seed: int | None = None, anchor: datetime = ANCHOR, progress: Any = None) -> Iterator[Connection]:
    """A fresh world in memory, planted; a generator, so that the connection closes after use."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as rows:
        plant(rows, scenario, seed=seed, anchor=anchor, progress=progress)
        yield rows
    engine.dispose()

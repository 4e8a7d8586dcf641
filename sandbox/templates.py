"""Planted worlds as files: each planting is done once and copied ever after."""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.database.engine import Database
from sandbox.database.snapshot import shape
from sandbox.database.state import Planted, WorldState
from sandbox.version import VERSION

if TYPE_CHECKING:
    from sandbox.cast.scenario import Scenario

Progress = Callable[[int, int], None]
"""Is told how much is done, of how much."""


class PlantingStopped(Exception):
    """The server is leaving, and a thread that plants would hold it."""


class Templates:
    def __init__(self, folder: Path, fixtures: Path) -> None:
        self._folder, self._fixtures = folder, fixtures
        self._known: dict[str, tuple[str, Scenario]] = {}
        self._stopped = False

    def stop(self) -> None:
        """Ends every planting that is under way in a thread, with PlantingStopped."""
        self._stopped = True

    def scenario(self, name: str) -> "Scenario":
        """Read anew when a file has changed. Raises UnknownScenario, or ScenarioError when its file cannot be used."""
        from sandbox.seed import find_scenario  # a server that starts over planted worlds reads and grows no scenario

        fingerprint = self._fingerprint()
        if name not in self._known or self._known[name][0] != fingerprint:
            self._known[name] = fingerprint, find_scenario(self._fixtures, name)
        return self._known[name][1]

    def get(self, planted: Planted, progress: Progress | None = None) -> Path:
        """The file of that planting; it may have to be made, which takes long for much data. Raises like `scenario`."""
        path = self._path(planted)
        if not path.exists():
            partial = path.with_name(f"{secrets.token_hex(4)}.partial")
            try:
                self._plant(partial, planted, progress)
                os.replace(partial, path)
            finally:
                for left_over in self._folder.glob(f"{partial.name}*"):
                    left_over.unlink(missing_ok=True)
        return path

    def keep_only(self, plantings: Iterable[Planted]) -> None:
        """Every day of real time has templates of its own, and those of a large scenario are large."""
        kept = {self._path(planted) for planted in plantings}
        for path in self._folder.iterdir():
            if path not in kept:
                path.unlink(missing_ok=True)

    def _watched(self, progress: Progress | None) -> Progress:
        def report(done: int, total: int) -> None:
            if self._stopped:
                raise PlantingStopped
            if progress:
                progress(done, total)

        return report

    def _plant(self, path: Path, planted: Planted, progress: Progress | None) -> None:
        from sandbox import seed

        scenario = self.scenario(planted.scenario)
        database = Database(path)
        try:
            WorldState.plant(database, planted)
            with database.begin() as rows:
                seed.plant(rows, scenario, seed=planted.seed, anchor=planted.anchor, progress=self._watched(progress))
        finally:
            database.close()

    def _path(self, planted: Planted) -> Path:
        made_of = f"{VERSION}/{shape()}/{self._fingerprint()}/{planted.scenario}/{planted.seed}/{planted.frozen}"
        digest = hashlib.sha256(made_of.encode()).hexdigest()[:24]
        return self._folder / f"{planted.anchor:%Y%m%d}-{digest}.sqlite"

    def _fingerprint(self) -> str:
        """Changes when a scenario file does. Sizes and times tell as much as the contents would, and a reset asks for them."""
        files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(self._fixtures / "scenarios") for name in names)
        return " ".join(f"{path}:{facts.st_size}:{facts.st_mtime_ns}" for path in files for facts in (os.stat(path),))

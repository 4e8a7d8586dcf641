"""All worlds of one server: files in a folder, opened as they are asked for."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request

from sandbox.clock import real_time
from sandbox.data_folder import DataFolder
from sandbox.database.engine import Database
from sandbox.database.state import Planted
from sandbox.errors import InvalidField, UnknownWorld, WorldExists
from sandbox.http.addresses import is_loopback
from sandbox.http.targets import Targets
from sandbox.schedule.store import ScheduleStore
from sandbox.settings import Settings
from sandbox.templates import Progress, Templates
from sandbox.workers import Workers
from sandbox.world import DEFAULT, Changed, Switches, World
from sandbox.world_files import WorldFiles

if TYPE_CHECKING:
    from sandbox.cast.scenario import Scenario

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


Listener = Callable[[World], None]


class Worlds:
    """Raises DataFolderError if the folder cannot be written, or if another server uses it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._switches = Switches(
            auto_approve=settings.auto_approve,
            page_size=settings.page_size,
            max_page_size=settings.max_page_size,
            webhook_targets=Targets(settings.webhook_targets or ("loopback" if is_loopback(settings.host) else "public")),
        )
        self._temporary = Path(tempfile.mkdtemp(prefix="sandbox-")) if settings.ephemeral else None
        self.folder = DataFolder(self._temporary or settings.data)
        self._templates = Templates(self.folder.templates, settings.fixtures)
        self._open: dict[str, World] = {}
        self._workers = Workers()
        self._heard: Changed = _nobody
        self._dropped: Listener = _nobody

    def get(self, name: str) -> World:
        """Raises UnknownWorld."""
        world = self._open.get(name)
        if world is None:
            if not NAME.fullmatch(name) or not self._file(name).exists():
                raise UnknownWorld(world=name)
            world = self._open[name] = World(name, Database(self._file(name)), self._switches, self._changed, self._workers)
            world.wake()
        return world

    def exists(self, name: str) -> bool:
        return name in self._open or (bool(NAME.fullmatch(name)) and self._file(name).exists())

    def holds(self, world: World) -> bool:
        """Whether the world is still there; one that was dropped and made again is another."""
        return self._open.get(world.name) is world

    @property
    def default(self) -> World | None:
        """None while its file is not open."""
        return self._open.get(DEFAULT)

    def names(self) -> list[str]:
        return sorted(path.stem for path in self.folder.worlds.glob("*.sqlite") if NAME.fullmatch(path.stem))

    def __iter__(self) -> Iterator[World]:
        return (self.get(name) for name in self.names())

    def listen(self, heard: Changed, dropped: Listener) -> None:
        """`heard` is told of every world in which something may have fallen due, `dropped` of every world that is gone."""
        self._heard, self._dropped = heard, dropped

    def _changed(self, world: World, due: datetime | None) -> None:
        self._heard(world, due)

    def plan(self, scenario: str | None = None, world_seed: int | None = None, frozen: datetime | None = None) -> Planted:
        """What a new world will be planted with: what is asked for, and otherwise what the settings say."""
        frozen = frozen or self._settings.frozen
        midnight = (frozen or real_time()).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        return Planted(
            scenario=scenario or self._settings.scenario,
            seed=world_seed if world_seed is not None else self._settings.seed,
            anchor=midnight,
            frozen=frozen,
        )

    def free_name(self, wished: str | None) -> str:
        """The wished name, or the first of `world-1`, `world-2`, ... that is not taken. Raises WorldExists, InvalidField."""
        if wished is None:
            return next(name for name in map("world-{}".format, count(1)) if not self.exists(name))
        self._refuse_taken(wished)
        return wished

    def create(self, name: str, planted: Planted) -> World:
        """Raises WorldExists, InvalidField. The slow part is `template`, which may be called before, from a thread."""
        self._refuse_taken(name)
        template = self.template(planted)
        return self._adopt(name, lambda partial: shutil.copyfile(template, partial))

    def clone(self, source: World, name: str) -> World:
        """A world with the same rows, clock and dice as `source` has now."""
        self._refuse_taken(name)
        try:
            source.files.link_to(self._file(name))
            world = self._adopt(name, source.database.copy_to)
        except BaseException:
            WorldFiles(self._file(name)).clear()
            raise
        with world.database.begin() as rows:
            ScheduleStore(rows).release()  # what is under way in the source is under way there only
        world.wake()
        return world

    def reset(self, world: World) -> None:
        """Puts back what was planted, at one stroke: rows, clock, dice and switches."""
        template = self.template(world.state.planted)
        self._dropped(world)  # whatever is under way in it would go on among other rows
        try:
            world.become(template)
            world.files.clear()
        except BaseException:
            if not world.database.is_open:
                self._let_go(world)  # whoever asks for it next finds all of the old or all of the new
            raise

    def drop(self, name: str) -> None:
        """Raises UnknownWorld, and InvalidField for the default world."""
        if name == DEFAULT:
            raise InvalidField(field="world", rule="default cannot be dropped; reset it instead")
        world = self.get(name)
        self._let_go(world)
        for suffix in ("", "-wal", "-shm"):
            self._file(name).with_name(f"{name}.sqlite{suffix}").unlink(missing_ok=True)
        world.files.clear()

    def _let_go(self, world: World) -> None:
        self._dropped(world)
        world.database.close()
        del self._open[world.name]

    def template(self, planted: Planted, progress: Progress | None = None) -> Path:
        """The world that this planting gives, as a file. Raises UnknownScenario, ScenarioError."""
        return self._templates.get(planted, progress)

    def scenario(self, world: World) -> "Scenario":
        """What the world was planted with, as the file has it now. Raises UnknownScenario, ScenarioError."""
        return self._templates.scenario(world.state.planted.scenario)

    def forget_templates(self) -> None:
        """Removes those that no world of now was planted with."""
        self._templates.keep_only(world.state.planted for world in self)

    def stop_planting(self) -> None:
        """Nothing is planted any more; what is under way ends with PlantingStopped."""
        self._templates.stop()

    def close(self) -> None:
        self._workers.close()
        for world in self._open.values():
            world.database.close()
        self._open.clear()
        self.folder.release()
        if self._temporary:
            shutil.rmtree(self._temporary, ignore_errors=True)

    def _adopt(self, name: str, write: Callable[[Path], object]) -> World:
        """Takes in the file that `write` makes; only a finished one ever has a world's name."""
        partial = self.folder.worlds / f"{name}.partial"
        try:
            write(partial)
            os.replace(partial, self._file(name))
        finally:
            partial.unlink(missing_ok=True)
        return self.get(name)

    def _refuse_taken(self, name: str) -> None:
        if not NAME.fullmatch(name):
            raise InvalidField(field="name", rule="must be 1 to 63 of a-z 0-9 _ -, and begin with a letter or digit")
        if self.exists(name):
            raise WorldExists(world=name)

    def _file(self, name: str) -> Path:
        return self.folder.worlds / f"{name}.sqlite"


def _nobody(world: World, due: datetime | None = None) -> None:
    """Listens before a runner does."""


def worlds_of(request: Request) -> Worlds:
    worlds: Worlds = request.scope["sandbox.worlds"]
    return worlds

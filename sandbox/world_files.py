"""Files that belong to a world beside its database: they stand in the same folder, and their names begin with the world's."""

import os
import secrets
from pathlib import Path

PARTIAL = ".partial"
"""What is being written. The data folder removes what a killed server left of it."""


class WorldFiles:
    """`{world}.{name}.file`, where no world has a dot in its name. A file that is complete is never changed."""

    def __init__(self, database: Path) -> None:
        self._folder, self._world = database.parent, database.stem

    def new_name(self) -> str:
        """Not taken in any world, so that a clone can have the same file under the same name."""
        return secrets.token_hex(16)

    def partial(self, name: str) -> Path:
        return self._folder / f"{self._world}.{name}.file{PARTIAL}"

    def path(self, name: str) -> Path:
        return self._folder / f"{self._world}.{name}.file"

    def complete(self, name: str) -> None:
        os.replace(self.partial(name), self.path(name))

    def sync(self) -> None:
        """Waits until the disk knows the names too."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def drop(self, name: str) -> None:
        self.path(name).unlink(missing_ok=True)

    def clear(self) -> None:
        for path in self._folder.glob(f"{self._world}.*.file"):
            path.unlink(missing_ok=True)

    def link_to(self, other: Path) -> None:
        """The same files for a clone, whose database is `other`; they take no room."""
        target = WorldFiles(other)
        for path in self._folder.glob(f"{self._world}.*.file"):
            os.link(path, target.path(path.name.split(".")[1]))

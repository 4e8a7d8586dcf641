"""The folder in which one server keeps its worlds."""

import fcntl
from pathlib import Path
from typing import TextIO


class DataFolderError(Exception):
    """The data folder cannot be used; the text says why."""


class DataFolder:
    """Made if need be, and locked: two servers over one folder would each miss what the other does. Raises DataFolderError."""

    def __init__(self, path: Path) -> None:
        self.path, self.worlds, self.templates = path, path / "worlds", path / "templates"
        try:
            self.worlds.mkdir(parents=True, exist_ok=True)
            self.templates.mkdir(exist_ok=True)
            self._lock = (path / "lock").open("w")
        except OSError as error:
            raise DataFolderError(f"the data folder {path} cannot be written: {error.strerror}") from None
        _claim(path, self._lock)
        for left_over in path.glob("*/*.partial*"):  # by a server that was killed while it wrote
            left_over.unlink(missing_ok=True)

    def release(self) -> None:
        self._lock.close()


def _claim(path: Path, lock: TextIO) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise DataFolderError(f"the data folder {path} is in use by another server; choose another with --data") from None

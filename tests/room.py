"""Where there is room for files that nobody keeps: memory, if there is plenty, for much of a test's time is waiting for the disk."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY, PLENTY = Path("/dev/shm"), 4 << 30


def room() -> Path:
    """The folder for them; programs may be started from it."""
    fits = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > PLENTY and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    return MEMORY if fits else Path(tempfile.gettempdir())

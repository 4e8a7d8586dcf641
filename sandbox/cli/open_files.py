"""How many files the server may hold open."""

import contextlib
import resource

OPEN_FILES = 65_536
"""Three per world and one per connection; a shell often allows 1024, and many more to whoever asks."""


def allow_many_files() -> None:
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if most == resource.RLIM_INFINITY else min(most, OPEN_FILES)
    if allowed != resource.RLIM_INFINITY and allowed < wanted:
        with contextlib.suppress(ValueError, OSError):  # what cannot be had is done without
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))

"""The command `sandbox`, as a shell runs it."""

import subprocess
import sys
from pathlib import Path

from tests.processes import LIMIT, environment


def sandbox(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs one command to its end; `variables` are added to its environment."""
    command = [sys.executable, "-m", "sandbox", *map(str, arguments)]
    return subprocess.run(command, env=environment(**variables), capture_output=True, text=True, timeout=LIMIT, check=False)


def refused(*arguments: str | Path, **variables: str) -> tuple[int, str]:
    """The exit code and the one line on stderr that says why; usage hints stand before it."""
    done = sandbox(*arguments, **variables)
    assert "Traceback" not in done.stderr
    assert "Ready." not in done.stdout
    return done.returncode, done.stderr.rstrip("\n").rpartition("\n")[2]

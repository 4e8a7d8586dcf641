"""The command `sandbox` as a process of its own."""

import os
import subprocess

LIMIT = 60.0
"""Seconds after which a command that has not ended, or a server that has not stopped, never will."""


def environment(**variables: str) -> dict[str, str]:
    """Ours, without the settings of whoever runs the tests."""
    own = ("SANDBOX_", "FOURFOUR_", "PYTHONDONTWRITEBYTECODE")  # hundreds of processes would each compile what they run
    return {name: value for name, value in os.environ.items() if not name.startswith(own)} | variables


def read_until_ready(process: subprocess.Popen[str]) -> str:
    """What a server says while it starts, `Ready.` included."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line == "Ready.\n":
            return said
    raise AssertionError(f"it ended with {process.wait(timeout=LIMIT)} before it was ready, after {said!r}")

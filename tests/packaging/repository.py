"""The files that a commit would hold."""

import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def files(*under: str) -> list[Path]:
    """Relative paths of everything that is committed or would be, without what .gitignore names."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *under]
    listed = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout
    return [Path(name) for name in listed.split("\0") if name and (REPOSITORY / name).is_file()]

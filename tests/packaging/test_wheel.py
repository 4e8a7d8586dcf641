"""What somebody gets who installs the wheel."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.packaging.repository import REPOSITORY, files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of its files. It is built from a copy, so that nothing of an earlier build is taken along."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for path in files():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / path, source / path)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    done = subprocess.run([*pip, "--wheel-dir", target, source], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(target.glob("*.whl"))) as archive:
        return set(archive.namelist())


def test_it_holds_every_file_of_the_package(wheel: set[str]) -> None:
    assert {str(path) for path in files("sandbox")} - wheel == set()
    assert "sandbox/py.typed" in wheel


def test_it_holds_the_fixtures_as_a_package_of_their_own(wheel: set[str]) -> None:
    expected = {str(Path("sandbox_fixtures", *path.parts[1:])) for path in files("fixtures")}

    assert expected - wheel == set()
    assert "sandbox_fixtures/scenarios/empty.toml" in wheel


def test_it_holds_nothing_else(wheel: set[str]) -> None:
    assert {name.split("/")[0] for name in wheel if ".dist-info/" not in name} == {"sandbox", "sandbox_fixtures"}
    assert not [name for name in wheel if "__pycache__" in name]

"""The list in README.md of what may import what."""

import ast
import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from tests.packaging.repository import REPOSITORY

DOORS = {"sandbox/__init__.py", "sandbox/__main__.py"}
"""What the outside comes in by; they lead to what they name."""
VENDORS = ("sandbox/fourfour", "sandbox/tenfold")


def layers() -> dict[str, int]:
    """`{"sandbox/cli": 0, "sandbox/app.py": 1, ...}`: each part with its line."""
    found = re.search(r"```text\n(sandbox/.*?)```", (REPOSITORY / "README.md").read_text(), re.DOTALL)
    assert found, "README.md has the list no more"
    lines = [re.match(r"(sandbox/)(\S+(?: \S+)*)", line) for line in found[1].splitlines()]
    return {
        folder + name: number for number, line in enumerate(lines) if line for folder, names in [line.groups()] for name in names.split()
    }


def modules() -> list[str]:
    return sorted(str(path.relative_to(REPOSITORY)) for path in (REPOSITORY / "sandbox").rglob("*.py"))


def part_of(module: str) -> str:
    """The first two steps of the path: a folder of `sandbox` or a file of it."""
    return "/".join(Path(module).parts[:2])


def imports(module: str) -> Iterator[str]:
    """The parts that a module imports, wherever in it that happens."""
    for node in ast.walk(ast.parse((REPOSITORY / module).read_text())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports by a relative name"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for package, part in (name.split(".")[:2] for name in names if name.startswith("sandbox.")):
            yield f"{package}/{part}" if (REPOSITORY / package / part).is_dir() else f"{package}/{part}.py"


def test_the_list_has_every_part_and_nothing_else() -> None:
    assert {part_of(module) for module in modules()} - DOORS == set(layers())


def test_an_import_goes_down_the_list() -> None:
    line = layers()
    upwards = [
        (module, part) for module in modules() if module not in DOORS for part in imports(module) if line[part] < line[part_of(module)]
    ]

    assert upwards == []


def test_no_vendor_imports_another() -> None:
    crossing = [
        (module, part)
        for mine, other in permutations(VENDORS, 2)
        for module in modules()
        if part_of(module) == mine
        for part in imports(module)
        if part == other
    ]

    assert crossing == []


def test_the_standards_do_not_import_each_other() -> None:
    for mine, other in permutations(("sandbox/odata", "sandbox/oauth2")):
        assert [module for module in modules() if part_of(module) == mine and other in imports(module)] == []

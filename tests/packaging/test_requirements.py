"""What is installed is pinned and hashed, and says nothing of where it comes from."""

import re
import tomllib

import pytest

from tests.packaging.repository import REPOSITORY

PINNED = ("requirements-build.txt", "requirements.txt", "requirements-dev.txt")
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())


def pins(name: str) -> dict[str, list[str]]:
    """`{"click==8.5.1": ["sha256:..."]}`: the requirement lines of a file with their hashes."""
    text = (REPOSITORY / name).read_text().replace("\\\n", " ")
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return {words[0]: [word.removeprefix("--hash=") for word in words if word.startswith("--hash=")] for words in lines}


@pytest.mark.parametrize("name", PINNED)
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    for requirement, hashes in pins(name).items():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+", requirement)
        assert hashes
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes)


def test_the_tests_run_with_what_users_run() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_the_build_tool_is_the_same_with_and_without_isolation() -> None:
    assert list(pins("requirements-build.txt")) == PROJECT["build-system"]["requires"]


def test_what_the_package_asks_for_is_what_is_pinned() -> None:
    asked = {re.split(r"[<>=\[;]", line)[0] for line in PROJECT["project"]["dependencies"]}
    listed = {line for line in (REPOSITORY / "requirements.in").read_text().splitlines() if not line.startswith("#")}

    assert listed == asked
    assert asked <= {requirement.split("==")[0] for requirement in pins("requirements.txt")}

"""Small commands start fast: they import nothing that only the server needs."""

import subprocess
import sys

import pytest

from sandbox.version import VERSION
from tests.processes import LIMIT, environment

SLOW = {
    *("sqlalchemy", "starlette", "uvicorn", "anyio", "asyncio", "orjson", "jinja2", "faker", "importlib.metadata", "ssl"),
    *("odata_query", "httpx"),
}


LATE = {
    *("aiohttp", "faker", "jinja2", "odata_query", "sqlalchemy.dialects.postgresql", "sqlalchemy.orm"),
    *("mcp", "mcp_types", "jsonschema", "pydantic"),
}
"""What a server loads when it is first needed."""


@pytest.mark.parametrize(
    "command",
    [
        ["version"],
        ["wait", "--timeout", "0", "--url", "http://127.0.0.1:1"],
        ["sign", "--help"],
        ["webhook", "--help"],
        ["listen", "--help"],
        ["--help"],
    ],
)
def test_a_small_command_does_not_import_the_server(command: list[str]) -> None:
    python = [sys.executable, "-X", "importtime", "-m", "sandbox", *command]
    done = subprocess.run(python, env=environment(), capture_output=True, text=True, timeout=LIMIT, check=False)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}

    allowed = set() if command == ["version"] else {"ssl"}  # http.client takes it along
    assert "sandbox.cli.main" in imported
    assert imported & (SLOW - allowed) == set()


def test_the_version_is_that_of_the_package() -> None:
    from importlib.metadata import version

    assert version("fourfour-tenfold-sandbox") == VERSION


def test_a_server_starts_without_what_it_may_never_need() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import sandbox.app"], env=environment(), capture_output=True, text=True
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}

    assert "sqlalchemy" in imported
    assert not imported & LATE

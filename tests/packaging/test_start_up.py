"""The command answers quickly: what only the server needs is imported when it serves."""

import subprocess
import sys

HEAVY = {"aiohttp", "faker", "httpx", "jinja2", "mcp", "odata_query", "sqlalchemy", "starlette", "uvicorn"}


def test_the_command_line_imports_nothing_heavy() -> None:
    program = "import sys, sandbox.cli.main; print(*sys.modules)"
    imported = set(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split())

    assert imported & HEAVY == set()

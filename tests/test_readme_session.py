"""The README's first session, typed into a shell: its output is real."""

import os
import re
import subprocess
import sys
from pathlib import Path

import httpx

from tests.conftest import Server, started
from tests.demo import DANIEL, HELEN
from tests.processes import LIMIT, environment

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
MARK = "--- behind one command ---"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d(\+00:00)?)?")
"""The only thing in an answer that is another one today."""


def session() -> list[tuple[str, str]]:
    """The commands, and what the README says that they print."""
    block = README.partition("<!-- session -->\n```console\n")[2].partition("```")[0]
    return [(command, output) for command, _, output in (part.partition("\n") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:])]


def typed(commands: list[str], url: str) -> list[str]:
    script = "".join(f"{command}\necho; echo '{MARK}'\n" for command in commands)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    run = subprocess.run(
        ["bash", "-e"], input=script, env=environment(SANDBOX_URL=url, PATH=path), capture_output=True, text=True, check=True
    )
    return run.stdout.replace(url, "http://127.0.0.1:4410").split(f"{MARK}\n")[:-1]


def test_the_first_session_prints_what_the_readme_says() -> None:
    commands = session()
    assert len(commands) > 5

    with started("--ephemeral") as (_, url):
        printed = typed([command for command, _ in commands], url)

    for (command, said), answer in zip(commands, printed, strict=True):
        assert (command, MOMENT.sub("(moment)", answer.strip())) == (command, MOMENT.sub("(moment)", said.strip()))


def test_the_faults_are_set_as_the_readme_says_and_none_is_left() -> None:
    commands = README.partition("## Faults\n")[2].partition("```sh\n")[2].partition("```")[0]
    said = re.findall(r"^sandbox fault ([a-z-]+)", commands, flags=re.MULTILINE)
    kinds = [kind.replace("-", "_") for kind in said if kind not in ("list", "clear")]
    assert len(kinds) > 6

    with started("--ephemeral") as (_, url):
        (printed,) = typed([commands], url)
        left = httpx.get(f"{url}/_sandbox/faults").json()["faults"]

    listed = [line.split()[1] for line in printed.partition("REQUESTS  HITS\n")[2].splitlines()[: len(kinds)]]
    assert (listed, left) == (kinds, [])
    assert "personal token" in printed


def test_the_commands_of_the_phone_calls_do_what_is_said_beside_them() -> None:
    commands = README.partition("## Phone calls\n")[2].partition("```sh\n")[2].partition("```")[0]
    assert "originate" in commands

    with started("--ephemeral") as (_, url):
        (printed,) = typed([commands], url)

    assert '{"call":{"status":"queued",' in printed
    assert "transferred_from" in printed
    rows = [line.split() for line in printed.splitlines() if f" {HELEN} " in line or f" {DANIEL} " in line]
    missed, talked = rows[:2]
    assert (missed[1:4], missed[-1]) == (["ended", "inbound", HELEN], "0")
    assert (talked[1:4], int(float(talked[-1]))) == (["ended", "inbound", DANIEL], 90)
    assert {row[1] for row in rows} == {"ended"}


def test_the_test_of_the_readme_passes(server: Server, tmp_path: Path) -> None:
    block = README.partition("<!-- pytest -->\n```python\n")[2].partition("```")[0]
    assert "def test_" in block
    (tmp_path / "test_of_the_readme.py").write_text(block.replace("http://127.0.0.1:4410", server.url))

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path],
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )

    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout

"""`sandbox sign` and `sandbox verify`."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import refused, sandbox
from tests.processes import LIMIT, environment

SECRET, BODY = "Jefe", b"what do ya want for nothing?"
SIGNATURE = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
"""RFC 4231, test case 2."""


@pytest.fixture
def body(tmp_path: Path) -> Path:
    path = tmp_path / "body"
    path.write_bytes(BODY)
    return path


def piped(body: bytes, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "sandbox", *arguments]
    done = subprocess.run(
        command, env=environment(FOURFOUR_WEBHOOK_SECRET=SECRET), input=body, capture_output=True, timeout=LIMIT, check=False
    )
    return done.returncode, (done.stdout + done.stderr).decode()


def test_sign_prints_the_signature_of_a_file_and_nothing_else(body: Path) -> None:
    done = sandbox("sign", body, "--secret", SECRET)

    assert (done.returncode, done.stdout, done.stderr) == (0, f"{SIGNATURE}\n", "")


@pytest.mark.parametrize("command", [["sign"], ["sign", "-"]])
def test_sign_reads_what_comes_in_and_the_secret_of_the_environment(command: list[str]) -> None:
    assert piped(BODY, *command) == (0, f"{SIGNATURE}\n")


def test_every_byte_counts() -> None:
    assert piped(BODY + b"\n", "sign") != piped(BODY + b"\r\n", "sign") != piped(BODY, "sign")


def test_verify_says_that_a_signature_fits(body: Path) -> None:
    assert sandbox("verify", body, "--secret", SECRET, "--signature", SIGNATURE).stdout == "The signature fits.\n"
    assert piped(BODY, "verify", "--signature", SIGNATURE) == (0, "The signature fits.\n")


def test_verify_says_why_one_does_not(body: Path) -> None:
    code, line = refused("verify", body, "--secret", SECRET, "--signature", f"sha256={SIGNATURE}")

    assert (code, line) == (1, "Error: the signature does not fit: it has the prefix sha256=, and must have none")
    assert piped(BODY + b"\n", "verify", "--signature", SIGNATURE) == (
        1,
        "Error: the signature does not fit: what was signed lacks the line break at the end of this body\n",
    )


@pytest.mark.parametrize("command", [["sign"], ["verify", "--signature", SIGNATURE]])
def test_without_a_secret_or_a_file_nothing_is_signed(body: Path, command: list[str]) -> None:
    for wrong, complaint in (
        ([body], "Missing option '--secret' (env var: 'FOURFOUR_WEBHOOK_SECRET')"),
        ([body, "--secret", ""], "Invalid value for '--secret' (env var: 'FOURFOUR_WEBHOOK_SECRET'): must not be empty"),
        ([body.parent / "nothing", "--secret", SECRET], "Invalid value for '[FILE]': '"),
    ):
        code, line = refused(*command, *wrong)
        assert (code, line.startswith(f"Error: {complaint}")) == (2, True), line

"""`sandbox mail`, and the setting that lets mail leave."""

import json
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.command import refused, sandbox
from tests.conftest import World
from tests.processes import environment, read_until_ready
from tests.tenfold.conftest import ADMIN, REGULAR, Tenfold
from tests.tenfold.mailed_reports import REPORTS


def run(world: World, *arguments: str | Path) -> str:
    done = sandbox("mail", *arguments, SANDBOX_URL=world.server.url, SANDBOX_WORLD=world.name)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture
def mail(world: World) -> str:
    """The id of a report's."""
    Tenfold(world).signed_in().post(f"{REPORTS}/call-history", json={"name": "Zoë \x1b[31m"}).raise_for_status()
    return str(world.control.get("/mail").json()["mail"][0]["id"])


def test_mail_is_listed_and_chosen_by_its_reader(world: World, mail: str) -> None:
    heads, line = run(world, "list").splitlines()

    assert heads.split() == ["ID", "WRITTEN", "TO", "STATUS", "SUBJECT"]
    assert line.split()[::2][:2] == [mail, ADMIN]
    assert len(run(world, "list", "--to", REGULAR).splitlines()) == 1
    assert json.loads(run(world, "list", "--to", ADMIN, "--json")) == world.control.get("/mail").json()


def test_a_mail_is_shown_with_its_words_and_steers_no_terminal(world: World, mail: str) -> None:
    shown = run(world, "show", mail)

    assert "\x1b" not in shown
    assert "Call history: Zoë [31m" in shown
    assert f"to          {ADMIN}" in shown
    assert json.loads(run(world, "show", mail, "--json")) == world.control.get(f"/mail/{mail}").json()


def test_a_mail_is_saved_whole_and_in_parts(world: World, mail: str, tmp_path: Path) -> None:
    paths = [Path(line) for line in run(world, "save", mail, tmp_path / "new" / "folder").splitlines()]

    message, page, table = (path.read_bytes() for path in paths)
    assert [path.name for path in paths] == [f"{mail}.eml", f"{mail}.html", "call-history-2026-03-18.csv"]
    assert message_from_bytes(message, policy=policy.default)["To"].addresses[0].addr_spec == ADMIN
    assert (b"<!doctype html>" in page, table.startswith(b"\xef\xbb\xbfStart (America/New_York),")) == (True, True)


def test_what_is_not_there_or_cannot_be_written_is_told_in_one_line(world: World, mail: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    server = {"SANDBOX_URL": world.server.url, "SANDBOX_WORLD": world.name}

    assert refused("mail", "show", "nothing", **server) == (1, "Error: There is no mail 'nothing'")
    code, line = refused("mail", "save", mail, tmp_path / "file" / "below", **server)
    assert (code, line) == (1, f"Error: {tmp_path / 'file' / 'below'}: Not a directory")


def test_a_server_that_will_send_mail_says_so_without_the_password() -> None:
    command = [sys.executable, "-m", "sandbox", "serve", "--port", "0", "--ephemeral", "--scenario", "empty"]
    wanted = environment(SANDBOX_SMTP_URL="smtp://name:hunter2@mail.example:587")
    with subprocess.Popen(command, env=wanted, stdout=subprocess.PIPE, text=True) as process:
        said = read_until_ready(process)
        process.terminate()

    assert "mail   is sent by mail.example:587\n" in said
    assert "hunter2" not in said


def test_an_address_of_no_smtp_server_is_refused_without_the_password() -> None:
    done = refused("serve", "--smtp-url", "smtp://name:hunter2@mail.example:587/x")
    assert done == (2, "Error: --smtp-url must be an address such as smtp://name:password@mail.example:587, or smtps://")

"""The commands that talk to a running server."""

import json
import shlex
import socket
from collections.abc import Iterator

import pytest

from sandbox.cli.main import COMMANDS
from sandbox.version import VERSION
from tests.cli.command import refused, sandbox
from tests.conftest import FROZEN, World, started
from tests.demo import HELEN


def run(world: World, *arguments: str) -> str:
    """What a command prints, run as in a shell that knows the server and the world."""
    done = sandbox(*arguments, SANDBOX_URL=world.server.url, SANDBOX_WORLD=world.name)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_env_prints_what_a_shell_can_evaluate_and_nothing_else(world: World) -> None:
    exports = [shlex.split(line) for line in run(world, "env").splitlines()]

    assert {command for command, _ in exports} == {"export"}
    assert dict(pair.split("=", 1) for _, pair in exports) == world.control.get("/env").json()


def test_env_has_a_json_form(world: World) -> None:
    assert json.loads(run(world, "env", "--json")) == world.control.get("/env").json()


def test_wait_returns_when_the_server_is_ready(world: World) -> None:
    assert run(world, "wait") == ""


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address at which nothing answers."""
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{unheard.getsockname()[1]}"


def test_wait_ends_with_code_5_when_nobody_answers_in_time(nobody: str) -> None:
    code, line = refused("wait", "--timeout", "0.3", "--url", nobody)

    assert code == 5
    assert line.startswith(f"Error: not ready after 0.3 s: no server answers at {nobody}")


def test_wait_does_not_wait_for_a_world_that_is_not_there(world: World) -> None:
    code, line = refused("wait", "--url", world.server.url, "--world", "nowhere")

    assert (code, line[:38]) == (1, "Error: There is no world 'nowhere'; PO")


def test_a_server_that_is_not_there_is_told_in_one_line(nobody: str) -> None:
    for command in (["env"], ["reset"], ["world", "list"], ["clock"], ["token", "list"]):
        code, line = refused(*command, SANDBOX_URL=nobody)

        assert (code, line) == (
            1,
            f"Error: no server answers at {nobody} (Connection refused); start one with `sandbox serve`, or give its --url (SANDBOX_URL)",
        )


def test_a_server_that_is_no_sandbox_is_told(world: World) -> None:
    code, line = refused("env", "--url", f"{world.server.url}/v2")  # where Tenfold's own 404 answers

    assert code == 1
    assert line.startswith(f"Error: what answers at {world.server.url}/v2 is no sandbox (status 404)")


@pytest.mark.parametrize("url", ["nowhere", "ftp://a.example", "http://", "http://["])
def test_an_address_that_is_none_is_a_usage_error(url: str) -> None:
    code, line = refused("env", "--url", url)

    assert (code, line) == (2, "Error: Invalid value for --url (SANDBOX_URL): must be an address such as http://127.0.0.1:4410")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:4601/\u00e9", "http://127.0.0.1:\n4601", f"http://{'a' * 64}.example", "http://a..example"]
)
def test_an_address_that_no_request_can_go_to_is_a_usage_error(url: str) -> None:
    code, line = refused("env", "--url", url)

    assert (code, line) == (2, "Error: Invalid value for --url (SANDBOX_URL): must be an address such as http://127.0.0.1:4410")


@pytest.mark.parametrize("token", ["\u20ac", "a\nb", "a b", "\udcff"])
def test_an_admin_token_that_no_header_can_hold_is_a_usage_error(world: World, token: str) -> None:
    code, line = refused("reset", "--url", world.server.url, "--admin-token", token)

    assert code == 2
    assert line.startswith("Error: Invalid value for --admin-token (SANDBOX_ADMIN_TOKEN): must be of letters, digits and signs")


@pytest.mark.parametrize("command", [["reset", "--world", "\udcff"], ["world", "show", "\udcff"], ["world", "drop", "\udcff"]])
def test_a_name_that_is_not_utf_8_is_that_of_no_world(world: World, command: list[str]) -> None:
    code, line = refused(*command, "--url", world.server.url)

    assert code == 1
    assert line.startswith("Error: There is no world ")


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        (["token", "mint", "--user", "\udcff"], "user is no person: '?'"),
        (["clock", "advance", "\udcff"], "by must be a duration such as"),
        (["world", "create", "--seed", str(2**63)], "seed must be a whole number from -9223372036854775808 to 9223372036854775807"),
    ],
)
def test_a_value_that_nothing_can_be_made_of_is_refused_by_the_server(world: World, command: list[str], complaint: str) -> None:
    code, line = refused(*command, SANDBOX_URL=world.server.url, SANDBOX_WORLD=world.name)

    assert (code, line.startswith(f"Error: {complaint}")) == (1, True), line


@pytest.mark.parametrize("timeout", ["nan", "-1", "soon"])
def test_a_time_that_never_comes_is_a_usage_error(nobody: str, timeout: str) -> None:
    code, line = refused("wait", "--timeout", timeout, "--url", nobody)

    assert code == 2
    assert line.startswith("Error: Invalid value for '--timeout'")


@pytest.mark.parametrize("command", ["expire", "revoke"])
@pytest.mark.parametrize("arguments", [[], ["x", "--id", "y"], [""]])
def test_a_token_is_named_in_one_way(nobody: str, command: str, arguments: list[str]) -> None:
    assert refused("token", command, *arguments, SANDBOX_URL=nobody) == (2, "Error: Give either TOKEN or --id.")


def test_the_switches_that_are_on_are_shown(world: World) -> None:
    world.control.patch(f"/worlds/{world.name}", json={"switches": {"both_next_links": True}}).raise_for_status()

    shown = run(world, "world", "show")

    assert "both-next-links    on\n" in shown
    assert "broken-errors" not in shown


def test_the_worlds_are_made_shown_listed_cloned_and_dropped(world: World) -> None:
    name = f"{world.name}-cli"
    made = run(world, "world", "create", name, "--scenario", "empty", "--seed", "12", "--frozen", "2025-05-05T05:05:05Z")
    try:
        assert f"url                {world.server.url}/w/{name}\n" in made
        assert "scenario           empty, planted 2025-05-05\n" in made
        assert "seed               12\n" in made
        assert "clock              2025-05-05T05:05:05+00:00 (frozen)\n" in made
        assert run(world, "world", "show", name) == made
        head, *rows = run(world, "world", "list").splitlines()
        assert head.split() == ["NAME", "SCENARIO", "SEED", "PLANTED", "CLOCK", "MODE", "URL"]
        row = [name, "empty", "12", "2025-05-05", "2025-05-05T05:05:05+00:00", "frozen", f"{world.server.url}/w/{name}"]
        assert row in [line.split() for line in rows]
        clone = json.loads(run(world, "world", "clone", name, "--json"))
        assert clone["seed"] == 12
        assert run(world, "world", "drop", clone["name"]) == f"Dropped {clone['name']}\n"
    finally:
        world.control.delete(f"/worlds/{name}").raise_for_status()


def test_show_without_a_name_is_of_the_world_at_hand(world: World) -> None:
    assert json.loads(run(world, "world", "show", "--json"))["name"] == world.name


def test_a_name_with_a_slash_in_it_is_one_name(world: World) -> None:
    code, line = refused("world", "show", "a/b?c", "--url", world.server.url)

    assert (code, line.partition(";")[0]) == (1, "Error: Nothing is at /_sandbox/worlds/a/b?c")


def test_the_clock_is_shown_advanced_frozen_set_and_let_run(world: World) -> None:
    assert run(world, "clock") == f"{FROZEN}  frozen\n"
    assert run(world, "clock", "show") == run(world, "clock")
    assert run(world, "clock", "advance", "1h30m") == "2026-03-18T13:30:00+00:00  frozen\n"
    assert run(world, "clock", "freeze", "2027-01-01") == "2027-01-01T00:00:00+00:00  frozen\n"
    assert "  offset, " in run(world, "clock", "run")
    assert run(world, "clock", "set", "2028-01-01").startswith("2028-01-01T00:00:0")
    assert run(world, "clock", "freeze").endswith("  frozen\n")
    assert run(world, "clock", "real").endswith("  real\n")
    assert json.loads(run(world, "clock", "--json"))["mode"] == "real"


def test_reset_puts_the_world_back(world: World) -> None:
    world.clock.advance(days=3)

    assert f"clock              {FROZEN} (frozen)\n" in run(world, "reset")
    assert world.clock.now() == FROZEN


def test_what_the_server_refuses_is_told_in_its_words(world: World) -> None:
    code, line = refused("clock", "advance", "soon", "--url", world.server.url, "--world", world.name)

    assert code == 1
    assert line == "Error: by must be a duration such as 90s, 1h30m, 2d or PT1H30M"


def test_a_token_is_minted_used_and_revoked(world: World) -> None:
    token = run(world, "token", "mint", "--user", HELEN).strip()
    assert world.with_token(token).get("/odata/me").status_code == 200
    assert "personal" in run(world, "token", "list")

    assert "revoked" in run(world, "token", "revoke", token)

    assert world.with_token(token).get("/odata/me").status_code == 401


def test_a_token_is_expired_by_its_id(world: World) -> None:
    minted = json.loads(run(world, "token", "mint", "--user", HELEN, "--scope", "api:read", "--json"))

    run(world, "token", "expire", "--id", minted["id"])

    assert world.with_token(minted["token"]).get("/odata/me").status_code == 401


def test_an_organization_is_listed_shown_and_changed(world: World) -> None:
    head, *rows = run(world, "organization", "list").splitlines()
    assert head.split() == ["ID", "COMPANY", "TYPE", "USERS", "PHONE", "STATUS", "CRM", "STATUS"]
    assert [row.split()[1] for row in rows] == ["Ferrybank", "Gannet", "Kittiwake", "Quillwort", "Skerry"]

    changed = run(world, "organization", "change", "Ferrybank", "--crm-status", "disconnected", "--phone-system", "none", "--custom-edits")

    assert changed == run(world, "organization", "show", "ferrybank")
    facts = dict(line.split(maxsplit=1) for line in changed.splitlines())
    assert (facts["crm_status"], facts["phone_system"], facts["custom_edits"]) == ("disconnected", "-", "yes")
    assert "Sales (daniel.reyes@ferrybank.example)" in facts["teams"]
    assert run(world, "organization", "change", "Ferrybank", "--no-custom-edits", "--json") == run(
        world, "organization", "show", "Ferrybank", "--json"
    )


def test_an_organization_is_not_changed_by_a_slip(world: World) -> None:
    shell = {"SANDBOX_URL": world.server.url, "SANDBOX_WORLD": world.name}

    assert refused("organization", "change", "Ferrybank", **shell) == (2, "Error: Say what to change.")
    assert refused("organization", "change", "Ferrybank", "--timezone", "Mars", **shell) == (1, "Error: timezone is no time zone: 'Mars'")
    code, line = refused("organization", "show", "a/b", **shell)
    assert (code, line) == (1, "Error: Nothing is at /_sandbox/organizations/a/b")


def test_a_locked_server_wants_the_admin_token_and_says_how_to_give_it() -> None:
    with started("--ephemeral", "--scenario", "empty", "--admin-token", "sesame") as (_, url):
        assert sandbox("clock", "--url", url, "--admin-token", "sesame").returncode == 0
        assert sandbox("clock", "--url", url, SANDBOX_ADMIN_TOKEN="sesame").returncode == 0
        assert sandbox("wait", "--url", url).returncode == 0
        code, line = refused("clock", "--url", url)

    assert code == 1
    assert line.endswith("; give it with --admin-token (SANDBOX_ADMIN_TOKEN)")


def test_version_says_the_version_of_the_package() -> None:
    assert sandbox("version").stdout == f"sandbox {VERSION}\n"
    assert json.loads(sandbox("version", "--json").stdout) == {"version": VERSION}


@pytest.mark.parametrize("command", [["version"], ["env"], ["serve"], ["world", "list"], ["clock"]])
def test_every_command_refuses_a_variable_that_does_not_exist(command: list[str]) -> None:
    code, line = refused(*command, SANDBOX_WORLDS="x")

    assert (code, line) == (2, "Error: SANDBOX_WORLDS is no setting; did you mean SANDBOX_WORLD?")


def test_an_unknown_command_is_a_usage_error() -> None:
    assert refused("serv")[0] == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    assert f"Usage: python -m sandbox {command}" in sandbox(command, "--help").stdout
    assert f"  {command} " in sandbox("--help").stdout

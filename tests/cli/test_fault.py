"""`sandbox fault`."""

import json
import subprocess

import pytest

from tests.cli.command import sandbox
from tests.conftest import World
from tests.demo import API_TOKEN


def run(world: World, *arguments: str) -> str:
    done = sandbox("fault", *arguments, **server(world))
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def server(world: World) -> dict[str, str]:
    return {"SANDBOX_URL": world.server.url, "SANDBOX_WORLD": world.name}


def test_faults_are_set_listed_and_taken_away(world: World) -> None:
    shown = run(world, "status", "503", "--endpoint", "GET /v2/users/{userId}", "--times", "2", "--retry-after", "10")
    run(world, "rate-limit", "60", "--per", "90", "--vendor", "fourfour")
    run(world, "error", "find_topics", "--code", "-32603")
    client = world.with_token(API_TOKEN)
    assert [client.get("/v2/users/abc").status_code for _ in range(3)] == [503, 503, 401]
    assert client.get("/odata/me").headers["x-ratelimit-remaining"] == "59"

    assert shown.splitlines()[0].split() == ["id", "1"]
    assert [" ".join(line.split()) for line in run(world, "list").splitlines()] == [
        "ID KIND HOW WHERE WHEN REQUESTS HITS",
        "1 status status 503, retry_after 10 endpoint GET /v2/users/{user} times 2 3 2",
        "2 rate_limit limit 60, per 90 vendor fourfour always 1 0",
        "3 error code -32603 tool find_topics always 0 0",
    ]
    assert json.loads(run(world, "list", "--json")) == world.control.get("/faults").json()
    assert json.loads(run(world, "show", "1", "--json")) == world.control.get("/faults/1").json()
    assert "faults             3\n" in sandbox("world", "show", **server(world)).stdout
    assert run(world, "remove", "1") == "Removed 1\n"
    assert run(world, "clear") == "There are no faults\n"
    assert len(run(world, "list").splitlines()) == 1


@pytest.mark.parametrize("kind", ["drop", "lose", "truncate", "garble", "absent"])
def test_every_kind_has_a_command(world: World, kind: str) -> None:
    run(world, kind, "--path", "/odata/me")

    assert [each["kind"] for each in world.control.get("/faults").json()["faults"]] == [kind]


def test_a_delay_takes_part_of_a_second_and_every_other_request(world: World) -> None:
    run(world, "delay", "0.4", "--tool", "find_topics", "--every", "2", "--after", "1")

    (fault,) = world.control.get("/faults").json()["faults"]
    assert (fault["seconds"], fault["tool"], fault["every"], fault["after"]) == (0.4, "find_topics", 2, 1)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["status", "200"], "200 is not in the range 400<=x<=599"),
        (["status"], "Missing argument 'STATUS'"),
        (["delay", "-1"], "-1"),
        (["drop", "--vendor", "five"], "'five' is not one of"),
        (["rate-limit", "0"], "0 is not in the range x>=1"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_it_is_sent(world: World, arguments: list[str], complaint: str) -> None:
    done = sandbox("fault", *arguments, **server(world))

    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in done.stderr


def test_what_the_server_refuses_is_told_in_one_line(world: World) -> None:
    assert refused_line(world, "drop", "--endpoint", "T1-99") == (
        "Error: endpoint is no endpoint of this server; GET /_sandbox/endpoints has all; did you mean T1-09?"
    )
    assert refused_line(world, "show", "\x1b[31m") == r"Error: There is no fault '\x1b[31m'"
    assert refused_line(world, "remove", "7") == "Error: There is no fault '7'"


def test_to_take_away_a_fault_without_a_name_takes_none_away(world: World) -> None:
    run(world, "drop", "--path", "/odata/me")

    assert refused_line(world, "remove", "") == "Error: the name is empty"
    assert len(world.control.get("/faults").json()["faults"]) == 1


def refused_line(world: World, *arguments: str) -> str:
    done: subprocess.CompletedProcess[str] = sandbox("fault", *arguments, **server(world))
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    return line

"""`sandbox serve`: how it starts, what it says, and why it does not."""

import re
import signal
import socket
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from sandbox.app import create_app
from sandbox.settings import Settings
from tests.cli.command import refused, sandbox
from tests.conftest import started
from tests.demo import API_TOKEN
from tests.processes import LIMIT, environment, read_until_ready

EMPTY = ("--scenario", "empty")


def start(*flags: str | Path, **variables: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sandbox", "serve", "--port", "0", *map(str, flags)]
    return subprocess.Popen(command, env=environment(**variables), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def stop(process: subprocess.Popen[str], number: signal.Signals = signal.SIGTERM) -> tuple[str, str]:
    process.send_signal(number)
    return process.communicate(timeout=LIMIT)


def test_it_says_where_it_is_what_it_holds_and_last_that_it_is_ready(tmp_path: Path) -> None:
    process = start(*EMPTY, "--data", tmp_path, "--seed", "5", "--frozen", "2026-03-18T12:00:00Z")
    said = read_until_ready(process)

    assert re.match(r"Sandbox \d+\.\d+\.\d+ on http://127\.0\.0\.1:\d+\n\n", said)
    assert "world  default: empty, seed 5, planted for 2026-03-18\n" in said
    assert "clock  2026-03-18 12:00:00 UTC, frozen\n" in said
    assert f"data   {tmp_path}\n" in said
    assert 'try    eval "$(sandbox env --url http://127.0.0.1:' in said
    assert stop(process) == ("", "")


@pytest.mark.parametrize("kind", ["drop", "lose", "truncate"])
def test_a_fault_cuts_the_answer_that_it_is_for_though_the_client_has_sent_more_requests(kind: str) -> None:
    process = start(*EMPTY, "--ephemeral")
    address = urlsplit(read_until_ready(process).split()[3])
    httpx.post(f"{address.geturl()}/_sandbox/faults", json={"kind": kind}).raise_for_status()

    with socket.create_connection((address.hostname, address.port), timeout=LIMIT) as connection:
        connection.sendall(b"GET /odata/me HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3)
        said = b"".join(iter(lambda: connection.recv(65536), b""))

    assert said.count(b"HTTP/1.1 ") == (kind == "truncate")
    assert stop(process) == ("", "")


def test_a_stream_that_is_under_way_is_finished_before_the_server_ends() -> None:
    process = start("--ephemeral")
    url = read_until_ready(process).split()[3]
    httpx.post(f"{url}/_sandbox/faults", json={"kind": "delay", "seconds": 1, "tool": "find_topics"}).raise_for_status()
    params = {"name": "find_topics", "arguments": {}, "_meta": {"progressToken": 1}}
    headers = {"Authorization": f"Bearer {API_TOKEN}", "Accept": "application/json, text/event-stream"}

    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    with httpx.stream("POST", f"{url}/mcp", json=message, headers=headers, timeout=LIMIT) as answer:
        said = stop(process)
        text = answer.read().decode()

    assert '"structuredContent"' in text
    assert (said, process.returncode) == (("", ""), 0)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_when_it_is_told_to(tmp_path: Path, number: signal.Signals) -> None:
    process = start(*EMPTY, "--ephemeral", TMPDIR=str(tmp_path))
    read_until_ready(process)
    assert len(list(tmp_path.iterdir())) == 1

    assert stop(process, number) == ("", "")

    assert process.returncode == 0
    assert list(tmp_path.iterdir()) == []  # the temporary folder is removed


def test_it_serves_although_nobody_reads_what_it_says(tmp_path: Path) -> None:
    process = start(*EMPTY, "--data", tmp_path)
    assert process.stdout is not None
    url = process.stdout.readline().split()[3]
    process.stdout.close()
    done = sandbox("wait", "--url", url)
    process.send_signal(signal.SIGTERM)
    assert process.stderr is not None

    assert (done.returncode, process.stderr.read(), process.wait(LIMIT)) == (0, "", 0)
    process.stderr.close()


def test_it_starts_without_any_output(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serve = f"exec {sys.executable} -m sandbox serve --scenario empty --port {port} --data {tmp_path} >&-"
    process = subprocess.Popen(["sh", "-c", serve], env=environment(), stderr=subprocess.PIPE, text=True)
    done = sandbox("wait", "--url", f"http://127.0.0.1:{port}")

    process.send_signal(signal.SIGTERM)

    assert (done.returncode, process.communicate(timeout=LIMIT)[1], process.returncode) == (0, "", 0)


def test_a_low_limit_of_open_files_does_not_limit_the_worlds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sandbox", "serve", *EMPTY, "--port", "0", "--data", str(tmp_path)]
    limited = ["prlimit", "--nofile=64:4096", *command]
    for first in range(0, 80, 40):  # the second time it opens what the first has left
        process = subprocess.Popen(limited, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        url = read_until_ready(process).split()[3]
        with httpx.Client(base_url=f"{url}/_sandbox") as control:
            for number in range(first, first + 40):
                control.post("/worlds/default/clone", json={"name": f"world-{number}"}).raise_for_status()
        said, complained = stop(process)
        assert (said, "rror" in complained) == ("", False)  # a slow machine may show the bar of a planting


def test_it_ends_although_a_client_holds_its_connection(tmp_path: Path) -> None:
    with started(*EMPTY, "--data", str(tmp_path)) as (process, url), httpx.Client(base_url=url) as client:
        client.get("/_sandbox/health")
        process.send_signal(signal.SIGTERM)

        assert process.wait(LIMIT) == 0


def test_a_port_in_use_is_told_before_anything_is_planted(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        code, line = refused("serve", *EMPTY, "--port", port, "--data", tmp_path / "data")

    assert (code, line) == (1, f"Error: cannot listen on 127.0.0.1:{port}: Address already in use; choose another --port")
    assert not (tmp_path / "data").exists()


def test_a_host_that_does_not_exist_is_told() -> None:
    code, line = refused("serve", "--ephemeral", "--host", "nowhere.invalid", "--admin-token", "t")

    assert code == 1
    assert line.startswith("Error: cannot listen on nowhere.invalid:4410: ")
    assert line.endswith("; choose another --host")


def test_an_address_of_another_machine_is_told() -> None:
    code, line = refused("serve", "--ephemeral", "--host", "192.0.2.1", "--admin-token", "t")

    assert (code, line.endswith("; choose another --host")) == (1, True)


def test_fixtures_that_are_not_there_are_told(tmp_path: Path) -> None:
    code, line = refused("serve", "--ephemeral", "--port", "0", "--fixtures", tmp_path / "nope")

    assert (code, line) == (2, f"Error: --fixtures {tmp_path}/nope: there is no such folder")


def test_a_person_who_is_not_there_cannot_approve(tmp_path: Path) -> None:
    code, line = refused("serve", *EMPTY, "--port", "0", "--data", tmp_path, "--auto-approve", "admin@emty.example")

    assert code == 2
    assert line.startswith("Error: --auto-approve (SANDBOX_AUTO_APPROVE) is no person: 'admin@emty.example'; did you mean admin@empty")


def test_a_person_who_is_there_can(tmp_path: Path) -> None:
    with started(*EMPTY, "--data", str(tmp_path), "--auto-approve", "admin@empty.example") as (_, url):
        assert httpx.get(f"{url}/_sandbox/world").json()["switches"]["auto_approve"] == "admin@empty.example"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    code, line = refused("serve", *EMPTY, "--port", "0", "--data", tmp_path / "file" / "data")

    assert (code, line) == (1, f"Error: the data folder {tmp_path}/file/data cannot be written: Not a directory")


def test_two_servers_do_not_share_a_folder(tmp_path: Path) -> None:
    with started(*EMPTY, "--data", str(tmp_path)):
        code, line = refused("serve", *EMPTY, "--port", "0", "--data", tmp_path)

    assert code == 1
    assert line == f"Error: the data folder {tmp_path} is in use by another server; choose another with --data"


def world_file(folder: Path) -> Path:
    """The default world's, in a folder that a server has made and left."""
    create_app(Settings(data=folder, scenario="empty")).worlds.close()
    return folder / "worlds" / "default.sqlite"


def test_somebody_elses_database_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "worlds" / "default.sqlite"
    file.parent.mkdir()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE theirs (a)")
    other.close()
    before = file.read_bytes()

    assert refused("serve", "--port", "0", "--data", tmp_path) == (1, f"Error: {file} is not a sandbox database")
    assert file.read_bytes() == before


def test_a_database_of_another_version_is_not_touched(tmp_path: Path) -> None:
    file = world_file(tmp_path)
    with sqlite3.connect(file) as older:
        older.execute("PRAGMA user_version = 1")
    older.close()

    code, line = refused("serve", "--port", "0", "--data", tmp_path)

    assert code == 1
    assert line == f"Error: {file} was made by another version of sandbox; remove it or choose another --data folder"


DAMAGES = {"empty": b"", "text": b"not a database, but a text that is long enough" * 50, "zeros": b"SQLite format 3\0" + bytes(5000)}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_file_that_is_no_database_is_told(tmp_path: Path, damage: bytes) -> None:
    file = world_file(tmp_path)
    file.write_bytes(damage)

    code, line = refused("serve", "--port", "0", "--data", tmp_path)

    assert code == 1
    assert line.startswith(f"Error: {file} ")


def test_a_truncated_database_is_told(tmp_path: Path) -> None:
    file = world_file(tmp_path)
    file.write_bytes(file.read_bytes()[:8192])

    code, line = refused("serve", "--port", "0", "--data", tmp_path)

    assert code == 1
    assert line.startswith(f"Error: {file} cannot be used as a database: ")


def test_a_disk_that_is_full_is_told_and_nothing_half_made_stays(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sandbox", "serve", "--port", "0", "--data", str(tmp_path)]
    limit = ["prlimit", f"--fsize={200 * 1024}"]
    done = subprocess.run([*limit, *command], env=environment(), capture_output=True, text=True, timeout=LIMIT, check=False)

    assert done.returncode == 1
    assert re.fullmatch(rf"Error: the data folder {tmp_path} cannot be used: (disk I/O error|database or disk is full)\n", done.stderr)
    assert list((tmp_path / "templates").iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_being_told_to_stop_while_data_is_planted_is_no_failure(tmp_path: Path, number: signal.Signals) -> None:
    process = start("--scenario", "large", "--ephemeral", TMPDIR=str(tmp_path))
    while not list(tmp_path.glob("*/templates/*.partial")):
        assert process.poll() is None

    process.send_signal(number)
    out, err = process.communicate(timeout=LIMIT)

    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_it_does_not_wait_for_a_world_that_is_being_planted(tmp_path: Path) -> None:
    process = start(*EMPTY, "--data", tmp_path)
    url = read_until_ready(process).split()[3]
    with httpx.Client() as client, ThreadPoolExecutor() as threads:
        asked = threads.submit(client.post, f"{url}/_sandbox/worlds", json={"scenario": "large"}, timeout=LIMIT)
        while not list(tmp_path.glob("templates/*.partial")):
            assert not asked.done()
        assert httpx.get(f"{url}/_sandbox/health").status_code == 200  # others are answered meanwhile

        _, err = stop(process)

    assert process.returncode == 0
    assert "Traceback" not in err
    assert (asked.result().status_code, asked.result().json()["error"]["code"]) == (503, "server_leaves")
    assert list(tmp_path.glob("templates/*.partial*")) == []


def test_an_unknown_scenario_is_a_usage_error_that_names_those_there_are() -> None:
    code, line = refused("serve", "--ephemeral", "--port", "0", "--scenario", "emty")

    assert code == 2
    assert "'emty'" in line
    assert "did you mean 'empty'" in line
    assert "demo" in line


@pytest.mark.parametrize(
    ("flags", "complaint"),
    [
        (["--port", "many"], "--port must be a whole number"),
        (["--frozen", "noon"], "--frozen must be a moment such as"),
        (["--prot", "1"], "No such option '--prot'"),
        (["--host", "0.0.0.0"], "--host 0.0.0.0 is not loopback: set --admin-token"),
        (["--host", "::"], "--host :: is not loopback: set --admin-token"),
    ],
)
def test_a_flag_that_cannot_be_used_is_a_usage_error(flags: list[str], complaint: str) -> None:
    code, line = refused("serve", "--ephemeral", *flags)

    assert code == 2
    assert line.startswith(f"Error: {complaint}")


def test_a_variable_does_what_its_flag_does(tmp_path: Path) -> None:
    with started(environment={"SANDBOX_DATA": str(tmp_path), "SANDBOX_SCENARIO": "empty", "SANDBOX_SEED": "3"}) as (_, url):
        world = httpx.get(f"{url}/_sandbox/world").json()

    assert (world["scenario"], world["seed"]) == ("empty", 3)
    assert (tmp_path / "worlds" / "default.sqlite").exists()


def test_what_was_asked_for_but_concerns_new_worlds_is_noted(tmp_path: Path) -> None:
    world_file(tmp_path)

    process = start("--data", tmp_path, "--scenario", "demo", "--seed", "5", "--frozen", "2026-01-01")
    said = read_until_ready(process)
    stop(process)

    assert "note   the default world holds scenario empty already; `sandbox world create --scenario demo` makes another\n" in said
    assert "note   the default world was planted without a seed; `sandbox world create --seed 5` makes another\n" in said
    assert "`sandbox clock freeze 2026-01-01T00:00:00Z`" in said


def test_nothing_is_noted_when_nothing_was_asked_for(tmp_path: Path) -> None:
    world_file(tmp_path)

    process = start("--data", tmp_path)

    assert "\nnote " not in read_until_ready(process)
    stop(process)


def test_a_line_per_request_is_written_when_wanted(tmp_path: Path) -> None:
    process = start(*EMPTY, "--data", tmp_path, "--access-log")
    url = read_until_ready(process).split()[3]
    httpx.get(f"{url}/_sandbox/health")
    out, err = stop(process)

    assert out == ""
    assert re.fullmatch(r'127\.0\.0\.1:\d+ "GET /_sandbox/health HTTP/1\.1" 200 OK\n', err)

"""What a server keeps when it stops, and what it keeps when it is killed."""

import contextlib
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import httpx

from tests.conftest import World, started
from tests.fourfour.oauth_flow import Browser, demo_client
from tests.processes import LIMIT, environment, read_until_ready

PERSON = "admin@empty.example"


def control(url: str) -> httpx.Client:
    return httpx.Client(base_url=f"{url}/_sandbox")


def minted(url: str, world: str = "default") -> str:
    """A token that the world's dice made."""
    token: str = control(f"{url}/w/{world}").post("/tokens", json={"kind": "personal", "user": PERSON}).raise_for_status().json()["token"]
    return token


def test_a_restart_keeps_the_worlds_their_clocks_and_their_switches(tmp_path: Path) -> None:
    with started("--data", str(tmp_path), "--scenario", "empty") as (_, url):
        control(url).post("/worlds", json={"name": "kept", "frozen": "2020-01-01"}).raise_for_status()
        control(url).post("/worlds", json={"name": "dropped"}).raise_for_status()
        control(url).delete("/worlds/dropped").raise_for_status()
        control(f"{url}/w/kept").post("/clock/advance", json={"by": "1h"}).raise_for_status()
        control(url).patch("/worlds/kept", json={"switches": {"page_size": 9}}).raise_for_status()
        before = {world["name"]: world for world in control(url).get("/worlds").json()["worlds"]}

    with started("--data", str(tmp_path)) as (_, url):
        after = {world["name"]: world for world in control(url).get("/worlds").json()["worlds"]}

    assert set(after) == {"default", "kept"}
    assert after["kept"]["clock"] == {"now": "2020-01-01T01:00:00+00:00", "mode": "frozen", "offset_seconds": 0}
    assert after["kept"]["switches"] == before["kept"]["switches"]
    assert after["default"]["scenario"] == "empty"


def test_an_offset_clock_runs_on_while_the_server_is_down(tmp_path: Path) -> None:
    with started("--data", str(tmp_path), "--scenario", "empty") as (_, url):
        before = control(url).put("/clock", json={"mode": "running", "at": "2035-05-05T00:00:00Z"}).json()
    with started("--data", str(tmp_path)) as (_, url):
        after = control(url).get("/clock").json()

    assert after["offset_seconds"] == before["offset_seconds"]
    assert after["now"] >= before["now"]


def test_what_was_answered_survives_being_killed(tmp_path: Path) -> None:
    with started("--data", str(tmp_path), "--scenario", "empty") as (process, url):
        control(url).post("/worlds", json={"name": "kept"}).raise_for_status()
        control(url).put("/clock", json={"mode": "frozen", "at": "2031-01-01T00:00:00Z"}).raise_for_status()
        token = minted(url, "kept")
        process.kill()
        process.wait()

    with started("--data", str(tmp_path)) as (_, url):
        assert control(url).get("/clock").json()["now"] == "2031-01-01T00:00:00+00:00"
        me = httpx.get(f"{url}/w/kept/odata/me", headers={"Authorization": f"Bearer {token}"})
        assert me.status_code == 200


def test_a_reset_is_one_although_somebody_looks_into_the_file(tmp_path: Path) -> None:
    with (
        started("--data", str(tmp_path), "--scenario", "empty") as (_, url),
        contextlib.closing(sqlite3.connect(tmp_path / "worlds" / "default.sqlite", isolation_level=None)) as other,
    ):
        token = {"Authorization": f"Bearer {minted(url)}"}
        other.execute("BEGIN")
        before = other.execute("SELECT count(*) FROM oauth2_tokens").fetchall()
        assert httpx.get(f"{url}/odata/me", headers=token).status_code == 200
        control(url).post("/reset").raise_for_status()

        assert httpx.get(f"{url}/odata/me", headers=token).status_code == 401
        assert other.execute("SELECT count(*) FROM oauth2_tokens").fetchall() == before
        other.execute("COMMIT")
        assert other.execute("SELECT count(*) FROM oauth2_tokens").fetchall() < before


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*/*") if path.suffix not in (".sqlite-wal", ".sqlite-shm")}


def test_a_full_disk_is_told_in_one_line_and_nothing_half_made_stays(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sandbox", "serve", "--port", "0", "--scenario", "empty", "--data", str(tmp_path)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    url = read_until_ready(process).split()[3]
    token, before = minted(url), files(tmp_path)
    unlimited = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    try:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (16 * 1024, unlimited[1]))
        answers = [
            control(url).post(path, json=body)
            for path, body in [
                ("/worlds", {}),
                ("/worlds", {"scenario": "demo", "seed": 5}),
                ("/worlds/default/clone", {}),
                ("/reset", {}),
                ("/worlds/default/reset", {}),
            ]
        ]
        after = files(tmp_path)
    finally:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, unlimited)
    me = httpx.get(f"{url}/odata/me", headers={"Authorization": f"Bearer {token}"})
    again = control(url).post("/reset")
    process.terminate()
    _, said = process.communicate(timeout=LIMIT)

    assert [(answer.status_code, answer.json()["error"]["code"]) for answer in answers] == [(507, "no_space")] * 5
    assert (after, me.status_code, again.status_code) == (before, 200, 200)
    assert "Traceback" not in said, said
    assert len(said.splitlines()) == 5


def test_what_a_killed_server_left_half_written_is_cleared_away(tmp_path: Path) -> None:
    for name in ("worlds/half.partial", "templates/half.partial", "templates/half.partial-journal"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"half")

    with started("--data", str(tmp_path), "--scenario", "empty") as (_, url):
        assert [world["name"] for world in control(url).get("/worlds").json()["worlds"]] == ["default"]

    assert list(tmp_path.glob("*/half*")) == []


def test_two_servers_with_the_same_seed_make_the_same_tokens_and_one_goes_on_with_them_after_a_restart(tmp_path: Path) -> None:
    with started("--data", str(tmp_path / "one"), "--scenario", "empty", "--seed", "11") as (_, url):
        whole = [minted(url), minted(url)]
    with started("--data", str(tmp_path / "two"), "--scenario", "empty", "--seed", "11") as (_, url):
        halves = [minted(url)]
    with started("--data", str(tmp_path / "two")) as (_, url):
        halves.append(minted(url))

    assert halves == whole
    assert whole[0] != whole[1]


def test_a_reset_begins_the_seeded_stream_anew_and_a_clone_goes_on_in_it(tmp_path: Path) -> None:
    with started("--ephemeral", "--scenario", "empty", "--seed", "11") as (_, url):
        first, second = minted(url), minted(url)
        control(url).post("/reset").raise_for_status()
        again = minted(url)
        control(url).post("/worlds/default/clone", json={"name": "clone"}).raise_for_status()
        cloned = minted(url, "clone").removesuffix(".clone")

    assert again == first
    assert cloned == second


def test_without_a_seed_no_two_worlds_make_the_same_token() -> None:
    with started("--ephemeral", "--scenario", "empty") as (_, url):
        control(url).post("/worlds/default/clone", json={"name": "clone"}).raise_for_status()

        assert minted(url).partition(".")[0] != minted(url, "clone").partition(".")[0]


def test_a_token_leads_to_the_world_that_issued_it(tmp_path: Path) -> None:
    with started("--ephemeral", "--scenario", "empty", "--frozen", "2026-01-01") as (_, url):
        control(url).post("/worlds", json={"name": "elsewhere", "frozen": "2027-07-07"}).raise_for_status()
        token = minted(url, "elsewhere")

        me = httpx.get(f"{url}/odata/me", headers={"Authorization": f"Bearer {token}"})

    assert token.endswith(".elsewhere")
    assert (me.status_code, me.headers["date"]) == (200, "Wed, 07 Jul 2027 00:00:00 GMT")


def test_a_refresh_token_and_a_code_lead_to_the_world_that_issued_them(world: World) -> None:
    client = demo_client(world)
    code = Browser(world, client).code()
    credentials = {"client_id": client.id, "client_secret": client.secret}
    root = world.server.client()

    pair = root.post(
        "/oauth/token", data={**credentials, "grant_type": "authorization_code", "code": code, "redirect_uri": client.redirect_uri}
    )
    renewed = root.post("/oauth/token", json={**credentials, "grant_type": "refresh_token", "refresh_token": pair.json()["refresh_token"]})
    me = root.get("/odata/me", headers={"Authorization": f"Bearer {renewed.json()['access_token']}"})

    assert code.endswith(f".{world.name}")
    assert (pair.status_code, renewed.status_code, me.status_code) == (200, 200, 200)


def test_a_world_that_is_named_goes_before_that_of_a_code(world: World) -> None:
    client = demo_client(world)
    form = {"grant_type": "authorization_code", "code": Browser(world, client).code(), "redirect_uri": client.redirect_uri}
    form |= {"client_id": client.id, "client_secret": str(client.secret)}

    answer = world.server.client("/w/default").post("/oauth/token", data=form)

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_an_admin_token_is_no_token_of_a_world() -> None:
    admin = {"Authorization": "Bearer secret.other"}
    with started("--ephemeral", "--scenario", "empty", "--admin-token", "secret.other") as (_, url):
        made = httpx.post(f"{url}/_sandbox/worlds", json={"name": "other"}, headers=admin)
        shown = httpx.get(f"{url}/_sandbox/world", headers=admin)
        prefixed = httpx.get(f"{url}/w/other/_sandbox/world", headers=admin)

    assert (made.status_code, shown.json()["name"], prefixed.json()["name"]) == (201, "default", "other")


def test_templates_that_no_world_needs_are_removed_at_the_next_start(tmp_path: Path) -> None:
    with started("--data", str(tmp_path), "--scenario", "empty") as (_, url):
        control(url).post("/worlds", json={"name": "brief", "frozen": "2020-01-01"}).raise_for_status()
        control(url).delete("/worlds/brief").raise_for_status()
        assert len(list((tmp_path / "templates").iterdir())) == 2

    with started("--data", str(tmp_path)) as (_, url):
        assert len(list((tmp_path / "templates").iterdir())) == 1
        assert control(url).post("/reset").status_code == 200


def test_a_scenario_of_ones_own_is_planted_and_a_changed_one_is_planted_anew(tmp_path: Path) -> None:
    packaged = Path(__file__).parent.parent / "fixtures" / "scenarios" / "empty.toml"
    own = tmp_path / "fixtures" / "scenarios" / "own.toml"
    own.parent.mkdir(parents=True)
    own.write_text(packaged.read_text("utf-8"), "utf-8")
    with started("--ephemeral", "--fixtures", str(tmp_path / "fixtures"), "--scenario", "own") as (_, url):
        before = control(url).get("/env").json()["FOURFOUR_API_TOKEN"]
        own.write_text(own.read_text("utf-8").replace(before, "another-token"), "utf-8")
        control(url).post("/reset").raise_for_status()

        env = control(url).get("/env").json()
        me = httpx.get(f"{url}/odata/me", headers={"Authorization": f"Bearer {env['FOURFOUR_API_TOKEN']}"})

        assert (env["FOURFOUR_API_TOKEN"], me.status_code) == ("another-token", 200)
        own.write_text("title = 3", "utf-8")
        broken = control(url).post("/reset")
        own.unlink()
        gone = control(url).post("/reset")

    assert (broken.status_code, gone.status_code) == (400, 400)
    assert broken.json()["error"]["message"].startswith("scenario cannot be planted: own.toml")
    assert "no scenario 'own'" in gone.json()["error"]["message"]

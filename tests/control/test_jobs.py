"""Import jobs under control: held, stepped, slowed, failed, cloned and reset."""

import json
import time

import pytest

from tests.cli.command import sandbox
from tests.conftest import World
from tests.facts import fact
from tests.fourfour.importer import Importer, entity, importer_of

CSV = "id,name\n" + "".join(f"a{number},Name {number}\n" for number in range(10))


@pytest.fixture
def crm(world: World) -> Importer:
    return importer_of(world)


def test_a_held_job_goes_on_by_steps_and_then_by_itself(world: World, crm: Importer) -> None:
    world.control.patch("/jobs", json={"hold": True}).raise_for_status()
    job = crm.send("account", CSV)
    assert crm.job(job) | {"status": "pending", "processed": 0, "started_at": None, "completed_at": None} == crm.job(job)

    stepped = world.control.post(f"/jobs/{job}/step", json={"rows": 3}).raise_for_status().json()

    assert (stepped["status"], stepped["processed"], stepped["line"]) == ("processing", 3, 5)
    assert crm.record("account", "a2") == "id,name\na2,Name 2\n"
    assert crm.http.get("/import/crm/account/a3").status_code == 404
    world.control.patch("/jobs", json={"hold": False}).raise_for_status()
    assert crm.wait(job)["processed"] == 10


def test_a_long_job_is_held_in_its_midst(world: World, crm: Importer) -> None:
    """On a busy machine the job may be over before the test gets round to holding it: then another one is tried."""
    rows = 120_000
    csv = "id,name\n" + "".join(f"a{number},Name {number}\n" for number in range(rows))
    for _ in range(6):
        world.control.patch("/jobs", json={"hold": False}).raise_for_status()
        job = crm.send("account", csv)
        while crm.job(job)["processed"] == 0:
            time.sleep(0.01)
        world.control.patch("/jobs", json={"hold": True}).raise_for_status()
        world.clock.advance(seconds=1)  # answers when nothing is under way any more
        held = crm.job(job)
        if held["status"] == "processing":
            break

    assert held["status"] == "processing"
    assert 0 < held["processed"] < rows
    world.control.patch("/jobs", json={"hold": False}).raise_for_status()
    assert crm.wait(job)["processed"] == rows


@fact("FF-IM-04")
def test_a_slowed_job_follows_the_worlds_clock(world: World, crm: Importer) -> None:
    world.control.patch("/jobs", json={"rows_per_second": 4}).raise_for_status()
    job = crm.send("account", CSV)

    world.clock.advance(seconds=1)
    assert (crm.job(job)["status"], crm.job(job)["processed"]) == ("processing", 5)
    world.clock.advance(seconds=10)
    told = crm.job(job)
    assert (told["status"], told["processed"]) == ("completed", 10)
    assert told["started_at"] < told["completed_at"]


@fact("FF-IM-09")
def test_a_job_fails_where_it_is_told_to(world: World, crm: Importer) -> None:
    world.control.patch("/jobs", json={"fail_at_line": 4}).raise_for_status()
    told = crm.put("account", CSV)
    assert (told["status"], told["processed"], told["error_line"]) == ("failed", 2, 4)

    world.control.patch("/jobs", json={"fail_at_line": None, "hold": True}).raise_for_status()
    job = crm.send("account", CSV)
    world.control.post(f"/jobs/{job}/fail", json={"line": 1}).raise_for_status()
    world.control.patch("/jobs", json={"hold": False}).raise_for_status()
    assert (crm.wait(job)["status"], crm.job(job)["error_line"], crm.job(job)["processed"]) == ("failed", 1, 0)


def test_a_clone_works_on_with_its_own_file_and_a_reset_forgets_all(world: World, crm: Importer) -> None:
    world.control.patch("/jobs", json={"hold": True}).raise_for_status()
    job = crm.send("account", CSV)
    world.control.post(f"/jobs/{job}/step", json={"rows": 3}).raise_for_status()
    twin = World(world.server, f"{world.name}-twin")
    world.control.post(f"/worlds/{world.name}/clone", json={"name": twin.name}).raise_for_status()

    world.control.post("/reset").raise_for_status()
    twin.control.patch("/jobs", json={"hold": False}).raise_for_status()

    assert importer_of(twin).wait(job)["processed"] == 10
    assert entity(twin, "Accounts/a9")["name"] == "Name 9"
    assert world.control.get("/jobs").json() == {"controls": {"hold": False, "rows_per_second": None, "fail_at_line": None}, "jobs": []}
    twin.control.delete(f"/worlds/{twin.name}").raise_for_status()


def test_resets_and_drops_in_the_midst_of_a_job_harm_nobody(world: World, crm: Importer) -> None:
    large = "id,name\n" + "".join(f"a{number},Name\n" for number in range(30_000))
    for _ in range(3):
        crm.send("account", large)
        world.control.post("/reset").raise_for_status()
        assert crm.put("account", CSV)["processed"] == 10
    twin = f"{world.name}-twin"
    world.control.post(f"/worlds/{world.name}/clone", json={"name": twin}).raise_for_status()
    importer_of(World(world.server, twin)).send("account", large)
    world.control.delete(f"/worlds/{twin}").raise_for_status()
    assert crm.put("account", CSV)["processed"] == 10


def test_slips_are_refused(world: World) -> None:
    assert world.control.get("/jobs/nope").json()["error"]["code"] == "unknown_job"
    assert world.control.patch("/jobs", json={"hold": 1}).json()["error"]["code"] == "invalid_field"
    assert world.control.patch("/jobs", json={"rows_per_second": 0}).json()["error"]["code"] == "invalid_field"


def test_the_command_line_does_the_same(world: World, crm: Importer) -> None:
    where = {"SANDBOX_URL": world.server.url, "SANDBOX_WORLD": world.name}
    assert sandbox("job", "hold", **where).stdout == "Jobs are held\n"
    job = crm.send("account", CSV)
    assert job in sandbox("job", "list", **where).stdout
    assert json.loads(sandbox("job", "step", job, "--rows", "2", "--json", **where).stdout)["processed"] == 2
    assert sandbox("job", "fail", job, "6", **where).returncode == 0
    assert sandbox("job", "release", **where).stdout == "Jobs go on\n"
    assert crm.wait(job)["error_line"] == 6
    assert "failed" in sandbox("job", "show", job, **where).stdout

"""The container image, really built and started: what `docker run` would show."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.packaging.image import Builder, Image, missing_tools
from tests.processes import read_until_ready
from tests.room import room

TOKEN = "token-for-the-image-test"
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}
STOP_LIMIT = 10.0

# One worker builds once, and early: groups come before single tests.
pytestmark = [pytest.mark.xdist_group("image"), pytest.mark.skipif(bool(missing_tools()), reason=missing_tools())]


@pytest.fixture(scope="module")
def built() -> Iterator[Image]:
    folder = Path(tempfile.mkdtemp(prefix="sandbox-image-", dir=room()))  # with its layers it takes half a gibibyte
    builder = Builder(folder)
    try:
        builder.build(builder.base())
        yield builder.image()
    finally:
        builder.clear()
        shutil.rmtree(folder)


@pytest.fixture
def image(built: Image) -> Iterator[Image]:
    """The image with an empty volume at /data."""
    yield built
    for left in built.data.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def settings(port: int) -> Mapping[str, str]:
    return {"SANDBOX_PORT": str(port), "SANDBOX_ADMIN_TOKEN": TOKEN}


@contextmanager
def started(image: Image, port: int) -> Iterator[subprocess.Popen[str]]:
    process = image.serve(settings(port))
    assert process.stdout is not None
    with process.stdout:
        try:
            read_until_ready(process)
            yield process
        finally:
            process.kill()
            process.wait()


def control(port: int, **options: Mapping[str, str]) -> httpx.Client:
    return httpx.Client(base_url=f"http://127.0.0.1:{port}/_sandbox", trust_env=False, **options)  # type: ignore[arg-type]


def test_it_says_why_it_does_not_start_without_an_admin_token(image: Image, port: int) -> None:
    process = image.serve({"SANDBOX_PORT": str(port)}, stderr=subprocess.PIPE)
    _, complaint = process.communicate(timeout=30)

    assert process.returncode == 2
    assert "SANDBOX_ADMIN_TOKEN" in complaint


def test_it_listens_as_a_user_that_owns_nothing_but_the_data(image: Image, port: int) -> None:
    with started(image, port) as process, control(port) as client:
        assert client.get("/ready").status_code == 200
        assert Path(f"/proc/{process.pid}").stat().st_uid == 4410

    owned = [path for path in image.root.rglob("*") if path.lstat().st_uid == 4410]
    assert all(path.is_relative_to(image.data) for path in owned)


def test_its_control_api_wants_the_token(image: Image, port: int) -> None:
    with started(image, port), control(port) as stranger, control(port, headers=WITH_TOKEN) as keeper:
        assert stranger.get("/worlds").status_code == 401
        assert keeper.get("/worlds").status_code == 200


def test_its_health_check_tells_up_from_down(image: Image, port: int) -> None:
    with started(image, port):
        assert image.healthcheck(settings(port)) == 0

    assert image.healthcheck(settings(port)) != 0


def test_it_stops_when_told_and_keeps_its_worlds(image: Image, port: int) -> None:
    with started(image, port) as process, control(port, headers=WITH_TOKEN) as client:
        client.post("/worlds/default/clone", json={"name": "kept"}).raise_for_status()
        process.terminate()
        assert process.wait(timeout=STOP_LIMIT) == 0

    with started(image, port), control(port, headers=WITH_TOKEN) as client:
        assert client.get("/clock", headers={"X-Sandbox-World": "kept"}).status_code == 200


def test_it_holds_neither_secrets_nor_what_only_the_build_needed(image: Image) -> None:
    environment = "\n".join(image.config["Env"])
    programs = os.listdir(image.root / "opt/sandbox/bin")

    assert "TOKEN" not in environment
    assert "PIP" not in environment
    assert not [name for name in programs if name.startswith("pip")]

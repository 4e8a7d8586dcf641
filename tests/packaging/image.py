"""Builds the container image and starts it where no container engine runs: with buildah, on a Debian made by debootstrap."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

REPOSITORY = Path(__file__).parents[2]
CERTIFICATES = Path("/etc/ssl/certs")
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sandbox-image-base"
"""Keeps the base between runs, half a minute each; only if somebody made the folder."""

BALLAST = ("usr/share/doc", "usr/share/locale", "usr/share/man", "var/cache/apt", "var/lib/apt/lists")


def missing_tools() -> str:
    """Why no image can be built here; empty if one can."""
    absent = [tool for tool in ("buildah", "debootstrap", "chroot") if not shutil.which(tool)]
    return f"needs {', '.join(absent)}" if absent else "" if os.geteuid() == 0 else "needs root"


def run(*command: str | Path, env: Mapping[str, str] | None = None) -> str:
    """The command's stdout. What it said before it failed goes to the test's report."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=env)
    said = f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    assert done.returncode == 0, f"{' '.join(map(str, command))} ended with {done.returncode}:\n{said}"
    return done.stdout.strip()


class Builder:
    """Images and containers in a folder of their own, which its owner removes as a whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store = ("--root", folder / "images", "--runroot", folder / "run")

    def buildah(self, *arguments: str | Path) -> str:
        return run("buildah", *self._store, *arguments, env=os.environ | {"BUILDAH_ISOLATION": "chroot"})

    def base(self) -> str:
        """A plain Debian with the three packages that the Dockerfile asks of a base."""
        container = self.buildah("from", "--name", "base", "scratch")
        plant_debian(Path(self.buildah("mount", container)))
        self.buildah("commit", "--rm", "--quiet", "--disable-compression", container, "base")
        return "localhost/base"

    def build(self, base: str) -> None:
        arguments = [f"--build-arg={name}={value}" for name, value in {"BASE": base, **pip_configuration()}.items()]
        volume = f"--volume={CERTIFICATES}:{CERTIFICATES}:ro"
        self.buildah("bud", "--format=docker", "--network=host", volume, *arguments, "--tag=sandbox", REPOSITORY)

    def clear(self) -> None:
        """Lets go of what is mounted; the folder can be removed then."""
        self.buildah("rm", "--all")

    def image(self) -> "Image":
        container = self.buildah("from", "--name", "sandbox", "localhost/sandbox")
        config = json.loads(self.buildah("inspect", "--type", "image", "localhost/sandbox"))["Docker"]["config"]
        return Image(Path(self.buildah("mount", container)), config)


class Image:
    """An unpacked image and what its maker said about how it is run."""

    def __init__(self, root: Path, config: Mapping[str, Any]) -> None:
        self.root, self.config = root, config
        self.data = root / "data"

    def start(self, command: list[str], environment: Mapping[str, str], stderr: int | IO[str] | None = None) -> subprocess.Popen[str]:
        """Starts `command` as an engine would: in the image's files, as its user, with its environment and nothing of ours."""
        told = dict(line.split("=", 1) for line in self.config["Env"])
        chroot = shutil.which("chroot") or "chroot"
        return subprocess.Popen(
            [chroot, f"--userspec={self.config['User']}", self.root, *command],
            env={**told, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )

    def serve(self, environment: Mapping[str, str], stderr: int | IO[str] | None = None) -> subprocess.Popen[str]:
        return self.start(self.config["Cmd"], environment, stderr)

    def healthcheck(self, environment: Mapping[str, str]) -> int:
        kind, command = self.config["Healthcheck"]["Test"]
        assert kind == "CMD-SHELL"
        process = self.start(["/bin/sh", "-c", command], environment)
        process.communicate(timeout=30)
        return process.returncode


def plant_debian(root: Path) -> None:
    kept = CACHE / f"{codename()}.tar"
    if kept.exists():
        run("tar", "--extract", "--numeric-owner", "--file", kept, "--directory", root)
        return
    run("debootstrap", "--variant=minbase", "--include=python3,python3-venv,ca-certificates", codename(), root, mirror())
    for folder in BALLAST:
        shutil.rmtree(root / folder, ignore_errors=True)
    if CACHE.is_dir():
        partial = kept.with_suffix(f".{os.getpid()}")
        run("tar", "--create", "--numeric-owner", "--file", partial, "--directory", root, ".")
        partial.replace(kept)


def codename() -> str:
    found = re.search(r"^VERSION_CODENAME=(\w+)$", Path("/etc/os-release").read_text(), re.MULTILINE)
    assert found, "this system has no code name"
    return found[1]


def mirror() -> str:
    """The address that this machine's own apt takes Debian from."""
    places = run("apt-get", "indextargets", "--format", "$(RELEASE) $(COMPONENT) $(REPO_URI)", "Created-By: Packages").splitlines()
    return next(place.split()[2] for place in places if place.startswith(f"{codename()} main "))


def pip_configuration() -> dict[str, str]:
    """How pip outside reaches its index, as build arguments. Folders of this machine are left out: the build does not see them."""
    listed = run(sys.executable, "-m", "pip", "config", "list")
    found = dict(re.findall(r"^.*\.(index-url|cert)='(.+)'$", listed, re.MULTILINE))
    if not found.get("cert", "").startswith(str(CERTIFICATES)):
        found.pop("cert", None)
    return {f"PIP_{name.upper().replace('-', '_')}": value for name, value in found.items()}

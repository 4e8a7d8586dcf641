"""The servers under measurement: processes on one core, while the load runs on another."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = CORES[0], CORES[-1]
START_LIMIT = 60.0


class Server:
    """A process that listens on `port`. Use it in a `with`."""

    def __init__(self, *arguments: str | Path, port: int) -> None:
        self.port = port
        environment = {name: value for name, value in os.environ.items() if not name.startswith("SANDBOX_")}
        os.sched_setaffinity(0, {SERVER_CORE})  # the child inherits it, and so do all its threads
        self.started = time.perf_counter()
        self._process = subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL)
        os.sched_setaffinity(0, {LOAD_CORE})

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(timeout=START_LIMIT)

    def wait(self) -> None:
        """Until it takes connections."""
        while time.perf_counter() - self.started < START_LIMIT:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except ConnectionRefusedError:
                assert self._process.poll() is None, f"the server ended with {self._process.returncode}"
                time.sleep(0.001)
            else:
                return
        raise TimeoutError(f"no answer on port {self.port}")

    def busy(self) -> float:
        """Seconds that its main thread has been on the core."""
        return int(Path(f"/proc/{self._process.pid}/schedstat").read_text().split()[0]) / 1e9

    def memory(self) -> int:
        """Bytes that it holds resident."""
        status = Path(f"/proc/{self._process.pid}/statm").read_text()
        return int(status.split()[1]) * os.sysconf("SC_PAGE_SIZE")


def sandbox(data: Path) -> Server:
    port = free_port()
    return Server("-m", "sandbox", "serve", "--scenario", "demo", "--data", data, "--port", str(port), port=port)


def hello() -> Server:
    port = free_port()
    return Server("-m", "bench.hello", str(port), port=port)


def echo() -> Server:
    port = free_port()
    return Server("-m", "bench.echo", str(port), port=port)


def raw(database: Path, workspace: str) -> Server:
    port = free_port()
    return Server("-m", "bench.raw", str(port), database, workspace, port=port)


def raw_calls(database: Path, organization: str) -> Server:
    port = free_port()
    return Server("-m", "bench.raw_calls", str(port), database, organization, port=port)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])

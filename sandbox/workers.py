"""Processes of the server's own, for what would hold up its event loop. Each takes its orders as a line and answers with one.

A worker stays for a while after its work, because starting Python takes longer than many a piece of work does.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections import defaultdict

STAY = 10.0
"""Seconds of real time that a worker waits for more orders."""


class WorkerFailed(Exception):
    """It ended instead of answering; its own stderr says why."""


class Workers:
    """One a server. They end when the server does, however that ends, because each reads its orders from the server."""

    def __init__(self) -> None:
        self._idle: dict[str, list[tuple[Process, asyncio.TimerHandle]]] = defaultdict(list)

    async def ask(self, module: str, orders: bytes) -> bytes:
        """The answer of a worker that runs `python -m module`. Raises WorkerFailed. Whoever breaks this off ends the worker."""
        worker = await self._take(module)
        try:
            answer = await _ask(worker, orders)
        except BaseException:
            _dismiss(worker)
            raise
        tiring = asyncio.get_running_loop().call_later(STAY, self._tire, module, worker)
        self._idle[module].append((worker, tiring))
        return answer

    def close(self) -> None:
        for workers in self._idle.values():
            for worker, tiring in workers:
                tiring.cancel()
                _dismiss(worker)
        self._idle.clear()

    async def _take(self, module: str) -> Process:
        """The one that was last at work, so that those who are not needed go."""
        while idle := self._idle[module]:
            worker, tiring = idle.pop()
            tiring.cancel()
            if worker.returncode is None:
                return worker
        return await asyncio.create_subprocess_exec(sys.executable, "-I", "-m", module, stdin=PIPE, stdout=PIPE)

    def _tire(self, module: str, worker: Process) -> None:
        self._idle[module] = [pair for pair in self._idle[module] if pair[0] is not worker]
        _dismiss(worker)


async def _ask(worker: Process, orders: bytes) -> bytes:
    assert worker.stdin
    assert worker.stdout
    try:
        worker.stdin.write(orders + b"\n")
        await worker.stdin.drain()
        answer = await worker.stdout.readline()
    except ConnectionError:
        answer = b""
    if not answer.endswith(b"\n"):
        raise WorkerFailed(f"a worker ended with {await worker.wait()}")
    return answer[:-1]


def _dismiss(worker: Process) -> None:
    if worker.returncode is None:
        worker.kill()

"""The load: raw HTTP/1.1 over a few keep-alive connections from one process, which costs less than any of the servers."""

import re
import select
import socket
import time
from collections.abc import Generator, Sequence
from typing import NoReturn

Script = Generator[bytes, bytes, None]
"""One client's side of a conversation: it yields requests and is sent the body of each answer."""

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
PATIENCE = 20.0


class Refused(Exception):
    """A server said something other than 2xx; the text begins with what it said."""


class Line:
    """One connection and the script that is spoken over it."""

    def __init__(self, port: int, script: Script) -> None:
        self._script, self._heard, self._head, self._size = script, b"", b"", -1
        self._next = next(script)
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def fileno(self) -> int:
        return self._socket.fileno()

    def ask(self) -> None:
        self._socket.sendall(self._next)

    def hear(self) -> bool:
        """Takes what has arrived; true once the answer is complete. Raises Refused."""
        arrived = self._socket.recv(1 << 18)
        if (
            self._heard or len(arrived) != self._size or not arrived.startswith(self._head)
        ):  # the most usual answer has the head of the one before
            arrived = self._heard = self._heard + arrived if arrived else self._stop()
            if not self._is_complete():
                return False
        self._heard = b""
        self._next = self._script.send(arrived[len(self._head) :])
        return True

    def _is_complete(self) -> bool:
        end = self._heard.find(b"\r\n\r\n") + 4
        if end < 4:
            return False
        self._head = self._heard[:end]
        length = LENGTH.search(self._head)
        if not self._head.startswith(b"HTTP/1.1 2") or (length is None and not self._head.startswith(b"HTTP/1.1 204")):
            self._stop()
        self._size = end + (int(length[1]) if length else 0)
        return len(self._heard) >= self._size

    def _stop(self) -> NoReturn:
        raise Refused(f"{self._next[:160]!r} got {self._heard[:300]!r}")

    def close(self) -> None:
        self._socket.close()


def drive(lines: Sequence[Line], count: int) -> float:
    """How many seconds `count` requests take, one at a time on each line."""
    answers = select.epoll()
    by_number = {line.fileno(): line for line in lines}
    for line in lines:
        answers.register(line, select.EPOLLIN)
    started, unsent, unheard = time.perf_counter(), count - len(lines), count
    for line in lines:
        line.ask()
    while unheard:
        for number, _ in answers.poll(PATIENCE) or _silence():
            line = by_number[number]
            if line.hear():
                unheard -= 1
                if unsent > 0:
                    line.ask()
                    unsent -= 1
    return time.perf_counter() - started


def exchange(line: Line) -> float:
    """How many seconds one request takes."""
    started = time.perf_counter()
    line.ask()
    while not line.hear():
        pass
    return time.perf_counter() - started


def _silence() -> list[tuple[int, int]]:
    raise Refused(f"nothing was said for {PATIENCE} s")

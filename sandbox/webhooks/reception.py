"""Takes messages in: a small server that hands each of them on and answers what it is told to."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Any

from sandbox.webhooks.exchange import Answer

LENGTH = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, kw_only=True)
class Delivery:
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for each, value in self.headers if each.lower() == name.lower()), None)


class Reception(ThreadingHTTPServer):
    """Listens on a socket that is bound already. `take` is called in a thread per delivery."""

    daemon_threads = True

    def __init__(self, listener: socket, take: Callable[[Delivery], Answer]) -> None:
        self.take = take
        super().__init__(listener.getsockname()[:2], Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        listener.listen(self.request_queue_size)

    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """That a sender has given up waiting is nothing to tell of."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """HTTP/1.0, so that no connection stays open."""

    server: Reception

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not LENGTH.fullmatch(length):
            return self._give(Answer(status=411))
        body = self.rfile.read(int(length))
        return self._give(self.server.take(Delivery(headers=tuple(self.headers.items()), body=body)))

    def log_message(self, format: str, *args: object) -> None:
        """What there is to say is said by whoever takes the deliveries."""

    def _give(self, answer: Answer) -> None:
        self.send_response_only(answer.status or 502)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)
